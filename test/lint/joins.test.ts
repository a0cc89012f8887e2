import { parse, stringify } from 'yaml';
import { lint } from '../../src/lint/lint';
import type { LintOptions } from '../../src/lint/lint-options';
import { deployment, ingress, route, service } from './objects';

const streams: LintOptions = { streams: ['/events'] };
const run = (...texts: readonly string[]) => lint([{ name: 'all.yaml', text: texts.join('---\n') }], streams);
const pods = [service('sse'), deployment('sse')];

const object = (apiVersion: string, kind: string, name: string, more: object, metadata: object = { namespace: 'app' }): string =>
  stringify({ apiVersion, kind, metadata: { name, ...metadata }, ...more });

describe('the controller of an Ingress', () => {
  const ingressClass = (name: string, controller: string, isDefault = false): string =>
    object(
      'networking.k8s.io/v1',
      'IngressClass',
      name,
      { spec: { controller } },
      {
        annotations: isDefault ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {},
      },
    );
  const withoutClass = ingress('sse', { path: '/events' }).replace('  ingressClassName: nginx\n', '');
  const legacy = withoutClass.replace('namespace: app', 'namespace: app\n  annotations: { kubernetes.io/ingress.class: edge }');
  const named = (className: string): string => ingress('sse', { path: '/events', className });

  it.each([
    ['its class names', named('public'), [ingressClass('public', 'k8s.io/ingress-nginx')], 'Ingress app/sse'],
    ['AKS names', named('mine'), [ingressClass('mine', 'webapprouting.kubernetes.azure.com/nginx')], 'Ingress app/sse'],
    ['AGIC names', named('mine'), [ingressClass('mine', 'azure/application-gateway')], 'Ingress app/sse'],
    ['APISIX names', named('mine'), [ingressClass('mine', 'apisix.apache.org/apisix-ingress-controller')], 'Ingress app/sse'],
    ['F5 names', named('nginx'), [ingressClass('nginx', 'nginx.org/ingress-controller')], 'Ingress app/sse'],
    ['Traefik names', named('mine'), [ingressClass('mine', 'traefik.io/ingress-controller')], 'Ingress app/sse'],
    ['the default class names', withoutClass, [ingressClass('x', 'k8s.io/ingress-nginx', true)], 'Ingress app/sse'],
    ['the old annotation means', legacy, [ingressClass('edge', 'k8s.io/ingress-nginx')], 'Ingress app/sse'],
    [
      'another product has',
      named('nginx'),
      [ingressClass('nginx', 'haproxy.org/ingress-controller')],
      'the controller of Ingress class nginx (haproxy.org/ingress-controller)',
    ],
    [
      'two defaults leave open',
      withoutClass,
      ['a', 'b'].map((name) => ingressClass(name, 'k8s.io/ingress-nginx', true)),
      "the controller of the cluster's default Ingress class",
    ],
    [
      'no default tells',
      withoutClass,
      [ingressClass('x', 'k8s.io/ingress-nginx')],
      "the controller of the cluster's default Ingress class",
    ],
    ['no class of the input tells', legacy, [], 'the controller of Ingress class edge'],
  ])('is the one that %s', async (_, entry, classes, hop) => {
    const { paths, problems } = await run(entry, ...classes, ...pods);
    expect([problems, paths.flatMap(({ hops }) => hops.slice(0, -2)).at(-1)]).toEqual([[], hop]);
  });

  it('misses no class where the default is in the input', async () => {
    const missing = async (...classes: string[]) =>
      (await run(withoutClass, ...classes, ...pods)).findings.filter(({ message }) =>
        message.includes('ingressClassName is missing'),
      );
    expect(await missing(ingressClass('x', 'k8s.io/ingress-nginx', true))).toEqual([]);
  });
});

