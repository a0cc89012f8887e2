import { ApiObject, Chart, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { suppressionsIn } from '../../kubernetes/object';
import { formatPath, valueAt, withKeys, type OwnedKey } from '../../kubernetes/owned-key';
import { Duration, DurationError } from '../../policy/duration';
import { facts } from '../../path/fact';
import type { Hop, Remark } from '../../path/hop';
import { ownedKeyRemark } from '../owned-key-remark';

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

/** Runs `keys`, taking a duration the target cannot hold as no keys: the plan's remark already tells of it. */
export function keysOrNone(keys: () => readonly OwnedKey[]): readonly OwnedKey[] {
  try {
    return keys();
  } catch (error) {
    if (error instanceof DurationError) return [];
    throw error;
  }
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  readonly [key: string]: unknown;
}

/** Makes the object with our keys in it. A key the user set too is a remark, and ours stays; the user's suppressions hold. */
export function ownedObject(
  scope: Construct,
  id: string,
  manifest: Manifest,
  keys: readonly OwnedKey[],
): { object: ApiObject } & Pick<Hop, 'remarks' | 'suppressed'> {
  const remarks = keys.flatMap(({ path, value }) => {
    const theirs = valueAt(manifest, path);
    return theirs === undefined ? [] : [ownedKeyRemark(formatPath(path), theirs, value)];
  });
  const object = new ApiObject(scope, id, withKeys(manifest, keys));
  return { object, remarks, suppressed: suppressionsIn(manifest.metadata.annotations) };
}

/** The planned hop with what is known only once its object is made. */
export function withRemarks(hop: Hop, remarks: readonly Remark[], suppressed: Hop['suppressed'] = {}): Hop {
  return { ...hop, remarks: [...hop.remarks, ...remarks], suppressed: { ...hop.suppressed, ...suppressed } };
}

/** `Service app/sse` for an object to be made in this scope. */
export function objectName(scope: Construct, kind: string, { name, metadata }: ObjectProps): string {
  const namespace = (metadata?.namespace as string | undefined) ?? Chart.of(scope).namespace;
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
