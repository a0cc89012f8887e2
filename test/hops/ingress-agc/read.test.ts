import type { KubeObject } from '../../../src/kubernetes/object';
import { findPaths } from '../../../src/load/paths';
import { settingsOf } from '../../../src/path/hop';
import { Duration } from '../../../src/policy/duration';
import { policy } from '../../constructs/support';
import { extension, findingsIn, ingress, MANAGED, NAMED, ofProduct, pathsIn } from './support';

const COOKIE = { affinityType: 'application-cookie', cookieName: 'prices', cookieDuration: '24h' };
const GOOD = { timeouts: { requestTimeout: '1h' }, sessionAffinity: COOKIE };

const serious = (objects: readonly KubeObject[]) =>
  findingsIn(objects)
    .filter(({ level, rule }) => ['error', 'warning'].includes(level) && rule !== 'hop-does-not-support-sse')
    .map(({ rule, message }) => `${rule}: ${message}`);

const firstOf = (objects: readonly KubeObject[], aspect: 'total-limit' | 'affinity' | 'transport') => {
  const [path] = pathsIn(objects);
  const [setting] = path === undefined || path.hops[0] === undefined ? [] : settingsOf(path.hops[0], aspect);
  return setting?.origin === 'unknown' ? setting.why : setting?.value;
};

it('says that Microsoft documents streams for the Gateway API only, and the way out', () => {
  const [told] = findingsIn([ingress(), extension(GOOD)]).filter(({ rule }) => rule === 'hop-does-not-support-sse');
  expect(told).toMatchObject({ level: 'error', key: 'spec.ingressClassName' });
  expect(told?.fix).toMatch(/HTTPRoute with a RoutePolicy .*sse-ready\.dev\/ignore-hop-does-not-support-sse/);
});

it('finds nothing else wrong with an Ingress and its extension', () => {
  expect(serious([ingress(), extension(GOOD)])).toEqual([]);
});

it('takes 60 s for the limit of an Ingress without an extension', () => {
  expect(firstOf([ingress({ annotations: MANAGED })], 'total-limit')).toEqual(Duration.minutes(1));
  expect(serious([ingress({ annotations: MANAGED })])).toEqual([
    expect.stringMatching(/^max-age-within-total-limit: request timeout is 1m \(default\)/),
    expect.stringMatching(/^affinity-at-balancing-hop/),
  ]);
});

it('does not guess what an extension says that is not in the input', () => {
  expect(firstOf([ingress()], 'total-limit')).toBe('IngressExtension prices is not in the input');
  expect(serious([ingress()])).toEqual([]);
});

it('does not take 0s for off, as no source says that it is', () => {
  const objects = [ingress(), extension({ ...GOOD, timeouts: { requestTimeout: '0s' } })];
  expect(firstOf(objects, 'total-limit')).toMatch(/^no source says that requestTimeout 0s/);
  expect(serious(objects)).toEqual([]);
});

it('does not choose between two settings for one Service', () => {
  const both = extension({}, { backendSettings: [{ service: 'prices' }, { service: 'prices', ...GOOD }] });
  expect(firstOf([ingress(), both], 'affinity')).toMatch(/^two backendSettings are for Service prices/);
});

it('takes an extension of its own namespace only', () => {
  const elsewhere = { ...extension(GOOD), metadata: { name: 'prices', namespace: 'other' } };
  expect(firstOf([ingress(), elsewhere], 'total-limit')).toBe('IngressExtension prices is not in the input');
});

it.each([
  ['without TLS', { spec: { tls: [] } }, 'plain'],
  ['with TLS', {}, expect.stringMatching(/^no source says for certain/)],
])('knows of plain HTTP: %s', (_, parts, transport) => {
  expect(firstOf([ingress(parts), extension(GOOD)], 'transport')).toEqual(transport);
});

