import { besideRoute } from '../../../src/hops/http-route/beside-routes';
import { planHttpRoute } from '../../../src/hops/http-route/hop';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { envoyGateway } from '../../../src/hops/http-route/implementations/envoy-gateway/envoy-gateway';
import { StreamReadyHttpRoute } from '../../../src/hops/http-route/mixin';
import { settingsOf, type Hop } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import type { Json, KubeObject } from '../../../src/kubernetes/object';
import { ApiObject } from 'cdk8s';
import {
  byAddress,
  chart,
  failure,
  findings,
  inShort,
  policy,
  withoutAffinity,
  written,
  writtenOf,
} from '../../constructs/support';
import { changed, ofKind, read, withRule } from './render';

const stream = policy();
const BTP = 'BackendTrafficPolicy';

function emitted(of = stream): KubeObject[] {
  const scope = chart();
  new StreamHttpRoute(scope, 'route', {
    policy: of,
    name: 'sse',
    implementation: envoyGateway(),
    gateway: { tlsSecret: 'tls' },
    backend: { name: 'web', port: 80 },
  });
  return [...written(scope)].sort((one) => (one.kind === 'HTTPRoute' ? -1 : 1));
}

const clean = emitted();
const gatewayClass = (
  name: string,
  controllerName = 'gateway.envoyproxy.io/gatewayclass-controller',
  spec: object = {},
): KubeObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name },
  spec: { controllerName, ...spec },
});
const without = (kind: string, from = clean) => from.filter((each) => each.kind !== kind);
const spec = (path: string, value: Json | undefined, from = clean, kind = BTP) =>
  changed(from, kind, ['spec', ...path.split('.')], value);
const clientPolicy = (more: object, ref: object = {}, name = 'client'): KubeObject => ({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'ClientTrafficPolicy',
  metadata: { name, namespace: 'app' },
  spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'sse', ...ref }], ...more },
});
const backendPolicy = (name: string, more: object, ref: object = {}, namespace = 'app'): KubeObject => ({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: BTP,
  metadata: { name, namespace },
  spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse', ...ref }], ...more },
});

const valuesOf = (hop: Hop, aspect: Aspect) =>
  settingsOf(hop, aspect).map((each) =>
    each.origin === 'unknown'
      ? 'unknown'
      : typeof each.value === 'object' && 'kind' in each.value
        ? each.value
        : String(each.value),
  );
const limits = (hop: Hop) => [valuesOf(hop, 'total-limit'), valuesOf(hop, 'idle-limit')];
const rulesOf = (hop: Hop) => hop.remarks.map(({ rule, level }) => (level === undefined ? rule : `${rule} ${level}`));

it('writes a policy that tells the two limits apart, and a cookie for the whole site', () => {
  expect(ofKind(clean, BTP)['spec']).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse' }],
    timeout: { http: { requestTimeout: '0s', streamIdleTimeout: '1m' } },
    routingType: 'Endpoint',
    loadBalancer: {
      type: 'ConsistentHash',
      consistentHash: {
        type: 'Cookie',
        cookie: { name: 'sse-affinity', ttl: '24h', attributes: { Path: '/', SameSite: 'Lax', Secure: 'true' } },
      },
    },
  });
  expect(ofKind(clean, 'EnvoyProxy')['spec']).toEqual({ shutdown: { drainTimeout: '1h' } });
  expect(ofKind(clean, 'HTTPRoute')['spec']).not.toHaveProperty(['rules', 0, 'timeouts']);
  expect(ofKind(emitted(withoutAffinity), BTP)['spec']).not.toHaveProperty('loadBalancer');
  expect(ofKind(emitted(byAddress), BTP)['spec']).toMatchObject({ loadBalancer: { consistentHash: { type: 'SourceIP' } } });
});

