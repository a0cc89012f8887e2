import fc from 'fast-check';
import { stringify } from 'yaml';
import type { KubeObject } from '../../../../src/kubernetes/object';
import { fits, parseRule, pathsIn } from '../../../../src/hops/ingress-traefik/ingress-route/rule';
import { known } from '../../../../src/path/hop';
import { lint } from '../../../../src/lint/lint';
import { findPaths } from '../../../../src/load/paths';
import type { Aspect } from '../../../../src/path/setting';
import { Duration } from '../../../../src/policy/duration';
import { hopOf, middleware, originOf, serious, service, traefik, typesOf, valueOf } from '../support';
import { ingressRoute, traefikService } from './support';

const cookie = { name: 'route', path: '/', maxAge: 86400, secure: true, httpOnly: true, sameSite: 'lax' };
const sticky = { sticky: { cookie } };

it('is clean where it has what a stream needs', () => {
  expect(serious(ingressRoute(sticky))).toEqual([]);
});

it('is not the IngressRoute of another product', () => {
  expect(typesOf({ ...ingressRoute(), apiVersion: 'example.com/v1' })).toEqual([]);
});

it.each<[string, object, Aspect, unknown]>([
  [
    'a sticky cookie',
    sticky,
    'affinity',
    { kind: 'cookie', name: 'route', lifetime: Duration.hours(24), path: '/', secure: true, sameSite: 'Lax', pins: 'pod' },
  ],
  [
    'the defaults of an empty cookie',
    { sticky: { cookie: {} } },
    'affinity',
    { kind: 'cookie', name: 'of prices', lifetime: 'session', path: '/', secure: false, sameSite: 'unset', pins: 'pod' },
  ],
  ['no cookie where none is written', { sticky: { cookie: null } }, 'affinity', { kind: 'none' }],
  ['a hash of the address', { strategy: 'hrw' }, 'affinity', { kind: 'client-ip', timeout: 'disabled' }],
  ['the address of the Service', { nativeLB: true }, 'balances-over', 'service'],
  ['the nodes', { nodePortLB: true }, 'balances-over', 'nodes'],
  ['the pods', {}, 'balances-over', 'pods'],
])('reads %s', (_, fields, aspect, value) => {
  expect(valueOf(hopOf(ingressRoute(fields)), aspect)).toEqual(value);
});

it('has the TLS of the IngressRoute, else nobody knows', () => {
  expect(valueOf(hopOf(ingressRoute()), 'transport')).toBe('tls');
  expect(originOf(hopOf(ingressRoute({}, {}, { tls: undefined })), 'transport')).toBe('unknown');
});

it('has the timeouts of its entry points', () => {
  const program = traefik([
    '--entryPoints.web.transport.respondingTimeouts.writeTimeout=10s',
    '--entryPoints.websecure.address=:443',
  ]);
  expect(valueOf(hopOf(ingressRoute({}, {}, { entryPoints: ['web'] }), program), 'total-limit')).toEqual(Duration.seconds(10));
  expect(valueOf(hopOf(ingressRoute({}, {}, { entryPoints: ['websecure'] }), program), 'total-limit')).toBe('disabled');
});

describe('its middlewares', () => {
  const named = (name: string) => ({ middlewares: [{ name }] });

  it('are those of the namespace, also in a chain, and a chain of itself ends', () => {
    const chain = middleware('chain', { chain: { middlewares: [{ name: 'hold' }, { name: 'chain' }] } });
    const hop = hopOf(ingressRoute({}, named('chain')), chain, middleware('hold', { buffering: {} }));
    expect(known(hop, 'response-buffering')).toMatchObject([{ value: 'on', key: 'Middleware/hold spec.buffering' }]);
  });

  it('are unknown where the input does not have them', () => {
    const hop = hopOf(ingressRoute({}, named('hold')));
    expect(hop.settings.find(({ aspect }) => aspect === 'response-buffering')).toMatchObject({
      origin: 'unknown',
      key: 'spec.routes[0].middlewares',
      why: 'the middleware hold is not in the input',
    });
  });
});

