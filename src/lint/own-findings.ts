import { rules } from '../rules/index';
import type { LintFinding, Location } from './lint-report';

/** A finding that lint itself makes, about what steers it and not about a hop. */
export type OwnFinding = Omit<LintFinding, 'fingerprint'>;

const levels = new Map(rules.map(({ id, level }) => [id, level]));

interface About {
  readonly location: Location;
  /** Tells it from others at the same object. */
  readonly key: string;
}

export function own(rule: string, { location, key }: About, message: string, fix: string): OwnFinding {
  const level = levels.get(rule) ?? 'warning';
  return { rule, level, hop: '', key, message, fix, source: `docs/rules.md#${rule}`, location, paths: [] };
}