describe('timeouts, as Envoy Gateway translates them', () => {
  const bare = spec('timeout', undefined);
  const timeout = (http: Json) => spec('timeout', { http }, bare);
  it.each([
    ['request', { timeouts: { request: '30s' } }],
    ['backendRequest', { timeouts: { request: '0s', backendRequest: '10s' } }],
    ['request', { retry: { attempts: 2 }, timeouts: { request: '50s', backendRequest: '10s' } }],
  ])('names the timeout of the rule that counts: %s', (field, rule) => {
    const [limit] = settingsOf(read(withRule(bare, rule)), 'total-limit');
    expect(limit?.key).toBe(`spec.rules[].timeouts.${field}`);
  });

  it.each<[string, KubeObject[], string[], string[], string[]]>([
    ['none', bare, ['15s'], ['5m'], []],
    [
      'rule 0s alone',
      withRule(bare, { timeouts: { request: '0s' } }),
      ['disabled'],
      ['disabled'],
      ['heartbeat-within-idle-limit note'],
    ],
    ['rule 3600s alone', withRule(bare, { timeouts: { request: '3600s' } }), ['1h'], ['1h'], []],
    ['rule 30s, policy 0s and idle', withRule(clean, { timeouts: { request: '30s' } }), ['30s'], ['1m'], ['timeout-set-twice']],
    ['backendRequest alone', withRule(bare, { timeouts: { backendRequest: '10s' } }), ['10s'], ['1h'], []],
    [
      'backendRequest wins',
      withRule(bare, { timeouts: { request: '0s', backendRequest: '10s' } }),
      ['10s'],
      ['1h'],
      ['timeout-set-twice'],
    ],
    [
      'backendRequest wins with 0s',
      withRule(bare, { timeouts: { request: '30s', backendRequest: '0s' } }),
      ['disabled'],
      ['disabled'],
      ['timeout-set-twice', 'heartbeat-within-idle-limit note'],
    ],
    [
      'backendRequest of each try',
      withRule(bare, { retry: { attempts: 2 }, timeouts: { request: '50s', backendRequest: '10s' } }),
      ['50s'],
      ['1h'],
      [],
    ],
    ['policy 0s alone', timeout({ requestTimeout: '0s' }), ['disabled'], ['disabled'], ['heartbeat-within-idle-limit note']],
    ['policy 2h alone', timeout({ requestTimeout: '2h' }), ['2h'], ['2h'], []],
    ['policy idle alone', timeout({ streamIdleTimeout: '60s' }), ['15s'], ['1m'], []],
    [
      'listener idle',
      [...timeout({ requestTimeout: '0s' }), clientPolicy({ timeout: { http: { streamIdleTimeout: '77s' } } })],
      ['disabled'],
      ['1m17s'],
      [],
    ],
    [
      'idle connections are no streams',
      timeout({ requestTimeout: '2h', connectionIdleTimeout: '1h' }),
      ['2h'],
      ['2h'],
      ['setting-ignored-by-target note'],
    ],
    ['idle connections beside idle streams', spec('timeout.http.connectionIdleTimeout', '1h'), ['disabled'], ['1m'], []],
    ['max stream duration', spec('timeout.http.maxStreamDuration', '3600s'), ['disabled', '1h'], ['1m'], []],
    ['max stream duration, off', spec('timeout.http.maxStreamDuration', '0s'), ['disabled', 'disabled'], ['1m'], []],
    [
      'max stream duration of the listener',
      [...clean, clientPolicy({ connection: { connectionLimit: { maxStreamDuration: '99s' } } })],
      ['disabled', '1m39s'],
      ['1m'],
      [],
    ],
    ['not a duration', spec('timeout.http.requestTimeout', '1.5h'), ['15s'], ['1m'], ['value-rejected-by-target']],
    ['no Gateway in the input', without('Gateway'), ['disabled'], ['1m'], []],
  ])('%s', (_, objects, total, idle, remarks) => {
    const hop = read(objects);
    expect([...limits(hop), rulesOf(hop)]).toEqual([total, idle, remarks]);
  });
});

