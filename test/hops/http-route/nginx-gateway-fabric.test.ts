import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { ngfFacts } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/facts';
import { nginxGatewayFabric } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import type { NginxGatewayFabricOptions } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/options';
import { timeIn, writtenTime } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/settings';
import { StreamReadyHttpRoute } from '../../../src/hops/http-route/mixin';
import type { Json, KubeObject } from '../../../src/kubernetes/object';
import { settingsOf, type Hop } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import { Duration } from '../../../src/policy/duration';
import { byAddress, chart, failure, findings, inShort, policy, withoutAffinity, written } from '../../constructs/support';
import { changed, ofKind, read, withRule } from './render';

const stream = policy();
const PSP = 'ProxySettingsPolicy';
const USP = 'UpstreamSettingsPolicy';
const API = 'gateway.nginx.org/v1alpha1';
const CONTROLLER = 'gateway.nginx.org/nginx-gateway-controller';

const cookie = { setBy: 'application', name: 'sse_route' } as const;
const plus = (experimentalCrds: string) => ({ setBy: 'nginx-plus', experimentalCrds }) as const;

function emitted(options: NginxGatewayFabricOptions = { cookie }, of = stream): KubeObject[] {
  const scope = chart();
  new StreamHttpRoute(scope, 'route', {
    policy: of,
    name: 'sse',
    hostnames: ['sse.example.com'],
    implementation: nginxGatewayFabric(options),
    gateway: { tlsSecret: 'tls' },
    backend: { name: 'web', port: 80 },
  });
  return [...written(scope)].sort((one) => (one.kind === 'HTTPRoute' ? -1 : 1));
}

const clean = emitted();
const without = (kind: string, from = clean) => from.filter((each) => each.kind !== kind);
const bare = without(PSP);
const spec = (path: string, value: Json | undefined, from = clean, kind = PSP) =>
  changed(from, kind, ['spec', ...path.split('.')], value);
const object = (kind: string, name: string, content: object, namespace = 'app'): KubeObject => ({
  apiVersion: kind === 'NginxProxy' ? 'gateway.nginx.org/v1alpha2' : API,
  kind,
  metadata: { name, namespace },
  spec: content,
});
const forRoute = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse' };
const forGateway = { ...forRoute, kind: 'Gateway' };
const proxySettings = (more: object, ref: object = forRoute, namespace = 'app') =>
  object(PSP, 'other', { targetRefs: [ref], ...more }, namespace);
const gatewayClass = (more: object = {}): KubeObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'GatewayClass',
  metadata: { name: 'nginx' },
  spec: { controllerName: CONTROLLER, ...more },
});

const valuesOf = (hop: Hop, aspect: Aspect) =>
  settingsOf(hop, aspect).map((each) =>
    each.origin === 'unknown'
      ? 'unknown'
      : typeof each.value === 'object' && 'kind' in each.value
        ? each.value
        : String(each.value),
  );
const limits = (objects: KubeObject[]) => [
  ...valuesOf(read(objects), 'idle-limit'),
  ...valuesOf(read(objects), 'response-buffering'),
];
const SELF_SAID = ['affinity-at-balancing-hop unknown'];
const rulesOf = (hop: Hop) =>
  hop.remarks
    .map(({ rule, level }) => (level === undefined ? rule : `${rule} ${level}`))
    .filter((each) => !SELF_SAID.includes(each));
const remarksOf = (objects: KubeObject[], rule: string) => read(objects).remarks.filter((remark) => remark.rule === rule);

