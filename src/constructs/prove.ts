import type { Construct } from 'constructs';
import { check, fails } from '../check';
import { sameItems } from '../collections/same-items';
import { unknownHop, type Hop } from '../path/hop';
import type { StreamPolicy } from '../policy/stream-policy';
import type { Finding } from '../rules/rule';
import { beginWalk, inWalks } from './walk';

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

interface Proof {
  readonly policy: StreamPolicy;
  /** Nothing fails here, or on a longer stretch of the path that has this one in it. */
  isClean(): boolean;
  /** What fails here and is told by nobody behind. */
  told(): readonly Finding[];
}

const proofs = new WeakMap<OnPath, Proof>();
/** The proofs of what stands in front of a part of a path: each covers the part, so a clean one spares the part its own. */
const covering = new WeakMap<OnPath, Proof[]>();

interface Place {
  readonly policy: StreamPolicy;
  /** The parts of the path right behind. */
  readonly behind?: readonly OnPath[];
  /** Whether clients reach it from outside, so that its own stretch is a path whatever else leads to it. */
  readonly isEntry?: boolean;
}

/** At synthesis, throws everything that fails on this stretch of the path and not already on the stretch behind it. */
export function proveAtSynthesis(construct: Construct & OnPath, { policy, behind = [], isEntry = false }: Place): void {
  const failing = rememberedByHops(construct, () => construct.findings().filter(fails));
  const inFront = () => (isEntry ? [] : (covering.get(construct) ?? []).filter((proof) => proof.policy === policy));
  const isClean = () => inFront().some((proof) => proof.isClean()) || failing().length === 0;
  const told = () => {
    if (isClean()) return [];
    const others = new Set(behind.flatMap((part) => proofs.get(part)?.told() ?? []).map(explain));
    return failing().filter((finding) => !others.has(explain(finding)));
  };
  const proof = { policy, isClean, told };
  proofs.set(construct, proof);
  for (const part of behind) covering.set(part, [...(covering.get(part) ?? []), proof]);
  construct.node.addValidation({
    validate: inWalks(() => told().map((finding) => explain(inOwnWords(finding, construct.hops)))),
  });
  beginWalk();
}

/** cdk8s asks every validator once for each chart and once more; the answer changes only with the hops. */
function rememberedByHops(construct: OnPath, find: () => Finding[]): () => readonly Finding[] {
  let last: { readonly hops: readonly Hop[]; readonly found: readonly Finding[] } | undefined;
  return () => {
    const { hops } = construct;
    if (last === undefined || !sameItems(last.hops, hops)) last = { hops, found: find() };
    return last.found;
  };
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

/** One finding as an error text: rule, object, what was found and is needed, next step, source. */
export function explain({ rule, object, message, fix, source }: Finding): string {
  return `${rule}: ${object}: ${message}.\n    Next: ${fix}.\n    Source: ${source}`;
}