it.each<[string, KubeObject, string]>([
  ['another policy for the route', backendPolicy('other', {}), 'setting-ignored-by-target error'],
  [
    'a limit of the listener',
    clientPolicy({ connection: { connectionLimit: { maxStreamDuration: '60s' } } }),
    'max-age-within-total-limit error',
  ],
])('synthesis tells of %s', (_, theirs, finding) => {
  const told = (...objects: KubeObject[]): string[] => {
    const scope = chart();
    const route = new StreamHttpRoute(scope, 'route', {
      policy: stream,
      name: 'sse',
      implementation: envoyGateway(),
      gateway: { tlsSecret: 'tls' },
      backend: { name: 'web', port: 80 },
    });
    objects.forEach((object, index) => new ApiObject(scope, `theirs${index}`, object));
    return inShort(route.findings());
  };
  expect(told()).not.toContain(finding);
  expect(told(theirs)).toContain(finding);
});

describe('which policy counts', () => {
  const own = without(BTP);
  const http = (requestTimeout: string, streamIdleTimeout: string) => ({
    timeout: { http: { requestTimeout, streamIdleTimeout } },
  });
  const ofGateway = backendPolicy('gateway', http('0s', '4m'), { kind: 'Gateway' });

  it('that of the Gateway, where the route has none', () => {
    expect(limits(read([...own, ofGateway]))).toEqual([['disabled'], ['4m']]);
    expect(limits(read([...clean, ofGateway]))).toEqual([['disabled'], ['1m']]);
  });
  it('both, where the one for the route is to be merged', () => {
    const merging = backendPolicy('sse', { mergeType: 'StrategicMerge', timeout: { http: { streamIdleTimeout: '2m' } } });
    expect(limits(read([...own, merging, ofGateway]))).toEqual([['disabled'], ['2m']]);
    expect(limits(read([...without('Gateway', own), merging]))).toEqual([['unknown'], ['2m']]);
  });
  it('that of the rule, by its name', () => {
    const ofRule = backendPolicy('rule', http('0s', '3m'), { sectionName: 'events' });
    expect(limits(read(withRule([...clean, ofRule], { name: 'events' })))).toEqual([['disabled'], ['3m']]);
    expect(rulesOf(read([...clean, ofRule]))).toEqual(['setting-ignored-by-target']);
  });
  it('that which selects the labels of the route', () => {
    const selecting = {
      ...ofGateway,
      spec: { targetSelectors: [{ kind: 'HTTPRoute', matchLabels: { sse: 'yes' } }], ...http('0s', '2m') },
    };
    const labelled = changed(own, 'HTTPRoute', ['metadata', 'labels'], { sse: 'yes' });
    expect(limits(read([...labelled, selecting]))).toEqual([['disabled'], ['2m']]);
    expect(limits(read([...own, selecting]))).toEqual([['15s'], ['5m']]);
    const unclear = {
      ...selecting,
      spec: { targetSelectors: [{ kind: 'HTTPRoute', matchExpressions: [{ key: 'a', operator: 'Exists' }] }] },
    };
    expect(rulesOf(read([...own, unclear]))).toEqual(['setting-ignored-by-target unknown']);
  });
  describe('that which selects it from another namespace', () => {
    const far = (from: string, idle = '3m'): KubeObject => ({
      ...backendPolicy('far', {}, {}, 'ops'),
      spec: { targetSelectors: [{ kind: 'HTTPRoute', namespaces: { from } }], ...http('0s', idle) },
    });
    const grant = (kind: string, name?: string): KubeObject => ({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'policies', namespace: 'app' },
      spec: {
        from: [{ group: 'gateway.envoyproxy.io', kind, namespace: 'ops' }],
        to: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', ...(name === undefined ? {} : { name }) }],
      },
    });
    const beside = (...objects: KubeObject[]) => read(besideRoute(ofKind(objects, 'HTTPRoute'), objects));
    const unknown = [['unknown'], ['unknown']];

    it.each<[string, Hop, string[][], string[]]>([
      ['with a grant', beside(...own, far('All'), grant(BTP)), [['disabled'], ['3m']], []],
      ['with a grant for it', beside(...own, far('All'), grant(BTP, 'sse')), [['disabled'], ['3m']], []],
      ['without a grant', beside(...own, far('All')), unknown, ['setting-ignored-by-target unknown']],
      ['with one for another', beside(...own, far('All'), grant(BTP, 'x')), unknown, ['setting-ignored-by-target unknown']],
      ['with one for others', beside(...own, far('All'), grant('X')), unknown, ['setting-ignored-by-target unknown']],
      ['by labels', beside(...own, far('Selector'), grant(BTP)), unknown, ['setting-ignored-by-target unknown']],
      ['of its own alone', beside(...own, far('Same'), grant(BTP)), [['15s'], ['5m']], []],
      ['beside its own', beside(...clean, far('All', '5s'), grant(BTP)), unknown, ['setting-ignored-by-target']],
      [
        'beside its own, without a grant',
        beside(...clean, far('All', '5s')),
        [['disabled'], ['1m']],
        ['setting-ignored-by-target unknown'],
      ],
    ])('%s', (_, hop, all, rules) => {
      expect([limits(hop), rulesOf(hop)]).toEqual([all, rules]);
    });
  });
  it('one of two, and which is not known', () => {
    const hop = read([...clean, backendPolicy('other', http('0s', '2m'))]);
    expect(limits(hop)).toEqual([['unknown'], ['unknown']]);
    expect(rulesOf(hop)).toEqual(['setting-ignored-by-target']);
  });
  it('merged, that of the rule and that of the Gateway, not that of the route', () => {
    const merging = { mergeType: 'StrategicMerge', timeout: { http: { streamIdleTimeout: '9s' } } };
    const ofRule = backendPolicy('rule', merging, { sectionName: 'events' });
    const all = [...own, backendPolicy('sse', http('7s', '7s')), ofGateway, ofRule];
    expect(limits(read(withRule(all, { name: 'events' })))).toEqual([['disabled'], ['9s']]);
  });

  describe('at each listener', () => {
    const listeners = [
      { name: 'a', port: 443, protocol: 'HTTPS' },
      { name: 'b', port: 8443, protocol: 'HTTPS', hostname: '*.example.com' },
      { name: 'c', port: 9443, protocol: 'HTTPS', hostname: 'other.example.org' },
    ];
    const hosted = changed(clean, 'HTTPRoute', ['spec', 'hostnames'], ['sse.example.com']);
    const listening = changed(hosted, 'Gateway', ['spec', 'listeners'], listeners);
    const bare = without(BTP, listening);
    const idleOf = (idle: string) => ({ timeout: { http: { streamIdleTimeout: idle } } });
    const at = (sectionName: string) => ({ kind: 'Gateway', sectionName });
    const ofAll = (total: string) => backendPolicy('all', http(total, '2m'), { kind: 'Gateway' });
    const onlyAt = (sectionName: string, objects: KubeObject[]) =>
      changed(objects, 'HTTPRoute', ['spec', 'parentRefs'], [{ name: 'sse', sectionName }]);

    it.each<[string, KubeObject[], string[], string[]]>([
      [
        'that of a listener',
        [...bare, backendPolicy('a', http('5s', '1m'), at('a')), ofAll('0s')],
        ['5s', 'disabled'],
        ['1m', '2m'],
      ],
      [
        'that of the Gateway',
        [...bare, backendPolicy('a', http('0s', '1m'), at('a')), ofAll('5s')],
        ['disabled', '5s'],
        ['1m', '2m'],
      ],
      [
        'of the one it names',
        onlyAt('a', [...bare, backendPolicy('a', http('0s', '1m'), at('a')), ofAll('5s')]),
        ['disabled'],
        ['1m'],
      ],
      ['of no other', onlyAt('b', [...bare, backendPolicy('a', http('5s', '1m'), at('a')), ofAll('0s')]), ['disabled'], ['2m']],
      [
        'not where its hosts are not',
        [...bare, backendPolicy('c', http('5s', '1m'), at('c')), ofAll('0s')],
        ['disabled'],
        ['2m'],
      ],
      [
        'merged at each',
        [
          ...bare,
          backendPolicy('sse', { mergeType: 'StrategicMerge', ...idleOf('9s') }),
          backendPolicy('a', http('3s', '3s'), at('a')),
          ofAll('0s'),
        ],
        ['3s', 'disabled'],
        ['9s'],
      ],
      ['a ClientTrafficPolicy for a listener', [...bare, clientPolicy(idleOf('5s'), at('a'))], ['15s'], ['5s', '5m']],
      [
        'a ClientTrafficPolicy for a listener, without a limit',
        [...bare, clientPolicy({ http1: {} }, at('a'), 'one'), clientPolicy(idleOf('1h'))],
        ['15s'],
        ['5m', '1h'],
      ],
    ])('%s', (_, objects, total, idle) => {
      const hop = read(objects);
      expect([...limits(hop), rulesOf(hop)]).toEqual([total, idle, []]);
    });

    it('names the policy that says it', () => {
      const [first] = settingsOf(read([...bare, clientPolicy(idleOf('5s'), at('a'), 'one')]), 'idle-limit');
      expect(first?.key).toBe('ClientTrafficPolicy/one spec.timeout.http.streamIdleTimeout');
    });
    it('of two ClientTrafficPolicies it is not known, unless they say the same', () => {
      const two = (one: string, other: string) =>
        read([...bare, clientPolicy(idleOf(one), {}, 'one'), clientPolicy(idleOf(other), {}, 'two')]);
      expect(valuesOf(two('1h', '5s'), 'idle-limit')).toEqual(['unknown']);
      expect(valuesOf(two('5s', '1h'), 'idle-limit')).toEqual(['unknown']);
      expect(valuesOf(two('1h', '1h'), 'idle-limit')).toEqual(['1h']);
      expect(rulesOf(two('1h', '5s'))).toEqual(['setting-ignored-by-target']);
    });
    it('two Gateways may have one policy each', () => {
      const objects = changed(bare, 'HTTPRoute', ['spec', 'parentRefs'], [{ name: 'sse' }, { name: 'inner' }]);
      const inner = { ...ofKind(bare, 'Gateway'), metadata: { name: 'inner', namespace: 'app' } };
      const ofInner = backendPolicy('inner', http('0s', '3m'), { kind: 'Gateway', name: 'inner' });
      expect(limits(read([...objects, inner, ofAll('0s'), ofInner]))).toEqual([
        ['disabled', 'disabled'],
        ['2m', '3m'],
      ]);
    });
  });

  it.each<[string, KubeObject, string]>([
    ['another namespace', backendPolicy('sse', {}, {}, 'infra'), 'setting-ignored-by-target'],
    ['a Service', backendPolicy('sse', {}, { group: '', kind: 'Service', name: 'web' }), 'value-rejected-by-target'],
    ['another group', backendPolicy('sse', {}, { group: '' }), 'value-rejected-by-target'],
    ['another kind of route', backendPolicy('sse', {}, { kind: 'GRPCRoute' }), 'setting-ignored-by-target'],
    ['an Ingress', backendPolicy('sse', {}, { kind: 'Ingress' }), 'value-rejected-by-target'],
    ['nothing', { ...backendPolicy('sse', {}), spec: {} }, 'value-rejected-by-target'],
  ])('not one for %s', (_, other, rule) => {
    const hop = read([...own, other]);
    expect(limits(hop)).toEqual([['15s'], ['5m']]);
    expect(rulesOf(hop)).toEqual([rule]);
  });

  it('not one that says its targets in two ways', () => {
    const [ref] = (backendPolicy('sse', {})['spec'] as { targetRefs: [Json] }).targetRefs;
    const both = (more: object) => read([...own, backendPolicy('sse', { targetRef: ref, ...http('0s', '1m'), ...more })]);
    const [remark] = both({}).remarks;
    expect([remark?.rule, remark?.found]).toEqual([
      'value-rejected-by-target',
      'BackendTrafficPolicy app/sse has targetRef and targetRefs',
    ]);
    expect(rulesOf(both({ targetSelectors: [{ kind: 'GRPCRoute' }] }))).toEqual([]);
  });

  const elsewhere = changed(clean, 'Gateway', ['metadata', 'namespace'], 'infra');
  const parent = changed(elsewhere, 'HTTPRoute', ['spec', 'parentRefs'], [{ name: 'sse', namespace: 'infra' }]);
  it.each<[string, KubeObject[], KubeObject, string]>([
    ['of another namespace', parent, clientPolicy({}), 'ClientTrafficPolicy app/client targets Gateway sse'],
    [
      'of another namespace',
      parent,
      backendPolicy('edge', {}, { kind: 'Gateway' }),
      'BackendTrafficPolicy app/edge targets Gateway sse',
    ],
    ['for a route', clean, clientPolicy({}, { kind: 'HTTPRoute' }), 'ClientTrafficPolicy app/client targets HTTPRoute sse'],
    [
      'for a Service',
      clean,
      clientPolicy({}, { kind: 'Service', name: 'web' }),
      'ClientTrafficPolicy app/client targets Service web',
    ],
    [
      'of no group',
      clean,
      clientPolicy({}, { group: undefined }),
      'ClientTrafficPolicy app/client targets Gateway sse, of no group',
    ],
    [
      'for no listener',
      clean,
      clientPolicy({}, { sectionName: 'x' }),
      'ClientTrafficPolicy app/client targets Gateway sse, section x',
    ],
    ['for nothing', clean, { ...clientPolicy({}), spec: {} }, 'ClientTrafficPolicy app/client has no target'],
  ])('a policy %s is told', (_, objects, other, text) => {
    expect(read([...objects, other]).remarks.map(({ found }) => found)).toContain(text);
  });
  it('a policy for the Gateway of its own namespace is not', () => {
    const other = { ...ofKind(clean, 'Gateway'), metadata: { name: 'sse', namespace: 'app' } };
    expect(rulesOf(read([...parent, other, clientPolicy({})]))).toEqual(rulesOf(read(parent)));
  });
});