describe('a Service without a selector', () => {
  const bare = stringify({ ...(parse(service('sse')) as object), spec: { ports: [{ port: 80 }] } });
  const slice = (labels: object, namespace = 'app'): string =>
    object(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      'sse-1',
      { addressType: 'IPv4', ports: [{ port: 8080 }], endpoints: [{ addresses: ['10.0.0.4'] }, { addresses: ['10.0.0.5'] }] },
      { namespace, labels },
    );
  const ofService = { 'kubernetes.io/service-name': 'sse' };

  it.each([
    ['sends to its EndpointSlices', [slice(ofService)], 'what is at 10.0.0.4, 10.0.0.5, by EndpointSlice app/sse-1'],
    [
      'not to those of another',
      [slice({ 'kubernetes.io/service-name': 'web' })],
      'what Service app/sse sends to, which has no selector',
    ],
    ['not to those of another namespace', [slice(ofService, 'b')], 'what Service app/sse sends to, which has no selector'],
  ])('%s', async (_, slices, end) => {
    const { paths, findings } = await run(ingress('sse', { path: '/events' }), bare, ...slices);
    expect(paths.map(({ hops }) => hops.at(-1))).toEqual([end]);
    const [missing] = findings.filter(({ rule, location }) => rule === 'hop-not-in-input' && location.object === end);
    expect(missing?.location.line).toBeGreaterThan(1);
  });
});

it('joins what stands in the same folder, where each has all of it', async () => {
  const slice = (address: string): string =>
    object(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      'log-1',
      { addressType: 'IPv4', ports: [{ port: 80 }], endpoints: [{ addresses: [address] }] },
      { namespace: 'app', labels: { 'kubernetes.io/service-name': 'log' } },
    );
  const bare = stringify({ ...(parse(service('log')) as object), spec: { ports: [{ port: 80 }] } });
  const folder = (name: string, replicas: number, address: string) => [
    {
      name: `${name}/ingress.yaml`,
      text: ingress('sse', {
        paths: [
          ['/events', 'sse'],
          ['/events/log', 'log'],
        ],
      }),
    },
    { name: `${name}/pods.yaml`, text: [service('sse'), deployment('sse', { replicas }), bare, slice(address)].join('---\n') },
  ];
  const { findings } = await lint([...folder('a', 1, '10.0.0.1'), ...folder('b', 3, '10.0.0.2')], streams);
  const capacity = findings.filter(({ key }) => key === 'spec.replicas');
  expect(capacity.map(({ location }) => location.file)).toEqual(['a/pods.yaml']);
  const ends = findings.filter(({ rule, location }) => rule === 'hop-not-in-input' && location.object.startsWith('what is at'));
  expect(ends.map(({ location }) => `${location.file}: ${location.object}`)).toEqual([
    'a/pods.yaml: what is at 10.0.0.1, by EndpointSlice app/log-1',
    'b/pods.yaml: what is at 10.0.0.2, by EndpointSlice app/log-1',
  ]);
});

it('reads what Istio has for all gateways, in the same folder where each has its own', async () => {
  const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'gateway', { spec: { gatewayClassName: 'istio' } });
  const mesh = (attempts: number): string =>
    object(
      'v1',
      'ConfigMap',
      'istio',
      { data: { mesh: `defaultHttpRetryPolicy: { attempts: ${attempts} }` } },
      {
        namespace: 'istio-system',
      },
    );
  const folder = (name: string, attempts: number) => [
    { name: `${name}/route.yaml`, text: [gateway, route('sse', [{ path: '/events', to: 'sse' }]), ...pods].join('---\n') },
    { name: `${name}/mesh.yaml`, text: mesh(attempts) },
  ];
  const { findings } = await lint([...folder('a', 0), ...folder('b', 2)], streams);
  const retries = findings.filter(({ rule }) => rule === 'no-retry-on-stream');
  expect(retries.map(({ location }) => location.file)).toEqual(['a/mesh.yaml']);
});

describe('a policy', () => {
  const httpRoute = route('sse', [{ path: '/events', to: 'sse' }]);
  const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'gateway', {
    spec: { gatewayClassName: 'eg', listeners: [{ name: 'https', port: 443, protocol: 'HTTPS' }] },
  });
  const policy = (ref: object, namespace = 'app'): string =>
    object(
      'gateway.envoyproxy.io/v1alpha1',
      'BackendTrafficPolicy',
      'sse',
      { spec: { targetRefs: [ref], timeout: { http: { requestTimeout: '0s' } } } },
      { namespace },
    );
  const ref = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse' };

  it.each([
    ['its target', policy(ref), true],
    ['another group', policy({ ...ref, group: 'example.com' }), false],
    ['another kind', policy({ ...ref, kind: 'GRPCRoute' }), false],
    ['another name', policy({ ...ref, name: 'web' }), false],
    ['another namespace', policy(ref, 'other'), false],
    ['a rule that is not there', policy({ ...ref, sectionName: 'chat' }), false],
    ['the Gateway', policy({ ...ref, kind: 'Gateway', name: 'gateway' }), true],
  ])('counts by its target: %s', async (_, text, counts) => {
    const { findings } = await run(httpRoute, gateway, text, ...pods);
    const cut = findings.filter(({ rule, level }) => rule === 'max-age-within-total-limit' && level === 'error');
    expect(cut.length === 0).toBe(counts);
  });
});