it.each<[string, readonly KubeObject[], readonly string[]]>([
  ['a cookie beside hrw', [ingressRoute({ ...sticky, strategy: 'hrw' })], ['setting-ignored-by-target error']],
  ['a Service of another namespace', [ingressRoute({ namespace: 'shop' })], ['value-rejected-by-target warning']],
  [
    'a Middleware of another namespace',
    [ingressRoute({}, { middlewares: [{ name: 'a', namespace: 'shop' }] })],
    ['value-rejected-by-target warning'],
  ],
  [
    'annotations for an Ingress on the Service',
    [ingressRoute(), service({ 'service.sticky.cookie': 'true' })],
    ['setting-ignored-by-target error'],
  ],
  [
    'the group of Traefik 2',
    [{ ...ingressRoute(), apiVersion: 'traefik.containo.us/v1alpha1' }],
    ['setting-ignored-by-target warning'],
  ],
  [
    'a SameSite in large letters',
    [ingressRoute({ sticky: { cookie: { sameSite: 'Lax' } } })],
    ['value-rejected-by-target error'],
  ],
  ['a switch in quotes', [ingressRoute({ sticky: { cookie: { secure: 'true' } } })], ['value-rejected-by-target error']],
])('tells of %s', (_, objects, rules) => {
  expect(serious(...objects)).toEqual(rules);
});

describe('several services', () => {
  const other = { name: 'prices-next', port: 80 };
  const route = { services: [{ name: 'canary', kind: 'TraefikService' }] };
  const weighted = (outer: object, inner: object) =>
    traefikService({
      weighted: {
        ...outer,
        services: [
          { name: 'prices', port: 80, ...inner },
          { ...other, ...inner },
        ],
      },
    });
  const affinities = (...objects: readonly KubeObject[]) => known(hopOf(...objects), 'affinity').map(({ value }) => value);

  it('of a route break the affinity of each', () => {
    const split = ingressRoute({}, { services: [{ name: 'prices', ...sticky }, other] });
    expect(affinities(split)).toEqual([{ kind: 'none' }]);
    expect(serious(split)).toContain('affinity-conflicts-with-load-balancing error');
  });

  it('keep a client with a cookie for the choice and one for the pod', () => {
    const objects = [ingressRoute({}, route), weighted({ sticky: { cookie: { ...cookie, name: 'group' } } }, sticky)] as const;
    expect(affinities(...objects)).toMatchObject([{ name: 'group' }, { name: 'route' }]);
    expect(serious(...objects)).toEqual([]);
  });

  it('keep none with a cookie for the choice only, or with one name for both', () => {
    const outer = { sticky: { cookie } };
    expect(affinities(ingressRoute({}, route), weighted(outer, {}))).toEqual([{ kind: 'none' }]);
    expect(serious(ingressRoute({}, route), weighted(outer, {}))).toEqual([
      'affinity-conflicts-with-load-balancing error',
      'affinity-conflicts-with-load-balancing error',
    ]);
    expect(serious(ingressRoute({}, route), weighted(outer, sticky))).toContain('affinity-cookie-name-collision error');
  });

  it('of which one has all the weight are one', () => {
    const all = ingressRoute(
      {},
      {
        services: [
          { name: 'prices', ...sticky },
          { ...other, weight: 0 },
        ],
      },
    );
    expect(serious(all)).toEqual([]);
  });

  it('of which a TraefikService is missing, mirrors, or leads back to itself', () => {
    const ends = (...objects: readonly KubeObject[]) =>
      findPaths({ objects, resources: [] }).map(({ hops }) => hops.at(-1)?.object);
    expect(ends(ingressRoute({}, route))).toEqual(['TraefikService app/canary']);
    expect(ends(ingressRoute({}, route), traefikService({ mirroring: { name: 'prices', mirrors: [other] } }))).toEqual([
      'Service app/prices',
    ]);
    expect(
      ends(ingressRoute({}, route), traefikService({ weighted: { services: [{ name: 'canary', kind: 'TraefikService' }] } })),
    ).toEqual(['TraefikService app/canary']);
  });
});