describe('affinity', () => {
  const lb = (value: Json | undefined) => read(spec('loadBalancer', value));
  const hash = (cookie: Json) => lb({ type: 'ConsistentHash', consistentHash: { type: 'Cookie', cookie } });

  it('without attributes is a cookie for the folder of the request, over plain HTTP too', () => {
    const hop = hash({ name: 'c', ttl: '24h' });
    expect(valuesOf(hop, 'affinity')).toMatchObject([{ path: 'request-folder', secure: false, sameSite: 'unset', pins: 'hash' }]);
    const found = inShort(findings(policy({ paths: ['/events', '/a/b'] }), hop));
    expect(found).toContain('affinity-cookie-path error');
    expect(found).toContain('affinity-cookie-attributes note');
  });
  it.each<[string, Json, object]>([
    ['0s is a cookie of the browser session', { name: 'c', ttl: '0s' }, { lifetime: 'session' }],
    [
      'names are read without regard to case',
      { name: 'c', ttl: '1h', attributes: { path: '/x', secure: '', samesite: 'none' } },
      { path: '/x', secure: true, sameSite: 'None' },
    ],
  ])('%s', (_, cookie, value) => {
    expect(valuesOf(hash(cookie), 'affinity')).toMatchObject([value]);
  });
  it.each<[string, Hop, string[]]>([
    ['cookie without ttl', hash({ name: 'c' }), ['setting-ignored-by-target']],
    ['cookie with a ttl that is none', hash({ name: 'c', ttl: '1d' }), ['value-rejected-by-target']],
    ['cookie without name', hash({ ttl: '1h' }), ['value-rejected-by-target']],
    ['another strategy', lb({ type: 'LeastRequest' }), []],
    [
      'a hash beside another strategy',
      lb({ type: 'Random', consistentHash: { type: 'SourceIP' } }),
      ['value-rejected-by-target'],
    ],
    [
      'a hash of a header',
      lb({ type: 'ConsistentHash', consistentHash: { type: 'Header', header: { name: 'x' } } }),
      ['setting-ignored-by-target'],
    ],
    ['a hash of what is none', lb({ type: 'ConsistentHash', consistentHash: { type: 'Sticky' } }), ['value-rejected-by-target']],
    [
      'slow start',
      lb({ type: 'ConsistentHash', slowStart: { window: '3s' }, consistentHash: { type: 'SourceIP' } }),
      ['affinity-conflicts-with-load-balancing'],
    ],
    ['nothing', lb(undefined), []],
  ])('is none: %s', (_, hop, rules) => {
    expect(valuesOf(hop, 'affinity')).toEqual([{ kind: 'none' }]);
    expect(rulesOf(hop)).toEqual(rules);
    expect(inShort(findings(stream, hop))).toContain('affinity-at-balancing-hop error');
  });
  it.each<[string, Json, object]>([
    [
      'v1.6',
      { sessionName: 's', absoluteTimeout: '3600s', cookieConfig: { lifetimeType: 'Permanent' } },
      { name: 's', path: '/events', pins: 'pod', lifetime: expect.objectContaining({ milliseconds: 3_600_000 }) as object },
    ],
    ['of the session', { type: 'Cookie' }, { lifetime: 'session' }],
    ['by header', { type: 'Header' }, { kind: 'none' }],
  ])('by sessionPersistence is experimental: %s', (_, session, value) => {
    const hop = read(withRule(clean, { sessionPersistence: session }));
    expect(valuesOf(hop, 'affinity')).toMatchObject([value]);
    expect(rulesOf(hop)).toEqual(['experimental-field']);
  });
  it.each<[string, KubeObject[], number[], string[]]>([
    ['weights', clean, [9, 1], ['setting-ignored-by-target note']],
    ['equal weights', clean, [1, 1], []],
    ['one weight', clean, [1, 0], []],
    ['weights without a hash', spec('loadBalancer', undefined), [9, 1], []],
  ])('over several Services keeps clients where they are, by a hash: %s', (_, objects, weights, rules) => {
    const refs = weights.map((weight, at) => ({ name: `web${at}`, port: 80, weight }));
    const hop = read(withRule(objects, { backendRefs: refs }));
    expect(rulesOf(hop)).toEqual(rules);
    expect(valuesOf(hop, 'affinity')).toEqual(valuesOf(read(objects), 'affinity'));
  });
  it('by address forgets nobody, and needs the address', () => {
    const objects = emitted(byAddress);
    expect(inShort(findings(byAddress, read(objects)))).not.toContain('affinity-at-balancing-hop warning');
    const path = 'provider.kubernetes.envoyService.externalTrafficPolicy';
    const hop = read(spec(path, 'Cluster', objects, 'EnvoyProxy'));
    expect(valuesOf(hop, 'client-address')).toEqual(['replaced']);
    expect(inShort(findings(byAddress, hop))).toContain('client-ip-affinity-behind-proxy warning');
  });
});

