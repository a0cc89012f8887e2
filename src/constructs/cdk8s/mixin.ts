import { ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct, IMixin } from 'constructs';
import { fails } from '../../check';
import { valueAt, withKeys, type OwnedKey, type Step } from '../../kubernetes/owned-key';
import { facts } from '../../path/fact';
import type { Hop, Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { explain, findingsOf } from '../prove';
import { aPolicy, requireProps } from '../require-props';
import { beginWalk, inWalks } from '../walk';

/** Makes objects of one kind SSE-ready in place, whoever created them. Apply it after the object is complete. */
export abstract class ObjectMixin<Props extends { readonly policy: StreamPolicy }> implements IMixin {
  protected abstract readonly kind: string;

  /** @throws Error naming what is missing in the props. */
  constructor(protected readonly props: Props) {
    requireProps<{ readonly policy: StreamPolicy }>(undefined, new.target.name, props, { policy: aPolicy });
  }

  supports(construct: IConstruct): boolean {
    return ApiObject.isApiObject(construct) && construct.kind === this.kind;
  }

  abstract applyTo(construct: IConstruct): void;
}

/** Writes the keys into an existing object. Other keys stay; annotations added later stay too. */
export function applyKeys(object: ApiObject, keys: readonly OwnedKey[]): void {
  let document = object.toJson() as object;
  for (const key of keys) {
    const [root, kind, name] = key.path;
    if (root === 'metadata' && kind === 'annotations' && typeof name === 'string' && typeof key.value === 'string') {
      object.metadata.addAnnotation(name, key.value);
      continue;
    }
    const after = withKeys(document, [key]);
    const path = deepestExisting(document, key.path);
    object.addJsonPatch(JsonPatch.add(pointer(after, path), valueAt(after, path)));
    document = after;
  }
}

/** Takes keys out of an existing object, where they are. */
export function removeKeys(object: ApiObject, paths: readonly (readonly Step[])[]): void {
  const document = object.toJson() as object;
  const there = paths.filter((path) => valueAt(document, path) !== undefined);
  object.addJsonPatch(...there.map((path) => JsonPatch.remove(pointer(document, path))));
}

/** What an object is, with what its plan remarks and no reader can see, such as a policy the target cannot hold. */
export function asPlanned(found: Hop, { remarks }: Hop): Hop {
  const unseen = remarks.filter(({ rule, found: text }) => !found.remarks.some((one) => one.rule === rule && one.found === text));
  return { ...found, remarks: [...found.remarks, ...unseen] };
}

const mixinFacts = facts({
  onePolicy: {
    says: 'All paths of an Ingress or HTTPRoute share its timeouts and its affinity, and one policy computes them.',
    source: 'docs/decisions/0003-owned-keys.md',
    checked: '2026-11-21',
    known: 'documented',
  },
});

interface Proof {
  /** Of the first mixin on the object. */
  readonly policy: StreamPolicy;
  readonly problems: () => readonly string[];
}

const proven = new WeakMap<ApiObject, Proof>();

/** What stands at an object and behind it, and in front of it where that is not the client. */
export interface Stretch {
  readonly hops: readonly Hop[];
  readonly inFront?: string | undefined;
}

/** Reports at synthesis what fails on an object of somebody else, as it is then; of several reports on an object the last counts. */
export function proveInPlace(object: ApiObject, policy: StreamPolicy, read: () => Stretch): void {
  const { policy: first } = proven.get(object) ?? { policy };
  const problems = () => {
    const { hops, inFront } = read();
    const [own, ...behind] = hops;
    const told =
      own === undefined ? hops : [{ ...own, remarks: [...own.remarks, ...twoPolicies(object, first, policy)] }, ...behind];
    return findingsOf(policy, object.node.path, told, inFront).filter(fails).map(explain);
  };
  if (!proven.has(object)) {
    object.node.addValidation({ validate: inWalks(() => [...(proven.get(object)?.problems() ?? [])]) });
  }
  proven.set(object, { policy: first, problems });
  beginWalk();
}

/** Pods and Services may serve several streams; what routes to them is for one. */
function twoPolicies({ kind }: ApiObject, first: StreamPolicy, policy: StreamPolicy): Remark[] {
  if (!['HTTPRoute', 'Ingress'].includes(kind) || JSON.stringify(first) === JSON.stringify(policy)) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: 'two policies are applied to it',
      need: 'its timeouts and affinity are those of one; the later policy overwrites the earlier',
      fix: 'apply one policy, or give each stream a route of its own',
      fact: mixinFacts.onePolicy,
    },
  ];
}

/** The shortest path whose parent is there already: the patch adds everything below it at once. */
function deepestExisting(document: unknown, path: readonly Step[]): readonly Step[] {
  const missing = path.findIndex((_, index) => valueAt(document, path.slice(0, index + 1)) === undefined);
  const length = missing === -1 ? path.length : missing + 1;
  return path.slice(0, length);
}

/** RFC 6901. An item of a list is its index; one that is new is at the end, which RFC 6902 writes as its index too. */
function pointer(document: unknown, path: readonly Step[]): string {
  let at = document;
  return path
    .map((step) => {
      const index =
        typeof step === 'string' ? step : String((at as { name?: string }[]).findIndex((item) => item.name === step.named));
      at = valueAt(at, [step]);
      return '/' + index.replaceAll('~', '~0').replaceAll('/', '~1');
    })
    .join('');
}
