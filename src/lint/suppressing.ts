import type { Path } from '../path/path';
import { grouped } from '../collections/grouped';
import { rules } from '../rules/index';
import { own, type OwnFinding } from './own-findings';
import type { Found, Suppression } from './suppressions';

/** Applies suppressions and remembers which of them accepted something. */
export class Suppressing {
  private readonly used = new Set<Suppression>();
  private readonly byRule: ReadonlyMap<string, readonly Suppression[]>;

  constructor(private readonly all: readonly Suppression[]) {
    this.byRule = grouped(all, ({ rule }) => [rule]);
  }

  /** Why a finding is accepted; undefined where it is not. */
  reasonFor(found: Found): string | undefined {
    const covering = (this.byRule.get(found.rule) ?? []).filter((one) => one.reason !== '' && one.covers(found));
    for (const one of covering) this.used.add(one);
    return covering[0]?.reason;
  }

  /** What is wrong with the suppressions themselves. */
  findings(judged: readonly Path[]): OwnFinding[] {
    const known = new Set(rules.map(({ id }) => id));
    const mains = new Set(judged.flatMap(({ hops }) => hops.flatMap(({ sources = [] }) => sources)));
    return this.all.flatMap((one) => {
      const { rule, reason, location } = one;
      const about = { location, key: rule };
      if (!known.has(rule))
        return [own('suppression-of-unknown-rule', about, `no rule is called ${rule}`, 'write the id as the report prints it')];
      if (reason === '')
        return [
          own(
            'suppression-without-reason',
            about,
            `ignore-${rule} gives no reason, and accepts nothing`,
            'write the reason behind the colon',
          ),
        ];
      if (this.used.has(one) || ![...mains].some((main) => one.isJudged(main))) return [];
      return [
        own('suppression-unused', about, `ignore-${rule} accepts nothing: there is no finding of ${rule} here`, 'remove it'),
      ];
    });
  }
}
