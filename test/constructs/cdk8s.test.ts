import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  StreamAgicIngress,
  StreamLoadBalancer,
  StreamNginxIngress,
  StreamReadyWorkload,
  StreamService,
  StreamWorkload,
} from '../../src/cdk8s';
import { byAddress, chart, failure, policy } from './support';

const agic = 'appgw.ingress.kubernetes.io/';
const nginx = 'nginx.ingress.kubernetes.io/';
const workload = (scope: Construct, more: object = {}) =>
  new StreamWorkload(scope, 'pods', { policy: policy(), name: 'sse', image: 'sse:1', preStop: '90s', ...more });
const service = (scope: Construct, more: object = {}) =>
  new StreamService(scope, 'service', { policy: policy(), name: 'sse', pods: { selector: { app: 'sse' } }, ...more });
const ingress = { policy: policy(), name: 'sse', host: 'sse.example.com', backend: { name: 'sse', port: 80 } };
const onNginx = (scope: Construct, more: object = {}) =>
  new StreamNginxIngress(scope, 'ingress', { ...ingress, tls: { secretName: 'tls' }, acknowledgeRetired: 'moves', ...more });
const onAgic = (scope: Construct, more: object = {}) =>
  new StreamAgicIngress(scope, 'ingress', { ...ingress, tls: { gatewayCertificate: 'c' }, ...more });
const annotated = (name: string, value: string) => ({ metadata: { annotations: { [name]: value } } });

function failureOf(make: (scope: Chart) => unknown): string {
  const scope = chart();
  make(scope);
  return failure(scope);
}

describe('what the props pass through is judged as it is written', () => {
  it.each<[string, (scope: Chart) => unknown, string]>([
    [
      'a proxy that sends to the Service',
      (to) => onNginx(to, { ...annotated(`${nginx}service-upstream`, 'true'), backend: service(to) }),
      'affinity-at-balancing-hop',
    ],
    ['a snippet', (to) => onNginx(to, annotated(`${nginx}configuration-snippet`, 'gzip on;')), 'configuration-snippet'],
    ['a port that undoes TLS', (to) => onAgic(to, annotated(`${agic}override-frontend-port`, '8443')), 'secure-transport'],
    ['a switch that is none', (to) => onAgic(to, annotated(`${agic}use-private-ip`, 'yes')), 'use-private-ip'],
    [
      'a probe of another container on the stream',
      (to) => workload(to, { pod: { containers: [{ name: 'b', readinessProbe: { httpGet: { path: '/events', port: 1 } } }] } }),
      'health-probe-off-stream-path',
    ],
    ['a Service type', (to) => service(to, { spec: { type: 'LoadBalancer' } }), 'affinity-at-balancing-hop'],
  ])('%s', (_, make, told) => {
    expect(failureOf(make)).toContain(told);
  });

  it('says a policy that the target cannot hold once, in the words of the plan', () => {
    const text = failureOf((to) => workload(to, { policy: policy({ drain: { window: '1500ms' } }) }));
    expect(text).toContain('termination grace period is to be');
    expect(text).not.toContain('is 30s (default)');
  });

  it('says affinity by address once where the hop has none', () => {
    const text = failureOf((to) => onNginx(to, { policy: byAddress }));
    expect(text).toContain('affinity-unsupported-by-hop');
    expect(text).not.toContain('affinity-at-balancing-hop');
  });
});

describe('a backend in another namespace', () => {
  it.each([
    ['of NGINX', onNginx],
    ['of the Application Gateway', onAgic],
  ])('is none for an Ingress %s', (_, make) => {
    const app = new App();
    const [a, b] = ['a', 'b'].map((namespace) => new Chart(app, namespace, { namespace })) as [Chart, Chart];
    make(b, { backend: service(a, { pods: workload(a) }) });
    expect(failure(b)).toContain('the Ingress is in namespace b, its Service sse in a');
  });

  it('is none for a Service whose pods are there', () => {
    const app = new App();
    const [a, b] = ['a', 'b'].map((namespace) => new Chart(app, namespace, { namespace })) as [Chart, Chart];
    service(b, { pods: workload(a) });
    expect(failure(b)).toContain('the Service is in namespace b, its pods in a');
  });
});

