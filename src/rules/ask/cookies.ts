import type { Hop } from '../../path/hop';
import type { CookieAffinity, Known } from '../../path/setting';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Answer } from '../rule';
import { judgeKnown, type Verdict } from './judge';

export type Cookie = CookieAffinity;

/** Judges the affinity cookies of hops, if the policy relies on one: a cookie that nobody needs can be of any kind. */
export function judgeCookies(
  policy: StreamPolicy,
  hops: readonly Hop[],
  verdict: (cookie: Cookie, setting: Known<'affinity'>, hop: Hop) => Verdict | undefined,
): Answer[] {
  if (policy.affinity.kind !== 'cookie') return [];
  return hops.flatMap((hop) =>
    judgeKnown(hop, 'affinity', (setting) =>
      setting.value.kind === 'cookie' ? verdict(setting.value, setting, hop) : undefined,
    ),
  );
}