it('passes over an Ingress that only redirects, and reads the one that serves', () => {
  const redirect = ofProduct(
    'IngressExtension',
    { rules: [{ host: 'prices.example.com', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
    'to-https',
  );
  const plain = ingress({
    annotations: { ...NAMED, 'alb.networking.azure.io/alb-ingress-extension': 'to-https' },
    spec: { tls: [] },
  });
  const named = { ...plain, metadata: { ...plain.metadata, name: 'to-https' } };
  expect(pathsIn([named, redirect])).toEqual([]);
  expect(pathsIn([named, redirect, ingress(), extension(GOOD)]).map(({ name }) => name)).toEqual(['Ingress shop/prices']);
});

it('stands behind the gateway that it names by its id', () => {
  const alb = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ServiceNetworking/trafficControllers/streams';
  const byId = { 'alb.networking.azure.io/alb-id': alb, 'alb.networking.azure.io/alb-frontend': 'streams' };
  const gateway = (name: string) => ({ type: 'azurerm_application_load_balancer', name, attributes: { name } });
  const [path] = findPaths({
    objects: [ingress({ annotations: byId })],
    resources: [gateway('other'), gateway('streams')],
  });
  expect(path?.hops.slice(0, 2).map(({ object }) => object)).toEqual([
    'Application Gateway for Containers streams',
    'Ingress shop/prices',
  ]);
});

describe('what is written and does nothing, or is refused', () => {
  const NGINX = 'nginx.ingress.kubernetes.io/proxy-buffering';
  const AGIC = 'appgw.ingress.kubernetes.io/request-timeout';
  const policyFor = (kind: string) => ofProduct(kind, { targetRef: { group: '', kind: 'Ingress', name: 'prices' } });

  it.each<[string, readonly KubeObject[], string, RegExp]>([
    ['no gateway', [ingress({ annotations: {} })], 'value-rejected-by-target', /names no AGC/],
    [
      'half a gateway',
      [ingress({ annotations: { 'alb.networking.azure.io/alb-id': '/subscriptions/s' } })],
      'value-rejected-by-target',
      /alb-id only/,
    ],
    ['annotations of NGINX', [ingress({ annotations: { ...NAMED, [NGINX]: 'off' } })], 'setting-ignored-by-target', /nginx/],
    ['annotations of AGIC', [ingress({ annotations: { ...NAMED, [AGIC]: '3600' } })], 'setting-ignored-by-target', /appgw/],
    [
      'an extension that the Ingress does not name',
      [ingress({ annotations: MANAGED }), extension(GOOD)],
      'setting-ignored-by-target',
      /IngressExtension shop\/prices has backendSettings for Service prices, and the Ingress does not name it/,
    ],
    [
      'the timeout of a RoutePolicy',
      [ingress(), extension({ sessionAffinity: COOKIE, timeouts: { routeTimeout: '0s' } })],
      'setting-ignored-by-target',
      /timeouts\.routeTimeout is set/,
    ],
    [
      'a timeout without a unit',
      [ingress(), extension({ ...GOOD, timeouts: { requestTimeout: 3600 } })],
      'value-rejected-by-target',
      /requestTimeout is 3600/,
    ],
    [
      'a lifetime without a unit',
      [ingress(), extension({ ...GOOD, sessionAffinity: { ...COOKIE, cookieDuration: 3600 } })],
      'value-rejected-by-target',
      /cookieDuration is 3600/,
    ],
    [
      'a strategy beside affinity',
      [ingress(), extension({ ...GOOD, loadBalancingPolicySpec: { loadBalancing: { strategy: 'least-request' } } })],
      'affinity-conflicts-with-load-balancing',
      /loadBalancing is set beside sessionAffinity/,
    ],
    [
      'a strategy for the Service',
      [
        ingress(),
        extension(GOOD),
        ofProduct('BackendLoadBalancingPolicy', {
          targetRefs: [{ targetRef: { group: '', kind: 'Service', name: 'prices' } }],
          loadBalancing: { slowStart: { window: '30s' } },
        }),
      ],
      'affinity-conflicts-with-load-balancing',
      /slowStart/,
    ],
    [
      'a RoutePolicy',
      [ingress(), extension(GOOD), policyFor('RoutePolicy')],
      'value-rejected-by-target',
      /RoutePolicy .* Ingress/,
    ],
    [
      'a firewall policy',
      [ingress(), extension(GOOD), policyFor('WebApplicationFirewallPolicy')],
      'value-rejected-by-target',
      /WebApplicationFirewallPolicy .* Ingress/,
    ],
    [
      'a health probe of the stream',
      [
        ingress(),
        extension(GOOD),
        ofProduct('HealthCheckPolicy', {
          targetRef: { group: '', kind: 'Service', name: 'prices' },
          default: { http: { path: '/events', match: { statusCodes: [{ start: 200, end: 299 }] } } },
        }),
      ],
      'health-probe-off-stream-path',
      /\/events/,
    ],
  ])('%s', (_, objects, rule, message) => {
    const told = findingsIn(objects).filter((one) => one.rule === rule && message.test(one.message));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ level: 'error' });
  });

  it('of a managed cookie with a name', () => {
    const told = findingsIn([ingress(), extension({ ...GOOD, sessionAffinity: { ...COOKIE, affinityType: 'managed-cookie' } })]);
    expect(told.filter(({ message }) => message.includes('cookieName is "prices"'))).toHaveLength(1);
    expect(firstOf([ingress(), extension({ sessionAffinity: { affinityType: 'managed-cookie' } })], 'affinity')).toMatchObject({
      name: 'AGCAffinity',
    });
  });
});

it('knows what the version of the controller writes into the cookie', () => {
  const old = { ...extension(GOOD), metadata: { ...extension(GOOD).metadata, annotations: VERSION } };
  const told = findingsIn([ingress(), old], policy({ paths: ['/events', '/prices/live'] }));
  expect(told.map(({ rule }) => rule)).toContain('affinity-cookie-path');
});

const VERSION = { 'sse-ready.dev/alb-controller-version': '1.11.1' };
