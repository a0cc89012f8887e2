import { check } from '../check';
import { remembered } from '../collections/remembered';
import { known } from '../path/hop';
import type { Path } from '../path/path';
import { StreamPolicy, type Affinity } from '../policy/stream-policy';
import { rules } from '../rules/index';
import type { Finding } from '../rules/rule';

const NO_POLICY = 'no policy was given, so this matters only where the stream keeps state in its pod';

/**
 * The findings of a path for which nobody stated a policy. What follows only from the affinity that the defaults ask for is a
 * note: most servers of other people share their state, and the input cannot tell. An affinity by cookie that is written
 * says that it is wanted.
 */
export function withoutPolicy(policy: StreamPolicy, path: Path): Finding[] {
  const findings = check(policy, path);
  const isWanted = path.hops.some((hop) =>
    known(hop, 'affinity').some(({ origin, value }) => origin === 'set' && value.kind === 'cookie'),
  );
  if (isWanted) return findings;
  const asked = new Set(findings.map(({ rule }) => rule).filter((rule) => OF_AFFINITY.has(rule)));
  const otherwise = new Set((asked.size === 0 ? [] : check(withoutAffinity(policy), path, asked)).map(identity));
  return findings.map((finding) => (!asked.has(finding.rule) || otherwise.has(identity(finding)) ? finding : softened(finding)));
}

/** The rules that ask for the affinity of a policy: what the others find is the same whatever it is. A test holds this. */
export const OF_AFFINITY: ReadonlySet<string> = new Set(
  rules.filter(({ aspects }) => aspects.includes('affinity')).map(({ id }) => id),
);

/** Thousands of paths mostly share one policy. */
const withoutAffinityOf = new WeakMap<StreamPolicy, StreamPolicy>();

/** All else is valid already, and this is: the schema library, which takes longer to load than a file to lint, need not say so. */
function withoutAffinity(policy: StreamPolicy): StreamPolicy {
  const shared: Affinity = { kind: 'none', reason: NO_POLICY };
  return remembered(withoutAffinityOf, policy, () =>
    Object.assign(Object.create(StreamPolicy.prototype) as StreamPolicy, policy, { affinity: shared }),
  );
}

const identity = ({ rule, object, key = '', message }: Finding): string => `${rule}\n${object}\n${key}\n${message}`;

function softened({ edit: _, ...finding }: Finding): Finding {
  return {
    ...finding,
    level: finding.level === 'unknown' ? 'unknown' : 'note',
    message: `${finding.message}; ${NO_POLICY}`,
    fix: `${finding.fix}; where it keeps none, state affinity none with the reason in a policy`,
  };
}
