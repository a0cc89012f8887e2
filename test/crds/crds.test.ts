import type { KubeObject } from '../../src/kubernetes/object';
import { uses } from '../support/samples/index';
import { written } from '../support/synth';
import { schemasIn } from './schemas';

const VARIABLE = 'SSE_READY_CRDS';
const folder = process.env[VARIABLE] ?? '';

/** The API server knows these without a CRD. */
const BUILT_IN = ['v1', 'apps/v1', 'autoscaling/v2', 'networking.k8s.io/v1', 'policy/v1'];

/** Their CRDs may not be at hand; Envoy Gateway's own translator takes what we write, and APISIX's are held where they are. */
const WITHOUT_CRD = ['envoyproxy v1alpha1', 'apisixroute v2', 'apisixupstream v2', 'apisixtls v2'];

/** Such as `httproute v1`. */
const typeOf = ({ kind, apiVersion }: KubeObject): string => `${kind.toLowerCase()} ${apiVersion.replace(/^.*\//, '')}`;

if (folder === '') {
  const skipped = `our custom resources are not held against CRDs: set ${VARIABLE} to a folder of them`;
  process.stderr.write(`${skipped}\n`);
  it.skip(skipped, () => undefined);
} else {
  const custom = customResources();
  const types = [...new Set(custom.map(typeOf))];
  const schemas = schemasIn(folder, types);

  it('has a schema for every kind of custom resource we write', () => {
    const unknown = types.filter((type) => !schemas.some((schema) => schema.type === type));
    expect(unknown.filter((type) => !WITHOUT_CRD.includes(type))).toEqual([]);
  });

  it.each(schemas.map((schema) => [`${schema.type} of ${schema.file}`, schema] as const))('%s', (_, { type, accepts, isFor }) => {
    for (const object of custom.filter((one) => typeOf(one) === type && isFor(one))) {
      expect({ object, wrong: accepts(object) ? [] : accepts.errors }).toEqual({ object, wrong: [] });
      expect(accepts({ ...object, spec: { ...(object['spec'] as object), unknown: 1 } })).toBe(false);
    }
  });
}

/** All that the samples write of kinds that need a CRD, each once. */
function customResources(): KubeObject[] {
  const all = uses.flatMap(([, { sample, policy }]) => written(...sample.build(policy).scopes).objects);
  const custom = all.filter(({ apiVersion }) => !BUILT_IN.includes(apiVersion));
  return [...new Map(custom.map((object) => [JSON.stringify(object), object])).values()];
}