describe('what we write', () => {
  it('streams without a buffer, for four heartbeats of silence, to the pod of the cookie', () => {
    expect(ofKind(clean, PSP)['spec']).toEqual({
      targetRefs: [forRoute],
      buffering: { disable: true },
      timeout: { read: '1m' },
    });
    expect(ofKind(clean, USP)['spec']).toEqual({
      targetRefs: [{ group: 'core', kind: 'Service', name: 'web' }],
      loadBalancingMethod: 'hash consistent',
      hashMethodKey: '$cookie_sse_route',
    });
    expect(ofKind(clean, 'HTTPRoute')['spec']).not.toHaveProperty(['rules', 0, 'timeouts']);
    expect(new Set(clean.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['app']));
    expect(rulesOf(read(clean))).toEqual([]);
  });
  it('has ip_hash for client addresses, and keeps them', () => {
    const objects = emitted({}, byAddress);
    expect(ofKind(objects, USP)['spec']).toMatchObject({ loadBalancingMethod: 'ip_hash' });
    expect(valuesOf(read(objects), 'client-address')).toEqual(['kept']);
    expect(emitted({}, withoutAffinity).map(({ kind }) => kind)).not.toContain(USP);
  });
  it.each([
    ['1.5.1', { sessionName: 'sse-affinity', cookieConfig: { lifetimeType: 'Permanent' } }],
    ['1.6.1', { sessionName: 'sse-affinity', cookieConfig: { lifetimeType: 'Permanent' } }],
  ])('has sessionPersistence of CRDs %s for NGINX Plus', (crds, shape) => {
    const objects = emitted({ cookie: plus(crds) });
    const session = { type: 'Cookie', absoluteTimeout: '24h', ...shape };
    expect(ofKind(objects, 'HTTPRoute')['spec']).toMatchObject({ rules: [{ sessionPersistence: session }] });
    expect(objects.map(({ kind }) => kind)).not.toContain(USP);
    expect(rulesOf(read(objects))).toEqual(['experimental-field note']);
    expect(valuesOf(read(objects), 'affinity')).toMatchObject([
      { kind: 'cookie', name: 'sse-affinity', path: '/events', secure: false, pins: 'pod' },
    ]);
  });
  it('is refused for a cookie that nobody sets, with the ways out', () => {
    const scope = chart();
    const implementation = nginxGatewayFabric();
    const backend = { name: 'web', port: 80 };
    new StreamHttpRoute(scope, 'route', { policy: stream, name: 'sse', implementation, gateway: { tlsSecret: 'tls' }, backend });
    expect(failure(scope)).toContain('have the application set a cookie');
  });
  it('is refused where no time of four digits holds the limit', () => {
    expect(() => emitted({ cookie }, policy({ heartbeat: '12345ms' }))).toThrow('whole number of seconds');
    expect(() => emitted({ cookie }, policy({ heartbeat: '10s500ms' }))).not.toThrow();
  });
});

describe('beside what is written, synthesis tells of', () => {
  const told = (...objects: KubeObject[]): string[] => {
    const scope = chart();
    const route = new StreamHttpRoute(scope, 'route', {
      policy: stream,
      name: 'sse',
      hostnames: ['sse.example.com'],
      implementation: nginxGatewayFabric({ cookie }),
      gateway: { tlsSecret: 'tls' },
      backend: { name: 'web', port: 80 },
    });
    objects.forEach((object, index) => new ApiObject(scope, `theirs${index}`, object));
    return inShort(route.findings());
  };
  const before = told();
  const rival = (path: string): KubeObject => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'other', namespace: 'app' },
    spec: {
      hostnames: ['sse.example.com'],
      parentRefs: [{ name: 'sse' }],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: path } }], backendRefs: [{ name: 'web', port: 80 }] }],
    },
  });
  const coreService = { group: 'core', kind: 'Service', name: 'web' };

  it.each<[string, KubeObject, string]>([
    ['another route with its path', rival('/events'), 'setting-ignored-by-target error'],
    ['another policy for it', proxySettings({ timeout: { read: '1m' } }), 'setting-ignored-by-target error'],
    [
      'another policy for its Service',
      object(USP, 'other', { targetRefs: [coreService], loadBalancingMethod: 'ip_hash' }),
      'setting-ignored-by-target error',
    ],
  ])('%s', (_, theirs, finding) => {
    expect(before).not.toContain(finding);
    expect(told(theirs)).toContain(finding);
  });
  it('nothing for a route of another path', () => {
    expect(told(rival('/else'))).toEqual(before);
  });
});

it('writes times that the schema takes, and reads them as what they are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('ms', 's', 'm', 'h'), (amount, unit) => {
      const duration = Duration.parse(`${amount}${unit}`);
      const text = writtenTime(duration) ?? '';
      expect(text).toMatch(/^[0-9]{1,4}(ms|s|m|h)$/);
      expect(timeIn(text)).toEqual(duration);
    }),
  );
  expect(writtenTime(Duration.parse('10001s'))).toBeUndefined();
  expect(['86400s', '1h30m', '1d', '1.5h', '', 3600].map(timeIn)).toEqual(Array(6).fill(undefined));
  expect(timeIn('3600')).toEqual(Duration.hours(1));
});