it('reads an existing object as it is at synthesis', () => {
  const scope = chart();
  const pods = new ApiObject(scope, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
    },
  });
  const path = onAgic(scope, { backend: service(scope, { pods }) });
  scope.with(new StreamReadyWorkload({ policy: policy(), preStop: '90s', readinessPath: '/readyz', livenessPath: '/livez' }));
  expect(path.hops.at(-1)?.settings).toContainEqual(expect.objectContaining({ aspect: 'pre-stop-wait', origin: 'set' }));
  expect(path.hops.at(-1)).toBe(path.hops.at(-1));
});

it.each<[string, object, string]>([
  ['no pods', { replicas: 0 }, 'replicas is 0'],
  ['fewer than none', { replicas: -1 }, 'replicas is -1'],
  ['half a pod', { replicas: 2.5 }, 'replicas is 2.5'],
  ['port 0', { port: 0 }, 'port is 0'],
  ['a port that is none', { port: 65_536 }, 'port is 65536'],
  ['a path without slash', { readinessPath: 'readyz' }, 'readinessPath is "readyz"'],
  ['an unknown runtime', { runtime: 'node' }, 'runtime is "node"'],
  ['an autoscaler without measure', { maxReplicas: 4 }, 'has no CPU request'],
  ['no labels', { labels: {} }, 'selector-matches-nothing'],
])('refuses a workload with %s', (_, more, told) => {
  expect(failureOf((to) => workload(to, more))).toContain(told);
});

it('refuses the port of a Service that is none', () => {
  expect(failureOf((to) => service(to, { port: 0, targetPort: 70_000 }))).toMatch(/port is 0[^]*targetPort is 70000/);
});

describe('props that are missing', () => {
  const none = {} as never;
  it.each<[string, (scope: Chart) => unknown, string[]]>([
    ['StreamWorkload', (to) => new StreamWorkload(to, 'made', none), ['policy', 'name', 'image']],
    ['StreamService', (to) => new StreamService(to, 'made', none), ['policy', 'name', 'pods']],
    ['StreamLoadBalancer', (to) => new StreamLoadBalancer(to, 'made', undefined as never), ['policy', 'name', 'pods']],
    ['StreamNginxIngress', (to) => new StreamNginxIngress(to, 'made', none), ['policy', 'name', 'host', 'tls', 'backend']],
    ['StreamAgicIngress', (to) => new StreamAgicIngress(to, 'made', none), ['policy', 'name', 'host', 'tls', 'backend']],
  ])('are named together: %s', (_, make, props) => {
    const told = new RegExp(`^test/made: .*${props.map((prop) => `${prop} is missing`).join('.*')}`, 's');
    expect(() => make(chart())).toThrow(told);
  });

  it('and those of another kind', () => {
    expect(() => workload(chart(), { policy: { paths: ['/events'] } })).toThrow(
      'policy is an object with paths; it takes a StreamPolicy',
    );
    expect(() => workload(chart(), { preStop: 15 })).toThrow('preStop is 15; it takes a Duration or a text with a unit');
  });
});

it.each([
  ['StreamWorkload', workload],
  ['StreamService', service],
  ['StreamNginxIngress', onNginx],
  ['StreamAgicIngress', onAgic],
])('%s needs a chart', (_, make) => {
  expect(() => make(new App() as never)).toThrow(
    /its scope is the App; Kubernetes objects are written by a chart.\n {4}Next: make a chart/,
  );
});

it('tells the next step in terms of the props', () => {
  const text = failureOf((to) => onAgic(to, { backend: service(to, { pods: workload(to, { preStop: '15s' }) }) }));
  expect(text).toContain('Next: set preStop of StreamWorkload test/pods to "90s" or more.');
  expect(text).not.toContain('lifecycle.preStop');
});
