import { hops } from '../../src/hops/index';
import { writtenFields, writtenObject, type WrittenKey } from '../../src/hops/written-key';
import type { KubeObject } from '../../src/kubernetes/object';
import { choose } from '../../src/plan/choose';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { formatChoice } from '../../src/report/plan-text';
import { chart, stack, written } from '../support/synth';
import { inAzure, inKubernetes } from './hop-constructs';

const HOP_ITSELF = ['Ingress', 'HTTPRoute', 'ApisixRoute', 'Deployment', 'StatefulSet'];

/** What somebody names or chooses for the object itself, whatever streams through it. */
const OF_THE_USER: Readonly<Record<string, RegExp>> = {
  'ingress-nginx': /ignore-hop-retired/,
  'ingress-agc': /ignore-hop-does-not-support-sse/,
  'ingress-traefik': /^Service spec/,
  apisix: /^ApisixTls/,
  service: /^spec\.(?:selector|ports)/,
  'service/load-balancer': /^spec\.(?:selector|ports)/,
  workload: /^spec\.(?:selector|template\.metadata)|\.(?:image|ports\[http\]\.containerPort)$/,
  'redis-backplane/in-cluster': /^Service spec/,
};

const told = ({ key, value }: WrittenKey) => `${key} = ${JSON.stringify(value)}`;
const planned = (type: string, policy: StreamPolicy): WrittenKey[] => choose(policy, [type]).write.flat();

function keysOf(type: string, object: KubeObject): WrittenKey[] {
  if (object.kind === 'ConfigMap' && type === 'nginx') {
    return Object.entries(object['data'] as Record<string, string>).map(([key, value]) => ({ key, value }));
  }
  const isHop = HOP_ITSELF.includes(object.kind) || (object.kind === 'Service' && type.startsWith('service'));
  const { apiVersion, kind, metadata, ...rest } = object;
  return isHop ? writtenFields({ metadata: { annotations: metadata.annotations ?? {} }, ...rest }) : writtenObject(object);
}

const cases = (of: Readonly<Record<string, { readonly policies: readonly StreamPolicy[] }>>) =>
  Object.entries(of).flatMap(([type, { policies }]) => policies.map((policy) => [type, policy.affinity.kind, policy] as const));

/** By key: cdk8s and cdktf sort the fields of what stands in lists. */
const byKey = (keys: readonly WrittenKey[]) => Object.fromEntries(keys.map(({ key, value }) => [key, value]));

/** Which gateway and which certificate it is, or an id that Azure gives. */
const isChosen = ({ key }: WrittenKey) => /\/alb-id"\]$|_ids?$|ssl_certificate(?:_name$|\[)/.test(key);

test.each(cases(inKubernetes))(
  'the plan of %s, affinity %s, has all that its construct writes, and no more',
  (type, _, policy) => {
    const scope = chart();
    inKubernetes[type]?.make(scope, policy);
    const made = written(scope)
      .objects.flatMap((object) => keysOf(type, object))
      .filter(({ key }) => OF_THE_USER[type]?.test(key) !== true);
    const plain = (keys: readonly WrittenKey[]) => byKey(keys.filter((one) => !isChosen(one)));
    expect(plain(planned(type, policy))).toEqual(plain(made));
  },
);

test.each(cases(inAzure))('the plan of %s, affinity %s, has what its construct writes for streams', (type, _, policy) => {
  const scope = stack();
  inAzure[type]?.make(scope, policy);
  const made = written(scope).resources.flatMap(({ attributes }) => writtenFields(attributes));
  const withoutType = (one: WrittenKey) => ({ ...one, key: one.key.replace(/^azurerm_\S+ /, '') });
  const ours = planned(type, policy)
    .filter((one) => !isChosen(one))
    .map(withoutType);
  expect(ours.length).toBeGreaterThan(0);
  expect(made.map(told)).toEqual(expect.arrayContaining(ours.map(told)));
  if (!type.startsWith('application-gateway')) return;
  const others = made.filter((one) => !isChosen(one) && !ours.some(({ key }) => key === one.key)).map(({ key }) => key);
  expect([...new Set(others)].sort()).toEqual(['location', 'name', 'resource_group_name']);
});

test('every hop that has a construct is among these', () => {
  const without = hops.map(({ type }) => type).filter((type) => !(type in inKubernetes) && !(type in inAzure));
  expect(without).toEqual(['front-door', 'api-management', 'aks']);
});

test.each(hops.map(({ type }) => type))('the text of %s has each key with its value', (type) => {
  const { policies: [policy] = [] } = inKubernetes[type] ?? inAzure[type] ?? {};
  const asked = policy ?? inKubernetes['workload']?.policies[0];
  if (asked === undefined) throw new Error('no policy');
  const text = formatChoice(asked, choose(asked, [type]));
  for (const { key, value } of planned(type, asked)) {
    const first = typeof value === 'string' && value.includes('\n') ? '|' : JSON.stringify(value);
    expect(text.split('\n')).toContain(`    ${key}: ${first}`);
  }
});
