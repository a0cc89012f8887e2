import { rejected } from '../../../../path/remark';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import { isTree } from '../../merged';
import { ngfFacts as facts } from './facts';

type Fields = { readonly [name: string]: Fields | true };

const REF: Fields = { group: true, kind: true, name: true };

/** Every field of each kind's spec, as far down as people get them wrong. */
const FIELDS: Readonly<Record<string, Fields>> = {
  ProxySettingsPolicy: {
    targetRefs: REF,
    buffering: { disable: true, bufferSize: true, buffers: true, busyBuffersSize: true },
    timeout: { connect: true, read: true, send: true },
  },
  UpstreamSettingsPolicy: {
    targetRefs: REF,
    loadBalancingMethod: true,
    hashMethodKey: true,
    keepAlive: { connections: true, requests: true, time: true, timeout: true },
    zoneSize: true,
  },
};

/** Fields of a policy that its schema does not have. */
export function fieldRemarks(policy: KubeObject): Remark[] {
  return unknownIn(policy['spec'], FIELDS[policy.kind] ?? {}, 'spec').map(({ path, known }) =>
    rejected(
      `${describe(policy)} has ${path}`,
      'the schema has no such field: the API server refuses it, or drops it without a word',
      path.startsWith('spec.targetRefs')
        ? 'remove it: the policy is for all rules of its route, so give the stream an HTTPRoute of its own'
        : `write one of ${known.join(', ')} there: a stream needs buffering.disable true and timeout.read`,
      facts.unknownField,
      keyIn(policy, path),
    ),
  );
}

function unknownIn(value: unknown, fields: Fields, path: string): { path: string; known: string[] }[] {
  if (Array.isArray(value)) return value.flatMap((item) => unknownIn(item, fields, `${path}[]`));
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const below = fields[name];
    if (below === undefined) return [{ path: `${path}.${name}`, known: Object.keys(fields) }];
    return below === true ? [] : unknownIn(field, below, `${path}.${name}`);
  });
}