describe('fields of the rule', () => {
  it.each<[string, object]>([
    ['timeouts', { timeouts: { request: '0s' } }],
    ['backend timeouts', { timeouts: { request: '3600s', backendRequest: '3600s' } }],
    ['retry', { retry: { attempts: 3 } }],
  ])('%s are ignored', (_, more) => {
    expect(read(withRule(clean, more)).settings).toEqual(read(clean).settings);
    expect(rulesOf(read(withRule(clean, more)))).toEqual(['setting-ignored-by-target']);
  });
  it('and annotations do nothing', () => {
    const annotated = changed(bare, 'HTTPRoute', ['metadata', 'annotations'], { 'nginx.org/session-cookie-name': 'sse' });
    expect(read(annotated).settings).toEqual(read(bare).settings);
    expect(rulesOf(read(annotated))).toEqual(['setting-ignored-by-target']);
    const alone = read([ofKind(annotated, 'HTTPRoute')]);
    expect(alone.remarks[0]?.fix).toContain('UpstreamSettingsPolicy');
    const annotations = { 'nginx.org/sticky-cookie-services': 'serviceName=web sse' };
    const service: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'app', annotations } };
    expect(rulesOf(read([...clean, service]))).toEqual(['setting-ignored-by-target']);
  });
});

describe('read timeout and buffering', () => {
  it.each<[string, KubeObject[], string[], string[]]>([
    ['none', bare, ['1m', 'on'], []],
    ['of the route', clean, ['1m', 'off'], []],
    ['of the Gateway', [...bare, proxySettings({ timeout: { read: '1h' } }, forGateway)], ['1h', 'on'], []],
    [
      'of both, by directive',
      [...spec('buffering', undefined), proxySettings({ buffering: { disable: true }, timeout: { read: '1h' } }, forGateway)],
      ['1m', 'off'],
      [],
    ],
    ['of two, apart', [...spec('timeout', undefined), proxySettings({ timeout: { read: '2m' } })], ['2m', 'off'], []],
    [
      'of two, the same',
      [...clean, proxySettings({ timeout: { read: '2m' } })],
      ['unknown', 'unknown'],
      ['setting-ignored-by-target'],
    ],
    ['without unit', spec('timeout.read', '3600'), ['1h', 'off'], []],
    ['a number', spec('timeout.read', 3600), ['1m', 'off'], ['value-rejected-by-target']],
    ['five digits', spec('timeout.read', '86400s'), ['1m', 'off'], ['value-rejected-by-target']],
    ['two units', spec('timeout.read', '1h30m'), ['1m', 'off'], ['value-rejected-by-target']],
    ['zero', spec('timeout.read', '0s'), ['0s', 'off'], ['value-rejected-by-target']],
    ['zero without unit', spec('timeout.read', '0'), ['0s', 'off'], ['value-rejected-by-target']],
    ['no Gateway in the input', without('Gateway', bare), ['unknown', 'unknown'], []],
    [
      'in another namespace',
      [...bare, proxySettings({ timeout: { read: '1h' } }, forRoute, 'infra')],
      ['1m', 'on'],
      ['setting-ignored-by-target'],
    ],
    [
      'for a route that is not there',
      [...bare, proxySettings({}, { ...forRoute, name: 'ssse' })],
      ['1m', 'on'],
      ['setting-ignored-by-target unknown'],
    ],
    ['of another group', [...bare, proxySettings({}, { ...forRoute, group: '' })], ['1m', 'on'], ['value-rejected-by-target']],
    [
      'for the Service',
      [...bare, proxySettings({}, { group: '', kind: 'Service', name: 'web' })],
      ['1m', 'on'],
      ['value-rejected-by-target'],
    ],
    ['for Gateway and route', spec('targetRefs', [forRoute, forGateway]), ['1m', 'off'], ['value-rejected-by-target']],
    ['for a section', spec('targetRefs', [{ ...forRoute, sectionName: 'a' }]), ['1m', 'off'], ['value-rejected-by-target']],
    ['by targetRef', [...bare, object(PSP, 'x', { targetRef: forRoute })], ['1m', 'on'], ['value-rejected-by-target']],
  ])('%s', (_, objects, values, rules) => {
    expect(limits(objects)).toEqual(values);
    expect(rulesOf(read(objects))).toEqual(rules);
  });
  it.each(['timeouts', 'timeout.request', 'bufferSize', 'buffering.enabled', 'httpVersion'])('%s is no field', (path) => {
    const [remark] = remarksOf(spec(path, '1h'), 'value-rejected-by-target');
    expect(remark?.found).toContain(`spec.${path}`);
    expect(limits(spec(path, '1h'))).toEqual(['1m', 'off']);
  });
  it('of a route whose path another has too is not applied', () => {
    const other = { ...ofKind(clean, 'HTTPRoute'), metadata: { name: 'other', namespace: 'app' } };
    expect(limits([...clean, other])).toEqual(['1m', 'on']);
    expect(read([...clean, other]).remarks.map(({ fact }) => fact)).toContain(ngfFacts.sharedPath);
    const both = spec('targetRefs', [forRoute, { ...forRoute, name: 'other' }]);
    expect(limits([...both, other])).toEqual(['1m', 'off']);
    const elsewhere = changed([other], 'HTTPRoute', ['spec', 'hostnames'], ['other.example.com']);
    expect(rulesOf(read([...clean, ...elsewhere]))).toEqual([]);
  });
});