describe('retries', () => {
  it.each<[string, KubeObject[], string]>([
    ['none', clean, 'off'],
    ['by default', spec('retry', { numRetries: 2 }), 'when-refused'],
    ['no times', spec('retry', { numRetries: 0 }), 'off'],
    ['with a timeout', spec('retry', { perRetry: { timeout: '3s' } }), 'when-slow'],
    ['of what was reset', spec('retry', { retryOn: { triggers: ['5xx', 'reset'] } }), 'when-slow'],
    ['of the rule', withRule(clean, { retry: { attempts: 2 } }), 'when-refused'],
    ['of the rule, with a timeout', withRule(clean, { retry: {}, timeouts: { backendRequest: '5s' } }), 'when-slow'],
  ])('%s', (_, objects, value) => {
    expect(valuesOf(read(objects), 'retry')).toEqual([value]);
  });
});

it.each<[string, Json, string[]]>([
  ['compressor', [{ type: 'Gzip' }], ['no-compression-on-stream note']],
  ['compression', [{ type: 'Brotli' }], ['no-compression-on-stream note']],
  ['routingType', 'service', ['value-rejected-by-target']],
  ['healthCheck', { active: { type: 'HTTP' } }, ['value-rejected-by-target']],
  ['healthCheck', { active: { type: 'HTTP', http: { path: '/a', expectedStatuses: [204] } } }, ['value-rejected-by-target']],
  ['healthCheck', { active: { type: 'TCP' } }, []],
])('%s %j is remarked', (path, value, rules) => {
  expect(rulesOf(read(spec(path, value)))).toEqual(rules);
});