describe('a rule', () => {
  it.each<[string, string, boolean | undefined]>([
    ['PathPrefix(`/events`)', '/events/live', true],
    ['Path(`/events`)', '/events/live', false],
    ['Host(`a`) && Path("/events")', '/events', undefined],
    ['Host(`a`) && Path(`/x`)', '/events', false],
    ['!(Path(`/x`) || PathPrefix(`/y`))', '/events', true],
    ['Path(`/x`) || path(`/events`)', '/events', true],
    ['PathRegexp(`^/ev`)', '/events', undefined],
    ['Path(`/events`', '/events', undefined],
    ['', '/events', undefined],
  ])('%s fits %s: %s', (rule, path, expected) => {
    expect(fits(parseRule(rule), path)).toBe(expected);
  });

  it('names its paths, without those that it excludes', () => {
    expect(pathsIn(parseRule('Host(`a`) && (Path(`/a`) || PathRegexp(`^/b`)) && !PathPrefix(`/c`)'))).toEqual(['/a', '/b']);
  });

  it('is read or not, whatever it is', () => {
    const part = fc.constantFrom('Path', 'Host', '(', ')', '`/a`', '"', '&&', '||', '!', ',', ' ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const rule = parseRule(parts.join(''));
        expect([true, false, undefined]).toContain(fits(rule, '/a'));
        expect(pathsIn(rule).every((path) => path === '/a')).toBe(true);
      }),
    );
  });

  it('goes before a shorter one of the same host, and not of another', () => {
    const to = (name: string, match: string, more: object = {}) => ({ match, services: [{ name }], ...more });
    const leadsTo = (...routes: readonly object[]) =>
      findPaths({ objects: [ingressRoute({}, {}, { routes })], resources: [] }, [{ exact: '/events' }]).map(
        ({ hops }) => hops.at(-1)?.object,
      );
    const [all, own] = [to('a', 'Host(`x`)'), to('b', 'Host(`x`) && PathPrefix(`/events`)')];
    expect(leadsTo(all, own)).toEqual(['Service app/b']);
    expect(leadsTo({ ...all, priority: 1000 }, own)).toEqual(['Service app/a']);
    expect(leadsTo(to('a', 'Host(`y`)'), own)).toEqual(['Service app/a', 'Service app/b']);
  });
});

it('leaves one without a stream out, and says so', async () => {
  const shop = ingressRoute({}, { match: 'Host(`shop.example.com`)' });
  const { paths, findings, problems, leftOut } = await lint([{ name: 'shop.yaml', text: stringify(shop) }]);
  expect([paths, findings, problems]).toEqual([[], [], []]);
  expect(leftOut).toEqual(['IngressRoute app/prices']);
});

it('reads objects of any form', () => {
  const group = { services: [{ name: 'canary', kind: 'TraefikService' }] };
  const both = (spec: object): string =>
    [ingressRoute({}, group), traefikService(spec)].map((one) => stringify(one)).join('---\n');
  const forms: readonly ((value: unknown) => string)[] = [
    (spec) => stringify({ ...ingressRoute(), spec }),
    (routes) => stringify(ingressRoute({}, {}, { routes })),
    (route) => stringify(ingressRoute({}, {}, { routes: [route] })),
    (match) => stringify(ingressRoute({}, { match })),
    (services) => stringify(ingressRoute({}, { services })),
    (middlewares) => stringify(ingressRoute({}, { middlewares })),
    (namespace) => stringify(ingressRoute({ namespace })),
    (value) => stringify(ingressRoute({ sticky: value })),
    (value) => stringify(ingressRoute({ sticky: { cookie: value } })),
    (weighted) => both({ weighted }),
    (value) => both({ mirroring: value, highestRandomWeight: value }),
    (entryPoints) => stringify(ingressRoute({}, {}, { entryPoints })),
  ];
  return fc.assert(
    fc.asyncProperty(fc.constantFrom(...forms), fc.jsonValue({ maxDepth: 3 }), async (text, value) => {
      const { problems } = await lint([{ name: 'a.yaml', text: text(value) }], { streams: ['/events'] });
      expect(problems.filter(({ file }) => file !== 'a.yaml')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
