import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { agc } from '../../../src/hops/http-route/implementations/agc/agc';
import { envoyGateway } from '../../../src/hops/http-route/implementations/envoy-gateway/envoy-gateway';
import { StreamReadyHttpRoute } from '../../../src/hops/http-route/mixin';
import { readHttpRoute } from '../../../src/hops/http-route/read';
import { known } from '../../../src/path/hop';
import { StreamService } from '../../../src/hops/service/construct';
import { byAddress, chart, failure, policy, written, writtenOf } from '../../constructs/support';
import { AGC, rendered } from './render';

const gateway = { albId: '/trafficControllers/sse', frontend: 'fe', tlsSecret: 'tls' };
const props = {
  policy: policy(),
  name: 'sse',
  hostnames: ['sse.example.com'],
  gateway,
  backend: { name: 'web', port: 80 },
  implementation: agc(AGC),
};

it('writes what is planned, and reads it as it was planned', () => {
  const scope = chart();
  const { hop, policies } = new StreamHttpRoute(scope, 'route', props);
  const objects = written(scope);
  expect(new Set(objects)).toEqual(new Set(rendered(policy())));
  expect(readHttpRoute(writtenOf(scope, 'HTTPRoute'), objects)).toEqual(hop);
  expect(policies.map(({ kind }) => kind)).toEqual(['RoutePolicy', 'HealthCheckPolicy']);
});

it('keeps all objects in the namespace of the route', () => {
  const scope = chart();
  new StreamHttpRoute(scope, 'route', { ...props, metadata: { namespace: 'other', labels: { team: 'a' } } });
  expect(new Set(written(scope).map(({ metadata }) => metadata.namespace))).toEqual(new Set(['other']));
});

it('shares the policies of a Service with another route, and tells where the two would differ', () => {
  const gatewayElsewhere = { name: 'edge' };
  const scope = chart();
  const first = new StreamHttpRoute(scope, 'first', { ...props, gateway: gatewayElsewhere });
  const second = new StreamHttpRoute(scope, 'second', { ...props, name: 'other', gateway: gatewayElsewhere });
  expect(second.policies[1]).toBe(first.policies[1]);
  const implementation = agc({ ...AGC, healthProbePath: '/else' });
  new StreamHttpRoute(scope, 'third', { ...props, name: 'third', gateway: gatewayElsewhere, implementation });
  expect(failure(scope)).toContain('HealthCheckPolicy');
});

describe('of two routes on one Gateway', () => {
  const first = { ...props, gateway: { name: 'edge' } };
  function two(change: object): Chart {
    const scope = chart();
    new StreamHttpRoute(scope, 'first', first);
    new StreamHttpRoute(scope, 'second', { ...first, name: 'other', ...change });
    return scope;
  }

  it('refuses a path that both have', () => {
    const text = failure(two({}));
    expect(text).toContain('HTTPRoute app/sse matches /events (PathPrefix) of host sse.example.com on the same Gateway as well');
    expect(text).toContain('Next: leave the path to one of the two routes');
  });

  it.each([
    ['path', { policy: policy({ paths: ['/messages'] }) }],
    ['host', { hostnames: ['other.example.com'] }],
    ['Gateway', { gateway: { name: 'another' } }],
    ['listener', { gateway: { name: 'edge', sectionName: 'internal' } }],
  ])('takes two of one %s each', (_what, change) => {
    expect(failure(two(change))).toBe('');
  });
});

describe('a policy of somebody else for the same route', () => {
  const theirs = {
    apiVersion: 'alb.networking.azure.io/v1',
    kind: 'RoutePolicy',
    metadata: { name: 'theirs' },
    spec: { targetRef: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse' } },
  };

  it.each<[string, (scope: Chart, route: StreamHttpRoute<object>) => string]>([
    ['the app is synthesised', failure],
    ['the route alone is validated', (_, route) => route.node.validate().join()],
    [
      'the findings are asked for',
      (_, route) =>
        route
          .findings()
          .map(({ message }) => message)
          .join(),
    ],
  ])('is seen when %s, and was not there at the time before', (_when, ask) => {
    const scope = chart();
    const route = new StreamHttpRoute(scope, 'route', { ...props, gateway: { name: 'edge' } });
    expect(failure(scope)).toBe('');
    expect(ask(scope, route)).not.toContain('one of them does not count');
    new ApiObject(scope, 'theirs', theirs);
    expect(ask(scope, route)).toContain('one of them does not count');
  });
});

it('is proven in each synthesis as it stands then', () => {
  const scope = chart();
  const { policies } = new StreamHttpRoute(scope, 'route', props);
  const timeout = (value: string) => policies[0]?.addJsonPatch(JsonPatch.replace('/spec/default/timeouts/routeTimeout', value));
  expect(failure(scope)).toBe('');
  timeout('15s');
  expect(failure(scope)).toContain('max-age-within-total-limit');
  timeout('0s');
  expect(failure(scope)).toBe('');
});

it('attaches a new Gateway to an AGC that the controller makes', () => {
  const scope = chart();
  new StreamHttpRoute(scope, 'route', {
    ...props,
    gateway: { albNamespace: 'infra', albName: 'alb', tlsSecret: 'tls', gatewayName: 'edge' },
  });
  expect(writtenOf(scope, 'Gateway').metadata).toMatchObject({
    name: 'edge',
    annotations: { 'alb.networking.azure.io/alb-namespace': 'infra', 'alb.networking.azure.io/alb-name': 'alb' },
  });
  expect(writtenOf(scope, 'HTTPRoute')['spec']).toMatchObject({ parentRefs: [{ name: 'edge' }] });
});

it('attaches to a Gateway made elsewhere, of which it knows nothing', () => {
  const scope = chart();
  const { hop, ...made } = new StreamHttpRoute(scope, 'route', {
    ...props,
    gateway: { name: 'edge', namespace: 'infra', sectionName: 'https' },
  });
  const objects = written(scope);
  expect(made.gateway).toBeUndefined();
  expect(writtenOf(scope, 'HTTPRoute')['spec']).toMatchObject({
    parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'https' }],
  });
  expect(readHttpRoute(writtenOf(scope, 'HTTPRoute'), objects)).toEqual(hop);
});

