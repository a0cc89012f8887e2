import fc from 'fast-check';
import { stringify } from 'yaml';
import type { KubeObject } from '../../../../src/kubernetes/object';
import { lint } from '../../../../src/lint/lint';
import { findPaths } from '../../../../src/load/paths';
import type { Aspect } from '../../../../src/path/setting';
import { Duration } from '../../../../src/policy/duration';
import { hopOf, originOf, serious, told, typesOf, valueOf } from '../support';
import { COOKIE, virtualServer, virtualServerRoute } from './support';

const routed = (routes: unknown, ...others: KubeObject[]): KubeObject[] => [virtualServer({}, { routes }), ...others];

it('is clean where it has what a stream needs', () => {
  expect(serious(virtualServer())).toEqual([]);
  expect(serious(virtualServer({ sessionCookie: COOKIE }))).toEqual([]);
});

it('is not the VirtualServer of another product', () => {
  expect(typesOf({ ...virtualServer(), apiVersion: 'cis.f5.com/v1' })).toEqual([]);
});

it.each<[string, object, Aspect, unknown]>([
  ['the default buffering', { buffering: undefined }, 'response-buffering', 'on'],
  ['buffering without quotes, as Kubernetes reads it', { buffering: 'off' }, 'response-buffering', 'off'],
  ['the default timeout', { 'read-timeout': undefined }, 'idle-limit', Duration.seconds(60)],
  ['an empty timeout for none', { 'read-timeout': '' }, 'idle-limit', Duration.seconds(60)],
  ['the address of the Service', { 'use-cluster-ip': true }, 'balances-over', 'service'],
  ['retries by default', { 'next-upstream': undefined }, 'retry', 'when-slow'],
  ['no second try', { 'next-upstream': 'timeout', 'next-upstream-tries': 1 }, 'retry', 'off'],
  ['ip_hash', { 'lb-method': 'ip_hash' }, 'affinity', { kind: 'client-ip', timeout: 'disabled' }],
  ['a method without affinity', { 'lb-method': 'least_conn' }, 'affinity', { kind: 'none' }],
  ['a cookie that is off', { sessionCookie: { ...COOKIE, enable: false } }, 'affinity', { kind: 'none' }],
  [
    'a cookie before the method',
    { sessionCookie: COOKIE, 'lb-method': 'ip_hash' },
    'affinity',
    {
      kind: 'cookie',
      name: 'route',
      lifetime: Duration.hours(24),
      path: '/',
      secure: true,
      sameSite: 'Lax',
      pins: 'pod',
    },
  ],
])('reads %s', (_, upstream, aspect, value) => {
  expect(valueOf(hopOf(virtualServer(upstream)), aspect)).toEqual(value);
});

it('has the folder of the request for the path of a cookie without one, and the session for its life', () => {
  const hop = hopOf(virtualServer({ sessionCookie: { enable: true, name: 'route' } }));
  expect(valueOf(hop, 'affinity')).toMatchObject({ path: 'request-folder', lifetime: 'session', secure: false });
});

describe('a value that is not taken', () => {
  it.each<[string, object, string, string, Aspect]>([
    ['a number', { 'read-timeout': 3600 }, 'read-timeout', 'write "3600"', 'idle-limit'],
    ['no time', { 'read-timeout': '1 hour' }, 'read-timeout', 'a time of nginx', 'idle-limit'],
    ['a word in quotes', { buffering: 'false' }, 'buffering', 'write false', 'response-buffering'],
    ['a list', { 'lb-method': ['ip_hash'] }, 'lb-method', 'a load balancing method', 'affinity'],
    ['a method there is not', { 'lb-method': 'sticky' }, 'lb-method', 'a load balancing method', 'affinity'],
    [
      'a cookie name with a hyphen',
      { sessionCookie: { ...COOKIE, name: 'sse-route' } },
      'sessionCookie.name',
      'letters, digits and _',
      'affinity',
    ],
    ['no cookie name', { sessionCookie: { enable: true } }, 'sessionCookie', 'write the name', 'affinity'],
    [
      'milliseconds for a cookie',
      { sessionCookie: { ...COOKIE, expires: '500ms' } },
      'sessionCookie',
      'whole seconds',
      'affinity',
    ],
  ])('%s is told and leaves the setting unknown', (_, upstream, field, fix, aspect) => {
    const key = `spec.upstreams[prices].${field}`;
    const found = told(virtualServer(upstream)).filter((one) => one.rule === 'value-rejected-by-target' && one.level === 'error');
    expect(found).toEqual([expect.objectContaining({ key, fix: expect.stringContaining(fix) as string })]);
    expect(originOf(hopOf(virtualServer(upstream)), aspect)).toBe('unknown');
  });
});

