import { grouped } from '../collections/grouped';
import { remembered } from '../collections/remembered';
import type { Affinity, StreamPolicy } from '../policy/stream-policy';
import type { Edit } from './edit';
import type { Fact } from './fact';
import type { Aspect, Known, Setting, SettingOf } from './setting';

/** Where in the network stack a hop works; `process` is the server itself. */
export type Layer = 'http' | 'tcp' | 'process' | 'unknown';

/**
 * Something about what is written that no setting can say: a key the product ignores, a value it refuses, a product
 * that is retired. Named by the rule that reports it.
 */
export interface Remark {
  readonly rule: string;
  /** What was found, with its value. */
  readonly found: string;
  /** What is needed, as a sentence. */
  readonly need: string;
  /** The line or key to write, or the step to take. */
  readonly fix: string;
  /** The fix for a program, where it is one key and one value. */
  readonly edit?: Edit;
  readonly fact: Fact;
  /** The key it is about, as settings name theirs; absent where it is about the whole object. */
  readonly key?: string | undefined;
  /** Where this case weighs less, or more, than the rule's own level. */
  readonly level?: 'error' | 'warning' | 'note' | 'unknown';
  /** The affinity that a policy must ask for, or it is not said: who reads a hop does not know the policy. Default: any. */
  readonly onlyFor?: Affinity['kind'];
}

/** One place between client and process that can delay, cut or move a stream. */
export interface Hop {
  /** The name of its folder under src/hops; `unknown` for a hop that is not in the input. */
  readonly type: string;
  /** The object a person would look for, such as `Ingress app/sse`. */
  readonly object: string;
  readonly layer: Layer;
  readonly settings: readonly Setting[];
  readonly remarks: readonly Remark[];
  /** Rule id to reason, from the object's own annotations. */
  readonly suppressed: Readonly<Record<string, string>>;
  /** The parsed objects it was read from, the main one first; of a hop that is not in the input, the one that refers to it. */
  readonly sources?: readonly object[];
  /** Objects that remarks name and that do not count for it, such as a policy whose target is another. */
  readonly beside?: readonly object[];
  /** Of a hop that is not in the input, the key that refers to it. */
  readonly referredBy?: string;
}

/** A hop that must be there and is not in the input. */
export function unknownHop(object: string): Hop {
  return { type: 'unknown', object, layer: 'unknown', settings: [], remarks: [], suppressed: {} };
}

/** What a hop remarks on where the policy is this one. */
export const remarksFor = ({ affinity }: StreamPolicy, { remarks }: Hop): readonly Remark[] =>
  remarks.filter(({ onlyFor = affinity.kind }) => onlyFor === affinity.kind);

/** By hop, its settings by aspect: every rule looks for some aspect in every hop of every path. */
const byAspect = new WeakMap<Hop, Map<string, Setting[]>>();
const NONE: readonly Setting[] = [];

export function settingsOf<A extends Aspect>(hop: Hop, aspect: A): readonly SettingOf<A>[] {
  const groups = remembered(byAspect, hop, () => grouped(hop.settings, (setting) => [setting.aspect]));
  return (groups.get(aspect) ?? NONE) as unknown as readonly SettingOf<A>[];
}

/** The settings of an aspect whose values are known. */
export function known<A extends Aspect>(hop: Hop, aspect: A): Known<A>[] {
  return settingsOf(hop, aspect).filter((setting): setting is Known<A> => setting.origin !== 'unknown');
}