describe('affinity by UpstreamSettingsPolicy', () => {
  const method = (loadBalancingMethod: string, hashMethodKey?: string) =>
    spec('hashMethodKey', hashMethodKey, spec('loadBalancingMethod', loadBalancingMethod, clean, USP), USP);
  const hash = (key?: string) => method('hash consistent', key);

  it('of a cookie says that the application must set it, and knows nothing else of it', () => {
    expect(valuesOf(read(clean), 'affinity')).toMatchObject([{ name: 'sse_route', path: 'unknown', pins: 'hash' }]);
    expect(remarksOf(clean, 'affinity-at-balancing-hop')).toMatchObject([{ level: 'unknown' }]);
    expect(remarksOf(clean, 'affinity-at-balancing-hop')[0]?.fix).toContain('Set-Cookie: sse_route=');
  });
  it.each<[string, KubeObject[], object, string[]]>([
    ['hash of a cookie', method('hash', '$cookie_sse'), { kind: 'cookie', name: 'sse' }, []],
    ['ip_hash', method('ip_hash'), { kind: 'client-ip' }, []],
    ['hash of the address', hash('$remote_addr'), { kind: 'client-ip' }, []],
    ['ip_hash with a key', method('ip_hash', '$cookie_sse'), { kind: 'client-ip' }, ['setting-ignored-by-target']],
    ['a key alone', spec('loadBalancingMethod', undefined, clean, USP), { kind: 'none' }, ['setting-ignored-by-target']],
    ['hash without a key', hash(), { kind: 'none' }, ['value-rejected-by-target']],
    ['capitals', hash('$cookie_SSE'), { kind: 'none' }, ['value-rejected-by-target']],
    ['digits', hash('$cookie_sse2'), { kind: 'none' }, ['value-rejected-by-target']],
    ['a hyphen', hash('$cookie_sse-route'), { kind: 'none' }, ['value-rejected-by-target']],
    ['no dollar', hash('cookie_sse'), { kind: 'none' }, ['value-rejected-by-target']],
    ['a header', hash('$http_x_session_id'), { kind: 'none' }, ['setting-ignored-by-target']],
    ['a parameter', hash('$arg_sid'), { kind: 'none' }, ['setting-ignored-by-target']],
    ['no variable that is known', hash('$nonsense'), { kind: 'none' }, ['value-rejected-by-target warning']],
    ['least_conn', method('least_conn'), { kind: 'none' }, []],
    ['least_time', method('least_time header'), { kind: 'none' }, ['setting-ignored-by-target unknown']],
    ['sticky', method('sticky cookie sse'), { kind: 'none' }, ['value-rejected-by-target']],
    ['IP_HASH', method('IP_HASH'), { kind: 'none' }, ['value-rejected-by-target']],
  ])('%s', (_, objects, affinity, rules) => {
    expect(valuesOf(read(objects), 'affinity')).toMatchObject([affinity]);
    expect(rulesOf(read(objects))).toEqual(rules);
  });
  it.each<[string, KubeObject, string[]]>([
    ['the route', object(USP, 'x', { targetRefs: [{ ...forRoute }] }), ['value-rejected-by-target']],
    ['no group', object(USP, 'x', { targetRefs: [{ kind: 'Service', name: 'web' }] }), ['value-rejected-by-target']],
    [
      'a Service elsewhere',
      object(USP, 'x', { targetRefs: [{ group: '', kind: 'Service', name: 'web' }], loadBalancingMethod: 'ip_hash' }, 'infra'),
      ['setting-ignored-by-target'],
    ],
  ])('for %s has no effect', (_, policy_, rules) => {
    const hop = read([...without(USP), policy_]);
    expect(valuesOf(hop, 'affinity')).toEqual([{ kind: 'none' }]);
    expect(rulesOf(hop)).toEqual(rules);
    expect(inShort(findings(stream, hop))).toContain('affinity-at-balancing-hop error');
  });
  it('of two policies that set the same is not known, and of two that do not is merged', () => {
    const ref = { group: '', kind: 'Service', name: 'web' };
    const second = (more: object) => [...clean, object(USP, 'x', { targetRefs: [ref], ...more })];
    expect(valuesOf(read(second({ loadBalancingMethod: 'ip_hash' })), 'affinity')).toEqual(['unknown']);
    expect(rulesOf(read(second({ loadBalancingMethod: 'ip_hash' })))).toEqual(['setting-ignored-by-target']);
    expect(read(second({ keepAlive: { connections: 0 } })).settings).toEqual(read(clean).settings);
  });
  it('is broken by weights', () => {
    const backend = (name: string, weight: number) => ({ name, port: 80, weight });
    const split = (weight: number) => read(withRule(clean, { backendRefs: [backend('web', 1), backend('canary', weight)] }));
    expect(valuesOf(split(1), 'affinity')).toEqual([{ kind: 'none' }]);
    expect(rulesOf(split(1))).toEqual(['setting-ignored-by-target']);
    expect(inShort(findings(stream, split(1)))).toContain('affinity-at-balancing-hop error');
    expect(valuesOf(split(0), 'affinity')).toMatchObject([{ name: 'sse_route' }]);
    const bothNone = without(USP, withRule(clean, { backendRefs: [backend('web', 1), backend('canary', 1)] }));
    expect(rulesOf(read(bothNone))).toEqual([]);
  });
});

