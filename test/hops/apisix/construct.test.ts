import { ApiObject, Chart, Testing } from 'cdk8s';
import { StreamApisixRoute, type StreamApisixRouteProps } from '../../../src/hops/apisix/construct';
import { StreamReadyApisixRoute } from '../../../src/hops/apisix/mixin';
import type { KubeObject } from '../../../src/kubernetes/object';
import { chart, failure, policy } from '../../constructs/support';
import { byAddress, byCookie, byNobody } from '../../support/policies';
import { CHASH, route as found, serious, service, told, upstream } from './support';

const cookie = { setBy: 'application', name: 'sse_route' } as const;
const make = (scope: Chart, more: Partial<StreamApisixRouteProps> = {}, id = 'route') =>
  new StreamApisixRoute(scope, id, {
    policy: byCookie,
    name: 'prices',
    host: 'prices.example.com',
    tls: { secretName: 'tls', secretNamespace: 'app' },
    backend: { name: 'prices', port: 80 },
    cookie,
    ...more,
  });

const writtenIn = (scope: Chart): KubeObject[] => scope.toJson() as KubeObject[];
const kinds = (scope: Chart): string[] => writtenIn(scope).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const failing = (more: Partial<StreamApisixRouteProps>): string => {
  const scope = chart();
  make(scope, more);
  return failure(scope);
};

it('makes an upstream with the name of the Service, and a certificate', () => {
  const scope = chart();
  make(scope, { backend: { name: 'quotes', port: 80 } });
  expect(failure(scope)).toBe('');
  expect(kinds(scope)).toEqual(['ApisixRoute prices', 'ApisixUpstream quotes', 'ApisixTls prices']);
});

it('shares the upstream of a Service', () => {
  const scope = chart();
  make(scope);
  make(scope, { name: 'other', host: 'other.example.com' }, 'other');
  expect(failure(scope)).toBe('');
  expect(kinds(scope).filter((name) => name.startsWith('ApisixUpstream'))).toEqual(['ApisixUpstream prices']);
});

it('tells of two routes that want the Service otherwise', () => {
  const scope = chart();
  make(scope);
  make(scope, { name: 'other', host: 'other.example.com', policy: byNobody }, 'other');
  expect(failure(scope)).toContain('ApisixUpstream app/prices');
});

it.each([
  ['a cookie that nobody sets', { cookie: undefined }, 'affinity-unsupported-by-hop'],
  ['a cookie that no hash can be of', { cookie: { setBy: 'application', name: 'a.b' } }, 'value-rejected-by-target'],
  ['an APISIX without the plugin', { version: '3.16.0' }, 'value-rejected-by-target'],
  [
    'a Service of another namespace',
    { metadata: { namespace: 'web' }, backend: { name: 'a', port: 80, namespace: 'b' } },
    'selector-matches-nothing',
  ],
] as const)('refuses %s', (_, more, rule) => expect(failing(more)).toContain(rule));

it('refuses a certificate without a namespace', () => {
  const scope = new Chart(Testing.app(), 'test');
  make(scope, { tls: { secretName: 'tls' } });
  expect(failure(scope)).toContain('give tls.secretNamespace');
});

it('goes by address, and by nothing', () => {
  const loadbalancers = [byAddress, byNobody].map((each) => {
    const scope = chart();
    make(scope, { policy: each });
    return (writtenIn(scope)[1]?.['spec'] as { loadbalancer?: unknown }).loadbalancer;
  });
  expect(loadbalancers).toEqual([{ type: 'chash', hashOn: 'vars', key: 'remote_addr' }, undefined]);
});

describe('the mixin', () => {
  const mixin = (more: object = {}) =>
    new StreamReadyApisixRoute({ policy: byCookie, tls: 'terminated-in-front', cookie, ...more });
  const object = (scope: Chart, id: string, of: KubeObject) => new ApiObject(scope, id, of);
  const bare = found({ timeout: { connect: '5s' }, plugins: [{ name: 'cors', enable: true }] });

  it('completes a route, and makes the upstream', () => {
    const scope = chart();
    object(scope, 'route', bare).with(mixin());
    expect(failure(scope)).toBe('');
    expect(serious(told([...writtenIn(scope), service], byCookie))).toEqual([]);
    const { http } = writtenIn(scope)[0]?.['spec'] as { http: object[] };
    expect(http[0]).toMatchObject({
      timeout: { connect: '5s', read: '60s' },
      plugins: [{ name: 'cors' }, { name: 'proxy-buffering', enable: true, config: { disable_proxy_buffering: true } }],
    });
  });

  it('completes an upstream that is there, and takes the settings of ports from it', () => {
    const scope = chart();
    const settings = { retries: 3, passHost: 'node', portLevelSettings: [{ port: 80 }] };
    object(scope, 'upstream', upstream(settings));
    object(scope, 'route', bare).with(mixin());
    expect(failure(scope)).toBe('');
    expect(writtenIn(scope)[0]?.['spec']).toEqual({
      ingressClassName: 'apisix',
      retries: 0,
      passHost: 'node',
      loadbalancer: CHASH,
    });
  });

  it('gives the same result twice', () => {
    const [once, twice] = [chart(), chart()];
    object(once, 'route', bare).with(mixin());
    object(twice, 'route', bare).with(mixin()).with(mixin());
    expect(writtenIn(twice)).toEqual(writtenIn(once));
  });

  it('leaves rules for other paths alone', () => {
    const scope = chart();
    const http = [
      { name: 'api', match: { paths: ['/api/*'] }, backends: [{ serviceName: 'api', servicePort: 80 }] },
      ...(bare['spec'] as { http: object[] }).http,
    ];
    object(scope, 'route', { ...bare, spec: { ingressClassName: 'apisix', http } }).with(mixin());
    expect((writtenIn(scope)[0]?.['spec'] as { http: object[] }).http[0]).toEqual(http[0]);
    expect(kinds(scope)).toEqual(['ApisixRoute prices', 'ApisixUpstream prices']);
  });

  it('tells of a route that does not serve the stream', () => {
    const scope = chart();
    object(scope, 'route', bare).with(mixin({ policy: policy({ paths: ['/quotes'] }) }));
    expect(failure(scope)).toContain('no rule of the route serves /quotes');
    expect(scope.node.findAll().filter((each) => ApiObject.isApiObject(each))).toHaveLength(1);
  });

  it('tells of what the policy asks in vain', () => {
    const scope = chart();
    object(scope, 'route', bare).with(mixin({ cookie: undefined }));
    expect(failure(scope)).toContain('affinity-unsupported-by-hop');
  });
});
