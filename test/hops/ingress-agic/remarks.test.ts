import { agicFacts as facts } from '../../../src/hops/ingress-agic/facts';
import { isAgicIngress } from '../../../src/hops/ingress-controllers';
import { readAgicIngress } from '../../../src/hops/ingress-agic/read';
import type { KubeObject } from '../../../src/kubernetes/object';
import { loadTexts } from '../../../src/load/loaders';
import { findPaths } from '../../../src/load/paths';
import { settingsOf } from '../../../src/path/hop';
import { policy } from '../../constructs/support';
import { annotated, ingressWith, newlyTold, told } from './support';

const good = ingressWith({ healthProbePath: '/readyz' });
const withSpec = (spec: object): KubeObject => ({ ...good, spec });

describe('a worsened annotation is told', () => {
  it.each<[Record<string, string | undefined>, string]>([
    [{ 'cookie-based-affinity': 'Enabled' }, 'setting-ignored-by-target error'],
    [{ 'cookie-based-affinity': undefined }, 'affinity-at-balancing-hop error'],
    [{ 'cookie-based-affinity': undefined }, 'setting-ignored-by-target error'],
    [{ 'cookie-based-affinity-distinct-name': undefined }, 'affinity-cookie-name-collision warning'],
    [{ 'cookie-based-affinity-distinct-name': 'mycookie' }, 'setting-ignored-by-target error'],
    [{ 'request-timeout': '10' }, 'heartbeat-within-idle-limit error'],
    [{ 'request-timeout': '3600s' }, 'setting-ignored-by-target error'],
    [{ 'request-timeout': '0' }, 'value-rejected-by-target error'],
    [{ 'request-timeout': '86401' }, 'value-rejected-by-target error'],
    [{ 'request-timeout': '4294967296' }, 'value-rejected-by-target error'],
    [{ 'request-timeout': '4294967356' }, 'value-rejected-by-target error'],
    [{ 'request-timeout': '9223372036854775808' }, 'setting-ignored-by-target error'],
    [{ 'connection-draining-timeout': '4294967596' }, 'value-rejected-by-target error'],
    [{ 'cookie-based-affinity': ' true' }, 'setting-ignored-by-target error'],
    [{ 'cookie-based-affinity': 'tRue' }, 'setting-ignored-by-target error'],
    [{ 'health-probe-status-codes': 'ok' }, 'value-rejected-by-target error'],
    [{ 'connection-draining': undefined }, 'setting-ignored-by-target error'],
    [{ 'connection-draining': 'on' }, 'setting-ignored-by-target error'],
    [{ 'connection-draining-timeout': '300s' }, 'setting-ignored-by-target error'],
    [{ 'connection-draining-timeout': '7200' }, 'value-rejected-by-target error'],
    [{ 'ssl-redirect': undefined }, 'secure-transport note'],
    [{ 'appgw-ssl-certificate': undefined }, 'secure-transport unknown'],
    [{ 'appgw-ssl-certificate': undefined, 'appgw-ssl-profile': 'mine' }, 'setting-ignored-by-target error'],
    [{ 'override-frontend-port': '8443' }, 'secure-transport error'],
    [{ 'override-frontend-port': '65000' }, 'setting-ignored-by-target error'],
    [{ 'use-private-ip': 'yes' }, 'setting-ignored-by-target error'],
    [{ 'backend-protocol': 'h2' }, 'setting-ignored-by-target error'],
    [{ 'health-probe-path': '/events' }, 'health-probe-off-stream-path error'],
    [{ 'health-probe-path': undefined }, 'health-probe-off-stream-path unknown'],
    [{ 'health-probe-interval': '5s' }, 'setting-ignored-by-target error'],
    [{ 'health-probe-unhealthy-threshold': '50' }, 'value-rejected-by-target error'],
    [{ 'waf-policy-for-path': 'my-policy' }, 'value-rejected-by-target error'],
    [{ 'response-buffering': 'false' }, 'setting-ignored-by-target error'],
    [{ 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' }, 'setting-ignored-by-target error'],
    [{ 'kubernetes.io/ingress.class': 'azure-application-gateway' }, 'setting-ignored-by-target error'],
  ])('%j: %s', (annotations, expected) => {
    expect(newlyTold(annotated(good, annotations))).toContain(expected);
  });

  it.each<[Record<string, string>]>([
    [{ 'cookie-based-affinity': 'True' }],
    [{ 'request-timeout': '86400' }],
    [{ 'connection-draining-timeout': '3600' }],
    [{ 'backend-protocol': 'HTTPS' }],
    [{ 'override-frontend-port': '8443', 'ssl-redirect': 'false' }],
    [{ 'kubernetes.io/ingress.class': 'azure/application-gateway' }],
    [{ 'health-probe-status-codes': '200-399, 401' }],
    [{ 'backend-path-prefix': '/stream/' }],
  ])('%j is fine', (annotations) => {
    expect(newlyTold(annotated(good, annotations)).filter((text) => text !== 'secure-transport note')).toEqual([]);
  });

  it('a number that wraps is what the controller makes of it', () => {
    const hop = readAgicIngress(annotated(good, { 'request-timeout': '4294967356' }));
    expect(settingsOf(hop, 'idle-limit')).toMatchObject([{ origin: 'set', value: { milliseconds: 60_000 } }]);
    const zero = readAgicIngress(annotated(good, { 'request-timeout': '4294967296' }));
    expect(zero.remarks.find(({ fact }) => fact === facts.wrapped)?.need).toContain('of this one 0;');
  });

  it('draining without a timeout', () => {
    const hop = readAgicIngress(annotated(good, { 'connection-draining-timeout': undefined }));
    expect(settingsOf(hop, 'drain-limit')).toMatchObject([{ origin: 'default', value: { milliseconds: 30_000 } }]);
  });
});

it('takes nothing from the annotations where there are no rules', () => {
  const ingress = withSpec({ ingressClassName: 'azure-application-gateway', defaultBackend: { service: { name: 'sse' } } });
  const hop = readAgicIngress(ingress);
  expect(settingsOf(hop, 'idle-limit')).toMatchObject([{ origin: 'default' }]);
  expect(settingsOf(hop, 'affinity')).toMatchObject([{ value: { kind: 'none' } }]);
  expect(hop.remarks.map(({ found }) => found)).toContain('the Ingress has a default backend and no rules');
});

it('falls back to plain HTTP only by a Secret alone', () => {
  const tls = { ...(good['spec'] as object), tls: [{ hosts: ['sse.example.com'], secretName: 'tls' }] };
  expect(newlyTold(withSpec(tls))).toEqual([]);
  expect(newlyTold(annotated(withSpec(tls), { 'appgw-ssl-certificate': undefined }))).toContain('secure-transport warning');
});

describe('the probe follows the pods', () => {
  const left = ingressWith({ policy: policy({ paths: [{ exact: '/events' }] }) });
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'sse' },
    spec: { ports: [{ port: 80, targetPort: 'http' }] },
  };
  const pods = (container: object): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'sse' },
    spec: { template: { spec: { containers: [{ name: 'sidecar' }, { name: 'sse', ...container }] } } },
  });
  const probe = (path: string) => ({ httpGet: { path, port: 8080 } });
  const ports = [{ name: 'http', containerPort: 8080 }];

  it.each<[string, object, string]>([
    ['readiness on a declared port', { ports, readinessProbe: probe('/ready'), livenessProbe: probe('/live') }, '/ready'],
    [
      'liveness where readiness asks no path',
      { ports, readinessProbe: { tcpSocket: {} }, livenessProbe: probe('/live') },
      '/live',
    ],
    ['no declared port', { readinessProbe: probe('/ready') }, '/events'],
    ['another declared port', { ports: [{ name: 'metrics', containerPort: 9090 }], readinessProbe: probe('/ready') }, '/events'],
    ['no probe', { ports }, '/events'],
  ])('%s', (_, container, path) => {
    const hop = readAgicIngress(left, { service, workloads: [pods(container)] });
    expect(settingsOf(hop, 'health-probe-path')).toMatchObject([{ origin: 'default', value: path }]);
    expect(told(hop).includes('health-probe-off-stream-path error')).toBe(path === '/events');
  });

  const mixed = 'health-probe-off-stream-path warning';

  it('of a random one where their probes differ', () => {
    const workloads = ['/ready', '/healthz'].map((path) => pods({ ports, readinessProbe: probe(path) }));
    const hop = readAgicIngress(left, { service, workloads });
    expect(settingsOf(hop, 'health-probe-path')).toMatchObject([{ value: '/ready' }, { value: '/healthz' }]);
    expect(told(hop)).toContain(mixed);
    expect(told(readAgicIngress(left, { service, workloads: workloads.slice(0, 1) }))).not.toContain(mixed);
    expect(told(readAgicIngress(good, { service, workloads }))).not.toContain(mixed);
  });

  it('or the stream, where one of them has no probe', () => {
    const workloads = [pods({ ports, readinessProbe: probe('/ready') }), pods({ ports })];
    expect(told(readAgicIngress(left, { service, workloads }))).toContain('health-probe-off-stream-path error');
  });

  it('or a random path of the Ingress, where they have no probe', () => {
    const to = (path: string, name: string) => ({
      path,
      pathType: 'Prefix',
      backend: { service: { name, port: { number: 80 } } },
    });
    const withPaths = (...paths: object[]): KubeObject => ({
      ...left,
      spec: { ingressClassName: 'azure-application-gateway', rules: [{ host: 'sse.example.com', http: { paths } }] },
    });
    const probed = (ingress: KubeObject) =>
      settingsOf(readAgicIngress(ingress, { service, workloads: [pods({ ports })] }), 'health-probe-path');
    const shared = withPaths(to('/api', 'sse'), to('/events', 'sse'));
    expect(probed(shared)).toMatchObject([{ value: '/api' }, { value: '/events' }]);
    expect(told(readAgicIngress(shared, { service, workloads: [pods({ ports })] }))).toContain(mixed);
    expect(probed(withPaths(to('/api', 'api'), to('/events', 'sse')))).toMatchObject([{ value: '/events' }]);
  });

  it('asks where requests are led, where that is another path', () => {
    const led = annotated(left, { 'backend-path-prefix': '/stream/' });
    const hop = readAgicIngress(led, { service, workloads: [pods({ ports })] });
    expect(settingsOf(hop, 'health-probe-path')).toMatchObject([{ origin: 'default', value: '/stream/' }]);
    expect(told(hop)).toContain(mixed);
    const probed = readAgicIngress(led, { service, workloads: [pods({ ports, readinessProbe: probe('/ready') })] });
    expect(told(probed)).not.toContain(mixed);
  });

  it.each([
    ['http', []],
    ['8080', []],
    ['web', [facts.probePort]],
  ])('by the name of a port: %s', (port, expected) => {
    const workloads = [pods({ ports, readinessProbe: { httpGet: { path: '/ready', port } } })];
    const cited = (ingress: KubeObject) => readAgicIngress(ingress, { service, workloads }).remarks.map(({ fact }) => fact);
    expect(cited(left).filter((fact) => fact === facts.probePort)).toEqual(expected);
    expect(cited(annotated(left, { 'health-probe-port': '8080' }))).not.toContain(facts.probePort);
  });

  it('tells a port that the Service lacks', () => {
    const other = { ...service, spec: { ports: [{ port: 8080, name: 'web' }] } };
    expect(newlyTold(good, { service: other })).toContain('value-rejected-by-target error');
    expect(newlyTold(good, { service })).toEqual([]);
  });
});