it('tells of a cookie past which the Service chooses the pod', () => {
  const rules = told(virtualServer({ sessionCookie: COOKIE, 'use-cluster-ip': true })).map(({ rule }) => rule);
  expect(rules).toContain('affinity-bypassed');
});

it.each<[string, object, unknown]>([
  ['plain without tls', { tls: undefined }, 'plain'],
  ['plain beside TLS, as it does not redirect by itself', { tls: { secret: 'tls' } }, 'tls-and-plain'],
  [
    'unknown where a proxy in front tells',
    { tls: { secret: 'tls', redirect: { enable: true, basedOn: 'x-forwarded-proto' } } },
    undefined,
  ],
  ['unknown with listeners of its own', { listener: { https: 'edge' } }, undefined],
  ['unknown without a secret', { tls: { redirect: { enable: true } } }, undefined],
])('is %s', (_, spec, value) => {
  expect(valueOf(hopOf(virtualServer({}, spec)), 'transport')).toBe(value);
});

describe('the route of a stream', () => {
  const upstreams = ['a', 'b'].map((name) => ({ name, service: name, port: 80 }));
  const pass = (path: string, name: string) => ({ path, action: { pass: name } });
  const leadsTo = (routes: unknown, stream: { prefix: string } | { exact: string } = { exact: '/events' }) =>
    findPaths({ objects: [virtualServer({}, { upstreams, routes })], resources: [] }, [stream]).map(
      ({ hops }) => hops.at(-1)?.object,
    );

  it.each<[string, unknown, readonly string[]]>([
    ['the longest prefix', [pass('/', 'a'), pass('/ev', 'b')], ['Service app/b']],
    ['an exact one first', [pass('/events', 'a'), pass('=/events', 'b')], ['Service app/b']],
    ['a regular expression before a prefix', [pass('/events', 'a'), pass('~* ^/EVENTS$', 'b')], ['Service app/b']],
    ['not a regular expression after ^~', [pass('^~/events', 'a'), pass('~^/events$', 'b')], ['Service app/a']],
    ['none', [pass('/other', 'a')], []],
    [
      'every upstream that matches choose',
      [{ ...pass('/', 'a'), matches: [{ action: { pass: 'b' } }] }],
      ['Service app/a', 'Service app/b'],
    ],
    ['nothing for a redirect', [{ path: '/', action: { redirect: { url: 'https://a.example.com' } } }], []],
  ])('is %s', (_, routes, services) => {
    expect(leadsTo(routes)).toEqual(services);
  });

  it('is also what lies below a prefix', () => {
    expect(leadsTo([pass('/', 'a'), pass('/events/live', 'b')], { prefix: '/events' })).toEqual([
      'Service app/a',
      'Service app/b',
    ]);
  });

  it('draws nothing where one of the splits has all the weight', () => {
    const splits = [
      { weight: 100, action: { pass: 'prices' } },
      { weight: 0, action: { pass: 'prices' } },
    ];
    expect(serious(virtualServer({ sessionCookie: COOKIE }, { routes: [{ path: '/events', splits }] }))).toEqual([]);
  });

  it('names an upstream that is not there', () => {
    const [found] = told(...routed([{ path: '/events', action: { pass: 'price' } }])).filter(({ level }) => level === 'error');
    expect(found).toMatchObject({ rule: 'value-rejected-by-target', key: 'spec.routes[0]' });
  });
});

