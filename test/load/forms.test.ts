import { stringify } from 'yaml';
import { lint } from '../../src/lint/lint';
import { deployment, route, service } from '../lint/objects';

const streams = [route('sse', [{ path: '/events', to: 'sse' }]), service('sse'), deployment('sse')];
const judged = (...texts: readonly string[]) => lint([{ name: 'all.yaml', text: texts.join('---\n') }], { streams: ['/events'] });

const object = (apiVersion: string, kind: string, spec: object): string =>
  stringify({ apiVersion, kind, metadata: { name: 'odd', namespace: 'app' }, spec });
const gatewayApi = (kind: string, spec: object) => object('gateway.networking.k8s.io/v1', kind, spec);
const policy = (spec: object) => object('gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy', spec);

it.each<[string, string, string]>([
  ['a policy', policy({ targetSelectors: {} }), 'spec.targetSelectors is {}, and the API server takes a list there'],
  ['a policy', policy({ targetRefs: ['sse'] }), 'spec.targetRefs[0] is "sse", and the API server takes a mapping there'],
  [
    'a policy',
    policy({ targetSelectors: [{ kind: 'HTTPRoute', matchExpressions: 'app = sse' }] }),
    'spec.targetSelectors[0].matchExpressions is "app = sse", and the API server takes a list there',
  ],
  ['a Gateway', gatewayApi('Gateway', { listeners: 443 }), 'spec.listeners is 443, and the API server takes a list there'],
  ['a route', gatewayApi('HTTPRoute', { rules: { a: 1 } }), 'spec.rules is {"a":1}, and the API server takes a list there'],
  ['a route', gatewayApi('HTTPRoute', { hostnames: [80] }), 'spec.hostnames[0] is 80, and the API server takes a text there'],
  [
    'a long value',
    gatewayApi('HTTPRoute', { rules: 'a'.repeat(99) }),
    `spec.rules is "${'a'.repeat(59)}..., and the API server takes a list there`,
  ],
])('names %s of another form, and judges the rest', async (_, odd, expected) => {
  const { problems, paths } = await judged(...streams, odd);
  expect(problems).toMatchObject([{ file: 'all.yaml' }]);
  expect(problems[0]?.message).toMatch(/^\w+ app\/odd has not the form/);
  expect(problems[0]?.message.split(' of its kind: ')[1]).toBe(expected);
  expect(paths).toHaveLength(1);
});

it('names the line of it', async () => {
  const { problems } = await judged(policy({ targetRefs: [], targetSelectors: {} }));
  expect(problems).toMatchObject([{ line: 8 }]);
});

it('asks no form of what other programs read', async () => {
  const { problems } = await judged(...streams, object('kyverno.io/v1', 'ClusterPolicy', { targetSelectors: {} }));
  expect(problems).toEqual([]);
});

it('tells nothing of its own code where a form is not known to it', async () => {
  const gateway = gatewayApi('Gateway', {
    gatewayClassName: 'eg',
    listeners: [{ name: 'a', port: 1, protocol: 'HTTPS', hostname: 5 }],
  });
  const to = (streams[0] ?? '').replace('name: gateway', 'name: odd').replace('spec:', 'spec:\n  hostnames: [a.example.com]');
  const { problems } = await judged(gateway, to, ...streams.slice(1));
  expect(problems.map(({ message }) => message)).toEqual([
    'HTTPRoute app/sse has not the form of its kind: a field of it, or of what is read with it, is of another type than the API server takes',
  ]);
});