describe('the Gateway', () => {
  const drainOf = (objects: KubeObject[]) => valuesOf(read(objects), 'drain-limit');

  it('drains for as long as its EnvoyProxy says, or that of its class', () => {
    const bare = spec('infrastructure', undefined, clean, 'Gateway');
    const proxy = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'sse', namespace: 'app' };
    expect(drainOf(clean)).toEqual(['1h']);
    expect(drainOf(without('EnvoyProxy'))).toEqual(['unknown']);
    expect(drainOf(bare)).toEqual(['unknown']);
    expect(drainOf([...bare, gatewayClass('eg')])).toEqual(['1m']);
    expect(drainOf([...bare, gatewayClass('eg', undefined, { parametersRef: proxy })])).toEqual(['1h']);
    expect(rulesOf(read(spec('shutdown.drainTimeout', 'soon', clean, 'EnvoyProxy')))).toEqual(['value-rejected-by-target']);
  });
  it('sends to the Service where its EnvoyProxy says so and the policy does not', () => {
    const proxied = spec('routingType', 'Service', clean, 'EnvoyProxy');
    expect(valuesOf(read(proxied), 'balances-over')).toEqual(['pods']);
    expect(valuesOf(read(spec('routingType', undefined, proxied)), 'balances-over')).toEqual(['service']);
  });
  it('offers HTTP/2 unless its policy leaves it out', () => {
    expect(valuesOf(read([...clean, clientPolicy({ tls: { alpnProtocols: ['http/1.1'] } })]), 'http2')).toEqual(['off']);
    expect(valuesOf(read([...clean, clientPolicy({ tls: { alpnProtocols: ['h2'] } })]), 'http2')).toEqual(['on']);
  });
  it('is known by its class, whatever users call it', () => {
    const named = spec('gatewayClassName', 'edge', clean, 'Gateway');
    expect(rulesOf(read(named))).toEqual(['setting-ignored-by-target unknown']);
    expect(rulesOf(read([...named, gatewayClass('edge')]))).toEqual([]);
    expect(limits(read([...without(BTP, named), gatewayClass('edge')]))).toEqual([['15s'], ['5m']]);
    expect(limits(read([...named, gatewayClass('edge', 'example.com/other')]))).toEqual([['unknown'], ['unknown']]);
    expect(limits(read([...clean, gatewayClass('eg', 'example.com/other')]))).toEqual([['unknown'], ['unknown']]);
  });
});

