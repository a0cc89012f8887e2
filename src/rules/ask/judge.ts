import { known, settingsOf } from '../../path/hop';
import type { Hop } from '../../path/hop';
import type { Path } from '../../path/path';
import type { Aspect, Known, Setting } from '../../path/setting';
import type { Answer } from '../rule';

/** An answer about one setting; its fact is the setting's own unless the claim comes from elsewhere. */
export type Verdict = Pick<Answer, 'message' | 'fix'> & Partial<Pick<Answer, 'level' | 'fact' | 'key' | 'edit'>>;

type Judge<A extends Aspect> = (setting: Known<A>, hop: Hop) => Verdict | undefined;

/** Judges every setting of an aspect on the path, and says of each hop what could not be judged. */
export function judge<A extends Aspect>(path: Path, aspect: A, verdict: Judge<A>): Answer[] {
  // Most hops have nothing to do with most aspects, and every rule is asked of every construct.
  const concerned = path.hops.filter((hop) => settingsOf(hop, aspect).length > 0);
  return concerned.flatMap((hop) => [...judgeKnown(hop, aspect, verdict), ...cannotKnow(hop, [aspect])]);
}

export function judgeKnown<A extends Aspect>(hop: Hop, aspect: A, verdict: Judge<A>): Answer[] {
  return known(hop, aspect).flatMap((setting) => {
    const answer = verdict(setting, hop);
    return answer === undefined ? [] : [{ hop, fact: setting.fact, key: setting.key, ...answer }];
  });
}

/** One answer for everything a rule needs of a hop and cannot know, so that a hop full of unknowns is not a flood. */
export function cannotKnow(hop: Hop, aspects: readonly Aspect[]): Answer[] {
  const missing = hop.settings.filter((setting) => setting.origin === 'unknown' && aspects.includes(setting.aspect));
  const [first] = missing;
  if (first === undefined) return [];
  // What no source says stays unknown, however it is written.
  const keys = missing.flatMap(({ key, fact }) => (key === undefined || fact.known === 'unconfirmed' ? [] : [key]));
  return [
    {
      hop,
      level: 'unknown',
      message: missing.map(whyUnknown).join('; '),
      fix: (first.origin === 'unknown' ? first.fix : undefined) ?? makeKnown(keys),
      fact: first.fact,
      key: first.key,
    },
  ];
}

const makeKnown = (keys: readonly string[]): string =>
  keys.length === 0
    ? 'measure it on the deployed path'
    : `write ${keys.join(' and ')} as a literal, or measure it on the deployed path`;

function whyUnknown(setting: Setting): string {
  return `${setting.name} cannot be known: ${setting.origin === 'unknown' ? setting.why : ''}`;
}