it('takes a Service as an object, and has the hops behind it', () => {
  const scope = chart();
  const service = new StreamService(scope, 'service', {
    policy: policy(),
    name: 'web',
    port: 8080,
    pods: { selector: { app: 'web' } },
  });
  const { hops } = new StreamHttpRoute(scope, 'route', { ...props, backend: service });
  expect(hops.map(({ type }) => type)).toEqual(['http-route', 'service', 'unknown']);
  expect(writtenOf(scope, 'HTTPRoute')['spec']).toMatchObject({ rules: [{ backendRefs: [{ name: 'web', port: 8080 }] }] });
});

it('tells of everything that is wrong at once, with the construct path', () => {
  const scope = chart();
  const implementation = agc({ albControllerVersion: '1.6.6', healthProbePath: '/events/health' });
  new StreamHttpRoute(scope, 'route', { ...props, policy: byAddress, implementation, spec: { rules: [] } });
  const text = failure(scope);
  for (const rule of [
    'affinity-unsupported-by-hop',
    'value-rejected-by-target',
    'owned-key-set-by-user',
    'health-probe-off-stream-path',
  ]) {
    expect(text).toContain(`[test/route] ${rule}: HTTPRoute app/sse`);
  }
});

it('writes the timeout into the rule of a product that wants it there', () => {
  const scope = chart();
  const { hop } = new StreamHttpRoute(scope, 'route', { ...props, implementation: { ...agc(AGC), timeoutsIn: 'rule' } });
  expect(writtenOf(scope, 'HTTPRoute')['spec']).toMatchObject({ rules: [{ timeouts: { request: '0s' } }] });
  expect(known(hop, 'total-limit')[0]).toMatchObject({ key: 'spec.rules[].timeouts.request', value: 'disabled' });
});