describe('a VirtualServerRoute', () => {
  it.each<[string, object]>([
    ['by its name', { route: 'prices' }],
    ['by its namespace and name', { route: 'app/prices' }],
    ['by its labels', { routeSelector: { matchLabels: { team: 'prices' } } }],
  ])('is found %s, and has the TLS of its VirtualServer', (_, how) => {
    const objects = routed([{ path: '/events', ...how }], virtualServerRoute({}, { team: 'prices' }));
    expect(typesOf(...objects)).toEqual(['ingress-f5-nginx']);
    expect(valueOf(hopOf(...objects), 'transport')).toBe('tls');
    expect(serious(...objects)).toEqual([]);
  });

  it('that is of another host is not served', () => {
    const objects = routed([{ path: '/events', route: 'prices' }], virtualServerRoute({ host: 'other.example.com' }));
    expect(told(...objects)).toContainEqual(
      expect.objectContaining({ rule: 'value-rejected-by-target', key: 'VirtualServerRoute/prices spec.host' }),
    );
  });
});

it('tells of snippets, of a missing host and of a limit of connections', () => {
  const snippet = { path: '/events', action: { pass: 'prices' }, 'location-snippets': 'proxy_buffering off;' };
  expect(
    told(virtualServer({ 'max-conns': 32 }, { host: undefined, routes: [snippet] })).map(({ key, fix }) => [key, fix]),
  ).toEqual(
    expect.arrayContaining([
      ['spec.host', expect.any(String)],
      ['spec.upstreams[prices].max-conns', expect.any(String)],
      ['spec.routes[0].location-snippets', expect.stringContaining('write buffering of the upstream')],
    ]),
  );
});

it('leaves one without a stream out, and says so', async () => {
  const shop = virtualServer({ buffering: true }, { routes: [{ path: '/shop', action: { pass: 'prices' } }] });
  const { paths, findings, problems, leftOut } = await lint([{ name: 'shop.yaml', text: stringify(shop) }]);
  expect([paths, findings, problems]).toEqual([[], [], []]);
  expect(leftOut).toEqual(['VirtualServer app/prices']);
});

it('reads objects of any form', () =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(...malformed()), fc.jsonValue({ maxDepth: 3 }), async (at, value) => {
      const { problems } = await lint([{ name: 'a.yaml', text: at(value) }], { streams: ['/events'] });
      expect(problems.filter(({ file }) => file !== 'a.yaml')).toEqual([]);
    }),
    { numRuns: 100 },
  ));

function malformed(): ((value: unknown) => string)[] {
  const two = (server: KubeObject) => [server, virtualServerRoute()].map((one) => stringify(one)).join('---\n');
  return [
    (spec) => two({ ...virtualServer(), spec }),
    (routes) => two(virtualServer({}, { routes })),
    (route) => two(virtualServer({}, { routes: [route] })),
    (routeSelector) => two(virtualServer({}, { routes: [{ path: '/events', routeSelector }] })),
    (matchLabels) => two(virtualServer({}, { routes: [{ path: '/events', routeSelector: { matchLabels } }] })),
    (splits) => two(virtualServer({}, { routes: [{ path: '/events', splits }] })),
    (upstreams) => two(virtualServer({}, { upstreams })),
    (service) => two(virtualServer({ service })),
    (sessionCookie) => two(virtualServer({ sessionCookie })),
    (tls) => two(virtualServer({}, { tls })),
    (spec) => stringify({ ...virtualServerRoute(), spec }),
    (labels) => two({ ...virtualServer(), metadata: { name: 'prices', labels } as never }),
  ];
}