describe('sessionPersistence', () => {
  const PLUS = emitted({ cookie: plus('1.5.1') });
  const session = (value: object, from = PLUS) => withRule(from, { sessionPersistence: value });
  const matches = (...paths: string[]) => paths.map((value) => ({ path: { type: 'PathPrefix', value } }));

  it.each<[string, object, object]>([
    ['without a name', {}, { name: 'sp_sse_app_0', lifetime: 'session' }],
    [
      'timeout alone',
      { sessionName: 's', absoluteTimeout: '1h' },
      { lifetime: expect.objectContaining({ milliseconds: 3_600_000 }) as object },
    ],
    ['empty cookieConfig', { sessionName: 's', absoluteTimeout: '1h', cookieConfig: {} }, { lifetime: 'session' }],
  ])('%s', (_, value, affinity) => {
    expect(valuesOf(read(session(value)), 'affinity')).toMatchObject([affinity]);
  });
  it.each<[string, string[], string]>([
    ['in common', ['/api/events', '/api/messages'], '/api'],
    ['none', ['/events', '/messages'], 'request-folder'],
    ['elements, not letters', ['/events', '/eventsource'], 'request-folder'],
  ])('has the path that the paths have: %s', (_, paths, path) => {
    expect(valuesOf(read(withRule(PLUS, { matches: matches(...paths) })), 'affinity')).toMatchObject([{ path }]);
  });
  it('has none where a path is an expression', () => {
    const expression = [{ path: { type: 'RegularExpression', value: '/e.*' } }];
    expect(valuesOf(read(withRule(PLUS, { matches: expression })), 'affinity')).toMatchObject([{ path: 'request-folder' }]);
  });
  it.each<[string, object, string]>([
    ['by header', { sessionName: 's', type: 'Header' }, 'setting-ignored-by-target'],
    ['idle', { sessionName: 's', idleTimeout: '1h' }, 'setting-ignored-by-target'],
    ['a name that is none', { sessionName: 'bad name;' }, 'value-rejected-by-target'],
    ['Permanent for no time', { cookieConfig: { lifetimeType: 'Permanent' } }, 'value-rejected-by-target'],
    ['the shape of v1.7', { cookie: { name: 's' } }, 'setting-ignored-by-target'],
  ])('tells of %s', (_, value, rule) => {
    expect(rulesOf(read(session(value)))).toContain(rule);
  });
  it.each<[string, object]>([
    ['by header', { type: 'Header' }],
    ['idle', { idleTimeout: '1h' }],
  ])('counts for nothing %s', (_, value) => {
    expect(valuesOf(read(session(value)), 'affinity')).toEqual([{ kind: 'none' }]);
  });
  it('of others may be for open source, which ignores it', () => {
    const theirs = without(USP, without(PSP, PLUS));
    expect(valuesOf(read(theirs), 'affinity')).toEqual(['unknown']);
    expect(rulesOf(read(theirs))).toEqual(['setting-ignored-by-target unknown', 'experimental-field']);
    expect(valuesOf(read(session({ sessionName: 's' }, clean)), 'affinity')).toMatchObject([{ name: 'sse_route' }]);
  });
});