describe('mixin', () => {
  const mixin = new StreamReadyHttpRoute({ policy: policy(), implementation: agc(AGC) });
  const rule = (path: string, more: object = {}) => ({
    matches: [{ path: { type: 'PathPrefix', value: path } }],
    backendRefs: [{ name: 'web', port: 80 }],
    ...more,
  });
  const raw = (scope: Chart, ...rules: object[]) =>
    new ApiObject(scope, 'raw', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'raw' },
      spec: { rules },
    });

  it('makes a route of anybody stream and leaves its other rules alone', () => {
    const scope = chart();
    raw(
      scope,
      rule('/', { timeouts: { request: '10s' } }),
      rule('/events', { timeouts: { request: '30s' }, retry: { attempts: 2 } }),
    );
    scope.with(mixin);
    expect(writtenOf(scope, 'HTTPRoute')['spec']).toEqual({
      rules: [rule('/', { timeouts: { request: '10s' } }), rule('/events')],
    });
    expect(writtenOf(scope, 'RoutePolicy')['spec']).toMatchObject({
      targetRef: { name: 'raw' },
      default: { timeouts: { routeTimeout: '0s' } },
    });
    expect(writtenOf(scope, 'HealthCheckPolicy')['spec']).toMatchObject({ targetRef: { name: 'web' } });
  });

  it('completes policies that are there', () => {
    const scope = chart();
    raw(scope, rule('/events'));
    const spec = {
      targetRef: { group: '', kind: 'Service', name: 'web' },
      default: { interval: '5s', http: { host: 'a', path: '/events' } },
    };
    new ApiObject(scope, 'theirs', {
      apiVersion: 'alb.networking.azure.io/v1',
      kind: 'HealthCheckPolicy',
      metadata: { name: 'theirs' },
      spec,
    });
    scope.with(mixin);
    scope.with(mixin);
    expect(written(scope).map(({ kind }) => kind)).toEqual(['HTTPRoute', 'HealthCheckPolicy', 'RoutePolicy']);
    expect(writtenOf(scope, 'HealthCheckPolicy')['spec']).toMatchObject({
      default: { interval: '5s', http: { host: 'a', path: '/healthz' } },
    });
  });

  describe('with a policy of somebody else', () => {
    const onEnvoy = new StreamReadyHttpRoute({ policy: policy(), implementation: envoyGateway() });
    const slow = { timeout: { http: { requestTimeout: '20s' } } };
    const theirs = (scope: Chart, targets: object, namespace = 'app') =>
      new ApiObject(scope, 'theirs', {
        apiVersion: 'gateway.envoyproxy.io/v1alpha1',
        kind: 'BackendTrafficPolicy',
        metadata: { name: 'theirs', namespace },
        spec: { ...slow, ...targets },
      });
    const to = (name: string, more: object = {}) => ({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name, ...more });
    const specsOf = (scope: Chart) =>
      scope.node
        .findAll()
        .filter((one): one is ApiObject => ApiObject.isApiObject(one) && one.kind === 'BackendTrafficPolicy')
        .map((one) => (one.toJson() as { spec: object }).spec);

    it.each<[string, object, string]>([
      ['for a route of another namespace', { targetRef: to('raw') }, 'other'],
      ['for another route', { targetRef: to('else') }, 'app'],
      ['for a rule of the route', { targetRef: to('raw', { sectionName: 'admin' }) }, 'app'],
    ])('leaves one %s alone, and makes its own', (_, targets, namespace) => {
      const scope = chart();
      raw(scope, rule('/events'));
      theirs(scope, targets, namespace);
      scope.with(onEnvoy);
      expect(specsOf(scope)).toEqual([{ ...slow, ...targets }, expect.objectContaining({ targetRefs: [to('raw')] })]);
    });

    it('leaves one alone that is for other routes too, and tells what the stream lacks', () => {
      const scope = chart();
      raw(scope, rule('/events'));
      const shared = theirs(scope, { targetRefs: [to('raw'), to('else')] });
      const before = shared.toJson() as unknown;
      scope.with(onEnvoy);
      expect(shared.toJson()).toEqual(before);
      expect(failure(scope)).toContain('BackendTrafficPolicy app/theirs is for HTTPRoute else too');
      expect(failure(scope)).toContain('take the target of the stream out of it');
    });

    it('completes one that names its target in the other form, and keeps that form', () => {
      const scope = chart();
      raw(scope, rule('/events'));
      const same = theirs(scope, { targetRef: to('raw') });
      scope.with(onEnvoy);
      const { spec } = same.toJson() as { spec: object };
      expect(spec).toMatchObject({ targetRef: to('raw'), timeout: { http: { requestTimeout: '0s' } } });
      expect(spec).not.toHaveProperty('targetRefs');
    });
  });

  it('is proven as it stands at synthesis', () => {
    const scope = chart();
    const route = raw(scope, rule('/events'));
    scope.with(mixin);
    expect(failure(scope)).toBe('');
    route.addJsonPatch(JsonPatch.add('/spec/rules/0/timeouts', { request: '30s' }));
    expect(failure(scope)).toContain('max-age-within-total-limit');
    route.addJsonPatch(JsonPatch.remove('/spec/rules/0/timeouts'));
    expect(failure(scope)).toBe('');
  });

  it('tells what it cannot make right', () => {
    const scope = chart();
    raw(scope, rule('/events', { sessionPersistence: { type: 'Cookie' } }));
    scope.with(new StreamReadyHttpRoute({ policy: policy({ heartbeat: '5m' }), implementation: agc(AGC) }));
    expect(failure(scope)).toContain('[test/raw] heartbeat-within-idle-limit: HTTPRoute app/raw');
    scope.with(new StreamReadyHttpRoute({ policy: byAddress, implementation: agc(AGC) }));
    expect(failure(scope)).toContain('[test/raw] affinity-unsupported-by-hop: HTTPRoute app/raw');
  });

  it('tells of a route of somebody else that has the same requests', () => {
    const scope = chart();
    for (const name of ['one', 'other']) {
      const spec = { parentRefs: [{ name: 'edge' }], rules: [rule('/events')] };
      const kind = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };
      new ApiObject(scope, name, { ...kind, metadata: { name }, spec });
    }
    mixin.applyTo(scope.node.findChild('one'));
    expect(failure(scope)).toContain('HTTPRoute app/other matches /events (PathPrefix) of host * on the same Gateway as well');
  });

  it('passes over other kinds', () => {
    const scope = new Chart(Testing.app(), 'test');
    new ApiObject(scope, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } });
    expect(written(scope.with(mixin) as Chart)).toHaveLength(1);
  });
});
