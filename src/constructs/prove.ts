import type { Construct } from 'constructs';
import { check, fails } from '../check';
import { unknownHop, type Hop } from '../path/hop';
import type { StreamPolicy } from '../policy/stream-policy';
import type { Finding } from '../rules/rule';

/** Something that stands on a stream's path, with everything behind it. */
export interface OnPath {
  /** This hop and those behind it, towards the process. */
  readonly hops: readonly Hop[];
  /** What the rules say of them: the same as long as the hops are the same. */
  findings(): readonly Finding[];
}

/** Checks a construct's own stretch of the path; what is in front of it stays unknown unless it is the path's first hop. */
export function findingsOf(policy: StreamPolicy, name: string, hops: readonly Hop[], inFront?: string): Finding[] {
  const front = inFront === undefined ? [] : [unknownHop(inFront)];
  return check(policy, { name, hops: [...front, ...hops] });
}

/** At synthesis, throws everything that fails on this stretch of the path and not already on the stretch behind it. */
export function proveAtSynthesis(construct: Construct & OnPath, behind: readonly OnPath[] = []): void {
  let proven: { readonly hops: readonly Hop[]; readonly problems: string[] } | undefined;
  construct.node.addValidation({
    validate: () => {
      const { hops } = construct;
      // cdk8s asks every validator once for each chart and once more; the answer changes only with the hops.
      if (proven === undefined || !sameHops(proven.hops, hops)) proven = { hops, problems: problemsOf(construct, behind) };
      return proven.problems;
    },
  });
}

function problemsOf(construct: OnPath, behind: readonly OnPath[]): string[] {
  const problems = construct.findings().filter(fails);
  if (problems.length === 0) return [];
  const told = new Set(behind.flatMap((part) => part.findings()).map(explain));
  return problems.filter((finding) => !told.has(explain(finding))).map((finding) => explain(inOwnWords(finding, construct.hops)));
}

type Reword = (fix: string) => string;

const rewords = new WeakMap<Hop, Reword>();

/** Has the next steps about a construct's hop told in terms of the construct's props instead of the keys it owns. */
export function reworded(hop: Hop, reword: Reword): Hop {
  rewords.set(hop, reword);
  return hop;
}

function inOwnWords(finding: Finding, hops: readonly Hop[]): Finding {
  const hop = hops.find(({ object, type }) => object === finding.object && type === finding.hop);
  const reword = hop === undefined ? undefined : rewords.get(hop);
  return reword === undefined ? finding : { ...finding, fix: reword(finding.fix) };
}

const sameHops = (some: readonly Hop[], others: readonly Hop[]): boolean =>
  some.length === others.length && some.every((hop, index) => hop === others[index]);

/** One finding as an error text: rule, object, what was found and is needed, next step, source. */
export function explain({ rule, object, message, fix, source }: Finding): string {
  return `${rule}: ${object}: ${message}.\n    Next: ${fix}.\n    Source: ${source}`;
}