describe('a class', () => {
  const named = (ingressClassName?: string) => withSpec({ ...(good['spec'] as object), ingressClassName });
  const classes = async (controller: string, isDefault: boolean, ingress: KubeObject) => {
    const annotations = isDefault ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {};
    const ingressClass = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'azure-application-gateway', annotations },
      spec: { controller },
    };
    const text = [ingressClass, ingress].map((object) => JSON.stringify(object)).join('\n---\n');
    const { problems, ...input } = await loadTexts([{ name: 'all.yaml', text }]);
    expect(problems).toEqual([]);
    return findPaths(input).flatMap(({ hops }) =>
      hops.flatMap(({ type, remarks }) => [type, ...remarks.map(({ fact }) => fact)]),
    );
  };

  it('of its own cannot be judged', () => {
    expect(told(readAgicIngress(named('mine')))).toContain('setting-ignored-by-target unknown');
    expect(told(readAgicIngress(named()))).toContain('setting-ignored-by-target unknown');
  });

  it('that is missing is the default of the cluster', async () => {
    expect(await classes('azure/application-gateway', true, named())).not.toContain(facts.ownClass);
    expect(await classes('azure/application-gateway', false, named())).toContain(facts.ownClass);
  });

  it('that is missing, with annotations of two controllers, is left to the other', async () => {
    const both = annotated(named(), { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' });
    expect(await classes('azure/application-gateway', false, both)).toContain('ingress-nginx');
  });
});

it('knows its own Ingresses', () => {
  expect(isAgicIngress(good)).toBe(true);
  expect(isAgicIngress(annotated(good, { 'kubernetes.io/ingress.class': 'nginx' }))).toBe(false);
  expect(isAgicIngress(withSpec({ ingressClassName: 'nginx' }))).toBe(false);
  expect(isAgicIngress(withSpec({ ingressClassName: 'mine' }), 'mine')).toBe(true);
});
