import { ApiObject, Chart, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { suppressionsIn, type KubeObject } from '../../kubernetes/object';
import { formatPath, valueAt, withKeys, type OwnedKey } from '../../kubernetes/owned-key';
import { Duration, DurationError } from '../../policy/duration';
import { facts } from '../../path/fact';
import type { Hop, Remark } from '../../path/hop';
import { ownedKeyRemark } from '../owned-key-remark';
import { asWritten } from './as-written';
import { sameNameRemarks } from './same-name';

/** What every construct that makes one object takes. */
export interface ObjectProps {
  /** The object's name. Explicit, so that it never depends on where the construct stands in the tree. */
  readonly name: string;
  /** Labels, annotations, namespace and the like, passed through. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
}

const constructFacts = facts({
  durations: {
    says: 'A duration is a number with a unit, as Go writes it.',
    source: 'https://pkg.go.dev/time#ParseDuration',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/** A duration from the props; one that cannot be read is a remark, and `otherwise` stands in for it. */
export function durationProp(
  prop: string,
  value: Duration | string,
  otherwise: Duration,
): { duration: Duration; remarks: Remark[] } {
  try {
    return { duration: typeof value === 'string' ? Duration.parse(value) : value, remarks: [] };
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    const need = error.message.replace(/^.*; /, '');
    const fix = `correct ${prop} in the props`;
    const remark = {
      rule: 'value-rejected-by-target',
      found: `${prop} is "${String(value)}"`,
      need,
      fix,
      fact: constructFacts.durations,
    };
    return { duration: otherwise, remarks: [remark] };
  }
}

/** No keys, for a policy that the target cannot hold. */
const UNHELD: readonly OwnedKey[] = [];

/** Runs `keys`, taking a duration the target cannot hold as no keys: the plan's remark already tells of it. */
export function keysOrNone(keys: () => readonly OwnedKey[]): readonly OwnedKey[] {
  try {
    return keys();
  } catch (error) {
    if (error instanceof DurationError) return UNHELD;
    throw error;
  }
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  readonly [key: string]: unknown;
}

/** An object that a construct made, and what is known of it from the making. */
export interface Owned extends Pick<Hop, 'remarks' | 'suppressed'> {
  readonly object: ApiObject;
  /** The same as we made it: plain data, to be read without rendering the chart. */
  readonly manifest: KubeObject;
  /** The same as it will be written, with what others have changed by now. */
  readonly written: () => KubeObject;
  /** False where the policy is one that the target cannot hold, and so none of our keys could be written. */
  readonly hasKeys: boolean;
}

/** Makes the object with our keys in it. A key the user set too is a remark, and ours stays; the user's suppressions hold. */
export function ownedObject(scope: Construct, id: string, manifest: Manifest, keys: readonly OwnedKey[]): Owned {
  const remarks = keys.flatMap(({ path, value }) => {
    const theirs = valueAt(manifest, path);
    return theirs === undefined ? [] : [ownedKeyRemark(formatPath(path), theirs, value)];
  });
  const written = withKeys(manifest, keys);
  const object = new ApiObject(scope, id, written);
  const { name = '', ...metadata } = manifest.metadata;
  remarks.push(...sameNameRemarks(scope, objectName(scope, manifest.kind, { name, metadata })));
  const made = inNamespace(written, object.metadata.namespace);
  return {
    object,
    manifest: made,
    written: asWritten(object, made),
    hasKeys: keys !== UNHELD,
    remarks,
    suppressed: suppressionsIn(manifest.metadata.annotations),
  };
}

/** The chart's namespace, where the object has none of its own. */
function inNamespace(manifest: Manifest, namespace: string | undefined): KubeObject {
  const metadata = { ...manifest.metadata, ...(namespace === undefined ? {} : { namespace }) };
  return { ...manifest, metadata } as KubeObject;
}

/**
 * The hop of an object of ours: what its manifest says, with everything the props pass through, and what the plan alone
 * can tell. Without our keys the manifest would only repeat in many ways that they are missing, so the plan stands for it.
 */
export function emittedHop(
  { written, hasKeys, remarks, suppressed }: Owned,
  read: (manifest: KubeObject) => Hop,
  planned: Hop,
): Hop {
  if (!hasKeys) return withRemarks(planned, remarks, suppressed);
  const found = read(written());
  const isPlanned = (one: Remark) => planned.remarks.some((other) => isSame(one, other));
  return { ...found, remarks: [...planned.remarks, ...found.remarks.filter((one) => !isPlanned(one)), ...remarks] };
}

/** A plan and a reader tell the same in words of their own: of the policy and the props, and of keys. */
const isSame = (one: Remark, other: Remark): boolean =>
  one.rule === other.rule && one.fact === other.fact && one.level === other.level;

/** The planned hop with what is known only once its object is made. */
export function withRemarks(hop: Hop, remarks: readonly Remark[], suppressed: Hop['suppressed'] = {}): Hop {
  return { ...hop, remarks: [...hop.remarks, ...remarks], suppressed: { ...hop.suppressed, ...suppressed } };
}

/** `Service app/sse` for an object to be made in this scope. */
export function objectName(scope: Construct, kind: string, { name, metadata }: ObjectProps): string {
  const namespace = (metadata?.namespace as string | undefined) ?? Chart.of(scope).namespace;
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