it.each<[string, string, object]>([
  ['gateway.envoyproxy.io/v1alpha1', 'EnvoyProxy', { shutdown: { drainTimeout: '7s' } }],
  ['gateway.nginx.org/v1alpha2', 'NginxProxy', { kubernetes: { deployment: { pod: { terminationGracePeriodSeconds: 7 } } } }],
])('what a GatewayClass names is found in whatever namespace: %s %s', async (apiVersion, kind, spec) => {
  const [group = ''] = apiVersion.split('/');
  const controllerName =
    kind === 'EnvoyProxy' ? 'gateway.envoyproxy.io/gatewayclass-controller' : 'gateway.nginx.org/nginx-gateway-controller';
  const gatewayApi = 'gateway.networking.k8s.io/v1';
  const parametersRef = { group, kind, name: 'edge', namespace: 'edge-system' };
  const { findings } = await run(
    route('sse', [{ path: '/events', to: 'sse' }]),
    object(gatewayApi, 'Gateway', 'gateway', { spec: { gatewayClassName: 'edge', listeners: [] } }),
    object(gatewayApi, 'GatewayClass', 'edge', { spec: { controllerName, parametersRef } }, {}),
    object(apiVersion, kind, 'edge', { spec }, { namespace: 'edge-system' }),
    ...pods,
  );
  const drain = findings.find(
    ({ rule, message }) => rule === 'gateway-drain-timeout' && message.startsWith('open streams get 7s'),
  );
  expect(drain?.fix).toMatch(kind === 'EnvoyProxy' ? /to 1h or more$/ : /to 3600 or more$/);
});

it('a path with a star at its end serves what no other path does', async () => {
  const text = stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'app' },
    spec: {
      ingressClassName: 'azure-application-gateway',
      rules: [
        {
          http: {
            paths: [
              { path: '/*', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
              { path: '/events', pathType: 'Prefix', backend: { service: { name: 'sse', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  });
  const { paths } = await run(text, ...pods);
  expect(paths.map(({ name }) => name)).toEqual(['Ingress app/shop']);
});

describe('what belongs to the pods', () => {
  const budget = (app: string, namespace = 'app'): string =>
    object(
      'policy/v1',
      'PodDisruptionBudget',
      'b',
      { spec: { maxUnavailable: 1, selector: { matchLabels: { app } } } },
      { namespace },
    );
  const scaler = (ref: object, namespace = 'app'): string =>
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'h',
      {
        spec: {
          minReplicas: 2,
          maxReplicas: 9,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'sse', ...ref },
        },
      },
      { namespace },
    );
  const told = async (rule: string, ...texts: string[]) =>
    (await run(ingress('sse', { path: '/events' }), ...pods, ...texts)).findings.some((finding) => finding.rule === rule);

  it.each([
    ['a budget of their labels', budget('sse'), false],
    ['a budget of other labels', budget('web'), true],
    ['a budget of another namespace', budget('sse', 'b'), true],
  ])('%s', async (_, text, isMissed) => {
    expect(await told('disruption-budget', text)).toBe(isMissed);
  });

  it.each([
    ['an autoscaler of theirs', scaler({}), true],
    ['an autoscaler of another name', scaler({ name: 'web' }), false],
    ['an autoscaler of another kind', scaler({ kind: 'StatefulSet' }), false],
    ['an autoscaler of another namespace', scaler({}, 'b'), false],
  ])('%s', async (_, text, isJudged) => {
    expect(await told('autoscaler-keeps-streams', text)).toBe(isJudged);
  });
});

it.each([
  ['a Service that an Ingress names', [ingress('sse', { path: '/events' })], 'Service app/sse'],
  ['a Service that a route names', [route('r', [{ path: '/events', to: 'sse' }])], 'Service app/sse'],
  ['pods that a Service selects', [ingress('sse', { path: '/events' }), service('sse')], 'the pods that Service app/sse selects'],
])('tells of what is missing: %s', async (_, texts, missing) => {
  const { findings } = await run(...texts);
  expect(findings.filter(({ rule, location }) => rule === 'hop-not-in-input' && location.object === missing)).toHaveLength(1);
});