describe('snippets', () => {
  const filter = (value: string, context = 'http.server.location') =>
    object('SnippetsFilter', 'f', { snippets: [{ context, value }] });
  const reference = { type: 'ExtensionRef', extensionRef: { group: 'gateway.nginx.org', kind: 'SnippetsFilter', name: 'f' } };
  const filtered = (value: string, from = bare, context?: string) => [
    ...withRule(from, { filters: [reference] }),
    filter(value, context),
  ];
  const OFF = 'setting-ignored-by-target unknown';

  it('set what the policy does not, where they are on', () => {
    const objects = filtered('proxy_read_timeout 86400s;\nproxy_buffering off; # for SSE\nproxy_next_upstream error;');
    expect(limits(objects)).toEqual(['24h', 'off']);
    expect(valuesOf(read(objects), 'retry')).toEqual(['when-refused']);
    expect(rulesOf(read(objects))).toEqual([OFF]);
    expect(limits(filtered('proxy_read_timeout 1h 30m;'))[0]).toBe('unknown');
  });
  it.each(['proxy_read_timeout 1h;', 'proxy_buffering off;', 'proxy_http_version 1.1;'])(
    'beside a policy: nginx refuses %s',
    (value) => {
      const [remark] = remarksOf(filtered(value, clean), 'value-rejected-by-target');
      expect(remark?.need).toContain('whole Gateway');
    },
  );
  it('may complete a policy', () => {
    const objects = filtered('proxy_read_timeout 1h;', spec('timeout', undefined));
    expect(limits(objects)).toEqual(['1h', 'off']);
    expect(rulesOf(read(objects))).toEqual([OFF]);
  });
  it('cannot reach an upstream', () => {
    expect(rulesOf(read(filtered('sticky cookie sse;', clean, 'upstream')))).toEqual([OFF, 'value-rejected-by-target']);
  });
  it('of the Gateway end streams after a reload', () => {
    const snippet = (ref: object) =>
      object('SnippetsPolicy', 's', { targetRefs: [ref], snippets: [{ context: 'main', value: 'worker_shutdown_timeout 1m;' }] });
    expect(valuesOf(read([...clean, snippet(forGateway)]), 'drain-limit')).toEqual(['1m', '1h']);
    expect(rulesOf(read([...clean, snippet(forRoute)]))).toEqual(['value-rejected-by-target']);
  });
});