it('tells of an Envoy Gateway without an idle limit of the route', () => {
  expect(rulesOf(read(clean, { version: '1.7.3' }))).toEqual(['value-rejected-by-target']);
  expect(rulesOf(read(spec('timeout.http.streamIdleTimeout', undefined), { version: '1.7.3' }))).toEqual([
    'heartbeat-within-idle-limit note',
  ]);
});

it('tells of a policy whose durations the API cannot hold', () => {
  const long = policy({ affinity: { kind: 'cookie', lifetime: '200000h' } });
  const { remarks } = planHttpRoute(long, { object: 'HTTPRoute sse', implementation: envoyGateway(), gateway: 'new' });
  expect(remarks.map(({ rule }) => rule)).toContain('value-rejected-by-target');
});

describe('mixin', () => {
  const raw = (more: object = {}) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'raw' },
    spec: {
      parentRefs: [{ name: 'edge' }],
      rules: [
        { matches: [{ path: { type: 'PathPrefix', value: '/events' } }], backendRefs: [{ name: 'web', port: 80 }], ...more },
      ],
    },
  });
  const mixin = new StreamReadyHttpRoute({ policy: stream, implementation: envoyGateway() });

  it('puts a policy beside a route of anybody, and completes the one that is there, not that of another route', () => {
    const scope = chart();
    new ApiObject(scope, 'raw', raw({ timeouts: { request: '30s' } }));
    const { kind, apiVersion } = backendPolicy('', {});
    const ref = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'other' };
    new ApiObject(scope, 'other', { kind, apiVersion, metadata: { name: 'other' }, spec: { targetRefs: [ref] } });
    scope.with(mixin);
    scope.with(mixin);
    expect(failure(scope)).toBe('');
    expect(written(scope).map(({ metadata }) => metadata.name)).toEqual(['raw', 'other', 'raw']);
    expect(writtenOf(scope, BTP)['spec']).toEqual({ targetRefs: [ref] });
    expect(limits(read(written(scope)))).toEqual([['disabled'], ['1m']]);
  });
});