describe('the Gateway', () => {
  const proxy = (content: object) => [...without('NginxProxy'), object('NginxProxy', 'sse', content)];
  const classProxy = object('NginxProxy', 'class', { disableHTTP2: true }, 'nginx-gateway');
  const ref = { group: 'gateway.nginx.org', kind: 'NginxProxy', name: 'class', namespace: 'nginx-gateway' };

  it('has an NginxProxy over that of its class', () => {
    const below = [gatewayClass({ parametersRef: ref }), classProxy];
    expect(valuesOf(read([...proxy({}), ...below]), 'http2')).toEqual(['off']);
    expect(valuesOf(read([...clean, ...below]), 'http2')).toEqual(['on']);
    expect(valuesOf(read(proxy({})), 'http2')).toEqual(['unknown']);
    expect(valuesOf(read([...proxy({}), ...below]), 'drain-limit')).toEqual(['disabled', '30s']);
  });
  it('keeps the client address unless it is told otherwise', () => {
    const address = (content: object) => valuesOf(read([...proxy(content), gatewayClass()]), 'client-address');
    expect(address({})).toEqual(['kept']);
    expect(address({ kubernetes: { service: { externalTrafficPolicy: 'Cluster' } } })).toEqual(['replaced']);
    const rewriteClientIP = { mode: 'ProxyProtocol', trustedAddresses: [] };
    expect(address({ rewriteClientIP, kubernetes: { service: { externalTrafficPolicy: 'Cluster' } } })).toEqual(['kept']);
  });
  it('is refused by nginx without any NginxProxy', () => {
    const alone = spec('infrastructure', undefined, without('NginxProxy'), 'Gateway');
    expect(rulesOf(read([...alone, gatewayClass()]))).toEqual(['value-rejected-by-target']);
    expect(rulesOf(read([...alone, gatewayClass({ parametersRef: ref }), classProxy]))).toEqual([]);
  });
  it.each([
    ['workerShutdownTimeout', '1h', 'SnippetsPolicy'],
    ['workerProcesses', 4, 'spec.workerConnections'],
    ['workerRlimitNofile', 65536, 'spec.workerConnections'],
  ])('has no %s in its NginxProxy', (field, value, instead) => {
    const { remarks } = read(spec(field, value, clean, 'NginxProxy'));
    expect(remarks).toContainEqual(
      expect.objectContaining({ rule: 'value-rejected-by-target', fix: expect.stringContaining(instead) as string }),
    );
  });
  it('is known by its class, whatever users call it', () => {
    const named = spec('gatewayClassName', 'edge', clean, 'Gateway');
    expect(rulesOf(read(named))).toEqual(['setting-ignored-by-target unknown']);
    expect(rulesOf(read([...named, { ...gatewayClass(), metadata: { name: 'edge' } }]))).toEqual([]);
  });
});

it.each([
  ['2.3.0', ['value-rejected-by-target', 'value-rejected-by-target', 'value-rejected-by-target']],
  ['2.4.0', ['value-rejected-by-target']],
  ['2.6.0', []],
])('version %s has not all of it', (version, rules) => {
  expect(rulesOf(read(clean, { version }))).toEqual(rules);
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
  const ready = (options: NginxGatewayFabricOptions) =>
    new StreamReadyHttpRoute({ policy: stream, implementation: nginxGatewayFabric(options) });

  it('puts the policies beside a route of anybody, once', () => {
    const scope = chart();
    new ApiObject(scope, 'raw', raw({ timeouts: { request: '30s' } }));
    scope.with(ready({ cookie }));
    scope.with(ready({ cookie }));
    expect(failure(scope)).toBe('');
    expect(written(scope).map(({ kind }) => kind)).toEqual(['HTTPRoute', PSP, USP]);
    expect(rulesOf(read(written(scope)))).toEqual([]);
  });
  it('writes sessionPersistence into the rule', () => {
    const scope = chart();
    new ApiObject(scope, 'raw', raw());
    scope.with(ready({ cookie: plus('1.5.1') }));
    expect(failure(scope)).toBe('');
    expect(valuesOf(read(written(scope)), 'affinity')).toMatchObject([{ name: 'sse-affinity', pins: 'pod' }]);
  });
  it('tells of weights', () => {
    const scope = chart();
    new ApiObject(scope, 'raw', raw({ backendRefs: ['web', 'canary'].map((name) => ({ name, port: 80 })) }));
    scope.with(ready({ cookie }));
    expect(failure(scope)).toContain('affinity-at-balancing-hop');
  });
});

describe('texts', () => {
  const told = (...more: KubeObject[]) => read([...clean, ...more]).remarks.map(({ found }) => found);
  const upstream = (ref: object) =>
    object(USP, 'other', { targetRefs: [{ kind: 'Service', name: 'web', ...ref }], loadBalancingMethod: 'ip_hash' });

  it('name what is there twice once, and a group that is not there', () => {
    const twice = [...without(USP), upstream({ group: 'core' }), upstream({ group: 'core' })];
    expect(read(twice).remarks.map(({ found }) => found)).toContain(
      `2 objects ${USP} app/other of the input set the same field of Service web`,
    );
    expect(told(upstream({}))).toContain(`${USP} app/other targets Service web of no group`);
  });
  it('tell of an XBackendTrafficPolicy', () => {
    const policyFor = (name: string): KubeObject => ({
      ...object('XBackendTrafficPolicy', 'x', {
        targetRefs: [{ kind: 'Service', name }],
        sessionPersistence: { sessionName: 's' },
      }),
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
    });
    expect(told(policyFor('web'))).toContain('XBackendTrafficPolicy app/x has spec.sessionPersistence');
    expect(told(policyFor('other'))).toEqual(told());
  });
});
