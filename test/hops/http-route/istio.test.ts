import { planHttpRoute } from '../../../src/hops/http-route/hop';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { istio, type IstioOptions } from '../../../src/hops/http-route/implementations/istio/istio';
import { readService } from '../../../src/hops/service/read';
import { StreamReadyHttpRoute } from '../../../src/hops/http-route/mixin';
import { settingsOf, type Hop } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import type { Json, KubeObject } from '../../../src/kubernetes/object';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import { ApiObject } from 'cdk8s';
import {
  byAddress,
  chart,
  failure,
  findings,
  inShort,
  policies,
  policy,
  withoutAffinity,
  written,
} from '../../constructs/support';
import { changed, ofKind, read, withRule } from './render';

const stream = policy();
const own: IstioOptions = { installation: 'self-managed' };
const onAks: IstioOptions = { installation: 'app-routing' };
const DR = 'DestinationRule';

function emitted(of: StreamPolicy = stream, options: IstioOptions = own): KubeObject[] {
  const scope = chart();
  new StreamHttpRoute(scope, 'route', {
    policy: of,
    name: 'sse',
    hostnames: ['sse.example.com'],
    implementation: istio(options),
    gateway: { tlsSecret: 'tls' },
    backend: { name: 'web', port: 80 },
  });
  return [...written(scope)].sort((one) => (one.kind === 'HTTPRoute' ? -1 : 1));
}

const clean = emitted();
const onAppRouting = emitted(withoutAffinity, onAks);
const without = (kind: string, from = clean) => from.filter((each) => each.kind !== kind);
const inSpec = (path: string, value: Json | undefined, from = clean, kind = DR) =>
  changed(from, kind, ['spec', ...path.split('.')], value);
const made = (kind: string, name: string, spec: object, more: object = {}, apiVersion = 'networking.istio.io/v1') =>
  ({ apiVersion, kind, metadata: { name, namespace: 'app', ...more }, spec }) as KubeObject;
const configMap = (name: string, data: object, more: object = {}) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'app', ...more }, data }) as KubeObject;
const service = (labels: object = {}, spec: object = {}) => made('Service', 'web', spec, { labels }, 'v1');

const valuesOf = (hop: Hop, aspect: Aspect) =>
  settingsOf(hop, aspect).map((each) =>
    each.origin === 'unknown'
      ? 'unknown'
      : typeof each.value === 'object' && 'kind' in each.value
        ? each.value
        : String(each.value),
  );
const affinityIn = (hop: Hop) => valuesOf(hop, 'affinity').map((each) => (typeof each === 'string' ? each : each.kind));
const rulesOf = (hop: Hop) => hop.remarks.map(({ rule, level }) => (level === undefined ? rule : `${rule} ${level}`));

describe('what is written', () => {
  it('hashes a cookie for the whole site, and ejects pods that refuse connections', () => {
    expect(ofKind(clean, DR)['spec']).toEqual({
      host: 'web',
      trafficPolicy: {
        loadBalancer: {
          consistentHash: {
            httpCookie: {
              name: 'sse-affinity',
              path: '/',
              ttl: '24h',
              attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }],
            },
          },
        },
        outlierDetection: { splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 2, maxEjectionPercent: 100 },
      },
    });
    expect(ofKind(clean, 'HTTPRoute')['spec']).toMatchObject({ rules: [{ timeouts: { request: '0s' } }] });
  });

  it('lets the pods of a new Gateway drain, and live as long', () => {
    expect(ofKind(clean, 'Gateway')['spec']).toMatchObject({
      infrastructure: {
        annotations: { 'proxy.istio.io/config': 'terminationDrainDuration: 1h' },
        parametersRef: { group: '', kind: 'ConfigMap', name: 'sse-gateway' },
      },
    });
    expect(ofKind(clean, 'ConfigMap')['data']).toEqual({
      deployment: 'spec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: 3610\n',
    });
    const endless = emitted(policy({ maxAge: { limit: 'disabled' } }));
    expect(ofKind(endless, 'Gateway')['spec']).not.toHaveProperty('infrastructure');
    expect(endless.map(({ kind }) => kind)).not.toContain('ConfigMap');
  });

  it('keeps the address of clients where it is hashed', () => {
    const objects = emitted(byAddress);
    expect(ofKind(objects, DR)['spec']).toMatchObject({
      trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true } } },
    });
    expect(ofKind(objects, 'ConfigMap')['data']).toMatchObject({ service: 'spec:\n  externalTrafficPolicy: Local\n' });
    expect(valuesOf(read(objects), 'client-address')).toEqual(['kept']);
    expect(valuesOf(read(clean), 'client-address')).toEqual(['replaced']);
  });

  it('has no resource of Istio for AKS application routing', () => {
    expect(onAppRouting.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'Gateway', 'HTTPRoute']);
    expect(ofKind(onAppRouting, 'Gateway')['spec']).toMatchObject({ gatewayClassName: 'approuting-istio' });
  });

  it.each(policies.flatMap(([name, of]) => ([own, onAks] as const).map((options) => [name, options, of] as const)))(
    'is what was planned: %s, %j',
    (_, options, of) => {
      const hop = planHttpRoute(of, { object: 'HTTPRoute app/sse', implementation: istio(options), gateway: 'new' });
      const scope = chart();
      const route = new StreamHttpRoute(scope, 'route', {
        policy: of,
        name: 'sse',
        implementation: istio(options),
        gateway: { tlsSecret: 'tls' },
        backend: { name: 'web', port: 80 },
      });
      expect(route.hop.settings).toEqual(hop.settings);
    },
  );
});

describe('beside what is written, synthesis tells of', () => {
  const told = (...objects: KubeObject[]): string[] => {
    const scope = chart();
    const route = new StreamHttpRoute(scope, 'route', {
      policy: stream,
      name: 'sse',
      implementation: istio(own),
      gateway: { tlsSecret: 'tls' },
      backend: { name: 'web', port: 80 },
    });
    objects.forEach((object, index) => new ApiObject(scope, `theirs${index}`, object));
    return inShort(route.findings());
  };
  const before = told();
  const edge = { '@type': 'x', stream_idle_timeout: '20s' };
  const filter = { applyTo: 'NETWORK_FILTER', patch: { operation: 'MERGE', value: { typed_config: edge } } };

  it.each<[string, KubeObject, string]>([
    [
      'a shorter idle limit',
      made('EnvoyFilter', 'idle', { configPatches: [filter] }, {}, 'networking.istio.io/v1alpha3'),
      'heartbeat-within-idle-limit warning',
    ],
    [
      'a VirtualService for the Gateway',
      made('VirtualService', 'sse', { hosts: ['*'], gateways: ['app/sse'] }),
      'setting-ignored-by-target error',
    ],
    [
      'a mesh without retries',
      configMap('istio', { mesh: 'defaultHttpRetryPolicy: { attempts: 0 }' }, { namespace: 'istio-system' }),
      'no-retry-on-stream note',
    ],
    [
      'another DestinationRule',
      made(DR, 'other', { host: 'web', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }),
      'affinity-at-balancing-hop unknown',
    ],
  ])('%s', (_, object, finding) => {
    expect(before).not.toContain(finding);
    expect(told(object)).toContain(finding);
  });

  it('a rule of the user’s own, which is refused', () => {
    const scope = chart();
    new StreamHttpRoute(scope, 'route', {
      policy: stream,
      name: 'sse',
      implementation: istio(own),
      gateway: { tlsSecret: 'tls' },
      backend: { name: 'web', port: 80 },
      spec: { rules: [{ timeouts: { request: '0s', backendRequest: '60s' }, retry: { attempts: 0 } }] },
    });
    expect(failure(scope)).toContain('owned-key-set-by-user');
  });
});

describe('AKS application routing', () => {
  const refusal = (of: StreamPolicy): string => {
    const scope = chart();
    const gateway = { tlsSecret: 'tls' };
    const backend = { name: 'web', port: 80 };
    new StreamHttpRoute(scope, 'route', { policy: of, name: 'sse', implementation: istio(onAks), gateway, backend });
    return failure(scope);
  };

  it.each([
    ['cookie', stream],
    ['client-ip', byAddress],
  ])('refuses affinity by %s with the way out', (_, of) => {
    const text = refusal(of);
    expect(text).toContain('affinity-unsupported-by-hop');
    expect(text).toContain('ask for none with the reason why any pod can serve any client');
    expect(text).toMatch(/or let Envoy Gateway, .* or the service mesh add-on serve the route/);
    expect(text).not.toContain('ask for cookie affinity');
  });

  it('does not start beside resources of Istio, and they do not count', () => {
    const hop = read([...onAppRouting, ofKind(clean, DR)]);
    expect(affinityIn(hop)).toEqual(['none']);
    expect(rulesOf(hop)).toEqual(['value-rejected-by-target']);
  });

  it('is known by its class, by its controller, or by what the route tells', () => {
    const gatewayClass = made(
      'GatewayClass',
      'web',
      { controllerName: 'istio.aks.azure.com/gateway-controller' },
      {},
      'gateway.networking.k8s.io/v1',
    );
    const renamed = inSpec('gatewayClassName', 'web', onAppRouting, 'Gateway');
    const told = changed(without('Gateway', onAppRouting), 'HTTPRoute', ['metadata', 'annotations'], {
      'sse-ready.dev/gateway-class': 'approuting-istio',
    });
    for (const objects of [onAppRouting, [...renamed, gatewayClass], told]) expect(affinityIn(read(objects))).toEqual(['none']);
    expect(affinityIn(read(renamed))).toEqual(['unknown']);
  });

  it('may drain as Istio does, and no source says so', () => {
    expect(valuesOf(read(onAppRouting), 'drain-limit')).toEqual(['unknown']);
  });

  it('has no switch for persistent sessions', () => {
    const label = service({ 'istio.io/persistent-session': 'sse' });
    const hop = read([...onAppRouting, label]);
    expect([affinityIn(hop), rulesOf(hop)]).toEqual([['none'], ['setting-ignored-by-target unknown']]);
    const options = { installation: 'mesh-add-on', persistentSession: true } as IstioOptions;
    const plan = planHttpRoute(stream, { object: 'HTTPRoute sse', implementation: istio(options), gateway: 'new' });
    expect(rulesOf(plan)).toEqual(['setting-ignored-by-target']);
  });
});

describe('timeouts of the rule', () => {
  it.each<[string, object, string, string[]]>([
    ['none', {}, 'disabled', []],
    ['request 0s', { timeouts: { request: '0s' } }, 'disabled', []],
    ['request is total', { timeouts: { request: '3600s' } }, '1h', []],
    ['backendRequest is total', { timeouts: { backendRequest: '60s' } }, '1m', []],
    ['backendRequest wins over 0s', { timeouts: { request: '0s', backendRequest: '60s' } }, '1m', ['timeout-set-twice']],
    ['and over more', { timeouts: { request: '3600s', backendRequest: '60s' } }, '1m', ['timeout-set-twice']],
    [
      'more of backendRequest than of request',
      { retry: {}, timeouts: { request: '10s', backendRequest: '20s' } },
      '10s',
      ['value-rejected-by-target'],
    ],
    ['backendRequest 0s says nothing', { timeouts: { request: '30s', backendRequest: '0s' } }, '30s', []],
    [
      'with a retry it is for headers',
      { retry: { attempts: 2 }, timeouts: { request: '0s', backendRequest: '60s' } },
      'disabled',
      [],
    ],
    ['not a duration', { timeouts: { request: '1.5h' } }, 'disabled', ['value-rejected-by-target']],
  ])('%s', (_, more, total, remarks) => {
    const bare = changed(
      clean,
      'HTTPRoute',
      ['spec', 'rules'],
      [{ matches: [{ path: { type: 'PathPrefix', value: '/events' } }], backendRefs: [{ name: 'web', port: 80 }] }],
    );
    const hop = read(withRule(bare, more));
    expect([valuesOf(hop, 'total-limit'), rulesOf(hop)]).toEqual([[total], remarks]);
  });
});

describe('idle limits', () => {
  const mesh = (text: string) => configMap('istio', { mesh: text }, { namespace: 'istio-system' });
  const annotated = (text: string) => inSpec('infrastructure.annotations', { 'proxy.istio.io/config': text }, clean, 'Gateway');

  it.each<[string, KubeObject[], string]>([
    ['none', clean, 'disabled'],
    ['profile EDGE of the mesh', [...clean, mesh('defaultConfig:\n  connectionSettings:\n    profile: EDGE\n')], '5m'],
    ['profile EDGE of the pods', annotated('connectionSettings: { profile: EDGE }'), '5m'],
    ['EDGE switched off', annotated('connectionSettings: { profile: EDGE, httpStreamIdleTimeout: 0s }'), 'disabled'],
    ['a limit of one’s own', annotated('connectionSettings: { httpStreamIdleTimeout: 20s }'), '20s'],
  ])('%s', (_, objects, idle) => {
    const hop = read(withRule(objects, { timeouts: { request: '0s' } }));
    expect(valuesOf(hop, 'idle-limit')).toEqual([idle]);
    const tooShort = idle === '20s' ? ['heartbeat-within-idle-limit warning'] : [];
    expect(inShort(findings(stream, hop)).filter((each) => each.startsWith('heartbeat'))).toEqual(tooShort);
  });

  const filter = (spec: object, more: object = {}) => made('EnvoyFilter', 'idle', spec, more, 'networking.istio.io/v1alpha3');
  const manager = { typed_config: { stream_idle_timeout: '10s' } };
  const ofManager = [{ applyTo: 'NETWORK_FILTER', patch: { operation: 'MERGE', value: manager } }];
  const inContext = (context: string) => ofManager.map((patch) => ({ ...patch, match: { context } }));
  const ofRoute = (name: string, value: object) => [
    { applyTo: 'HTTP_ROUTE', match: { routeConfiguration: { vhost: { route: { name } } } }, patch: { value: { route: value } } },
  ];
  it.each<[string, KubeObject, Aspect, string]>([
    ['of the connection manager', filter({ configPatches: ofManager }), 'idle-limit', '10s'],
    ['of the root namespace', filter({ configPatches: ofManager }, { namespace: 'istio-system' }), 'idle-limit', '10s'],
    ['of another namespace', filter({ configPatches: ofManager }, { namespace: 'other' }), 'idle-limit', 'disabled'],
    ['of sidecars', filter({ configPatches: inContext('SIDECAR_INBOUND') }), 'idle-limit', 'disabled'],
    ['of gateways', filter({ configPatches: inContext('GATEWAY') }), 'idle-limit', '10s'],
    [
      'of this Gateway',
      filter({ targetRefs: [{ kind: 'Gateway', name: 'sse' }], configPatches: ofManager }),
      'idle-limit',
      '10s',
    ],
    [
      'of another Gateway',
      filter({ targetRefs: [{ kind: 'Gateway', name: 'other' }], configPatches: ofManager }),
      'idle-limit',
      'disabled',
    ],
    [
      'of labels that may be anybody’s',
      filter({ workloadSelector: { labels: { app: 'edge' } }, configPatches: ofManager }),
      'idle-limit',
      'unknown',
    ],
    ['of the route', filter({ configPatches: ofRoute('app.sse.0', { idle_timeout: '9s' }) }), 'idle-limit', '9s'],
    ['of the route, in all', filter({ configPatches: ofRoute('app.sse.0', { timeout: '9s' }) }), 'total-limit', '9s'],
    ['of another route', filter({ configPatches: ofRoute('app.other.0', { idle_timeout: '9s' }) }), 'idle-limit', 'disabled'],
  ])('EnvoyFilter %s', (_, object, aspect, value) => {
    expect(valuesOf(read([...clean, object]), aspect)).toEqual([value]);
  });
  it('EnvoyFilter with a compressor', () => {
    const value = { name: 'envoy.filters.http.compressor' };
    const object = filter({ configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'INSERT_BEFORE', value } }] });
    expect(rulesOf(read([...clean, object]))).toEqual(['no-compression-on-stream note']);
  });
});

describe('retries', () => {
  it.each<[string, object, string, string[]]>([
    ['by default', {}, 'when-refused', []],
    ['of the rule', { retry: { attempts: 1, codes: [503] } }, 'when-refused', []],
    ['none', { retry: { attempts: 0 } }, 'off', ['no-retry-on-stream note']],
  ])('%s', (_, more, value, remarks) => {
    const hop = read(withRule(clean, more));
    expect([valuesOf(hop, 'retry'), rulesOf(hop)]).toEqual([[value], remarks]);
  });

  it.each<[string, object, string, string[]]>([
    ['none', {}, 'off', ['no-retry-on-stream note']],
    ['those of the rule', { retry: { attempts: 1 } }, 'when-refused', []],
  ])('of a mesh without any: %s', (_, more, value, remarks) => {
    const mesh = configMap('istio', { mesh: 'defaultHttpRetryPolicy: { attempts: 0 }\n' }, { namespace: 'istio-system' });
    const hop = read([...withRule(clean, more), mesh]);
    expect([valuesOf(hop, 'retry'), rulesOf(hop)]).toEqual([[value], remarks]);
  });
});

describe('consistent hash', () => {
  const lb = (value: Json | undefined) => read(inSpec('trafficPolicy.loadBalancer', value));
  const cookie = (httpCookie: Json) => lb({ consistentHash: { httpCookie } });

  it('without a path is a cookie for the folder of the request', () => {
    const hop = cookie({ name: 'c', ttl: '24h' });
    expect(valuesOf(hop, 'affinity')).toMatchObject([{ path: 'request-folder', secure: false, sameSite: 'unset', pins: 'hash' }]);
    expect(inShort(findings(policy({ paths: ['/events', '/a/b'] }), hop))).toContain('affinity-cookie-path error');
  });
  it.each<[string, Json, object]>([
    ['0s is a cookie of the browser session', { name: 'c', path: '/', ttl: '0s' }, { lifetime: 'session', path: '/' }],
    [
      'names are read without regard to case',
      { name: 'c', path: '/x', ttl: '1h', attributes: [{ name: 'secure' }, { name: 'samesite', value: 'none' }] },
      { path: '/x', secure: true, sameSite: 'None' },
    ],
  ])('%s', (_, value, expected) => {
    expect(valuesOf(cookie(value), 'affinity')).toMatchObject([expected]);
  });
  it('has HttpOnly in any case', () => {
    expect(rulesOf(cookie({ name: 'c', path: '/', ttl: '1h', attributes: [{ name: 'HttpOnly' }] }))).toEqual([
      'setting-ignored-by-target note',
    ]);
  });
  it.each<[string, Hop, string[]]>([
    ['a cookie without ttl', cookie({ name: 'c', path: '/' }), ['setting-ignored-by-target']],
    ['a ttl that is none', cookie({ name: 'c', path: '/', ttl: 'long' }), ['value-rejected-by-target']],
    ['a cookie without name', cookie({ path: '/', ttl: '0s' }), ['value-rejected-by-target']],
    ['another strategy', lb({ simple: 'ROUND_ROBIN' }), []],
    ['simple beside it', lb({ simple: 'RANDOM', consistentHash: { useSourceIp: true } }), ['value-rejected-by-target']],
    ['maglev without size', lb({ consistentHash: { useSourceIp: true, maglev: {} } }), ['value-rejected-by-target']],
    ['nothing to hash', lb({ consistentHash: { ringHash: {} } }), ['setting-ignored-by-target']],
    ['two to hash', lb({ consistentHash: { useSourceIp: true, httpCookie: { name: 'c' } } }), ['value-rejected-by-target']],
    ['a header', lb({ consistentHash: { httpHeaderName: 'x-user' } }), ['setting-ignored-by-target']],
    ['nothing', lb(undefined), []],
  ])('is none: %s', (_, hop, rules) => {
    expect(affinityIn(hop)).toEqual(['none']);
    expect(rulesOf(hop)).toEqual(rules);
    expect(inShort(findings(stream, hop))).toContain('affinity-at-balancing-hop error');
  });
  it('drops a warmup, and takes a maglev of a size', () => {
    const hash = { useSourceIp: true, maglev: { tableSize: 65537 } };
    const hop = lb({ consistentHash: hash, warmupDurationSecs: '30s' });
    expect([affinityIn(hop), rulesOf(hop)]).toEqual([['client-ip'], ['setting-ignored-by-target']]);
  });

  it.each<[string, Json | undefined, string[]]>([
    ['missing', undefined, ['warning']],
    ['of defaults: of fewer than ten pods it ejects none', {}, ['note', 'warning']],
    ['of a share', { maxEjectionPercent: 100, consecutive5xxErrors: 2 }, []],
    ['that comes after the first client', { maxEjectionPercent: 100, consecutive5xxErrors: 3 }, ['note']],
    ['that ejects by any other count', { maxEjectionPercent: 100, consecutive5xxErrors: 0, consecutiveGatewayErrors: 2 }, []],
    ['that counts nothing', { maxEjectionPercent: 100, consecutive5xxErrors: 0 }, ['warning']],
    ['that counts for long', { maxEjectionPercent: 50, splitExternalLocalOriginErrors: true }, ['note']],
    ['of one pod in three', { maxEjectionPercent: 33, consecutive5xxErrors: 1 }, ['warning']],
  ])('has an outlierDetection beside it, and not one %s', (_, value, levels) => {
    const hop = read(inSpec('trafficPolicy.outlierDetection', value));
    expect(affinityIn(hop)).toEqual(['cookie']);
    expect(rulesOf(hop)).toEqual(levels.map((level) => `affinity-conflicts-with-load-balancing ${level}`));
  });

  it('of a port takes the place of all else', () => {
    const { trafficPolicy } = ofKind(clean, DR)['spec'] as { trafficPolicy: { loadBalancer: Json; outlierDetection: Json } };
    const { loadBalancer, outlierDetection } = trafficPolicy;
    const ported = (more: Record<string, Json>, number = 80) =>
      read(inSpec('trafficPolicy', { ...more, portLevelSettings: [{ port: { number }, loadBalancer }] }));
    expect([affinityIn(ported({ outlierDetection })), rulesOf(ported({ outlierDetection }))]).toEqual([
      ['cookie'],
      ['setting-ignored-by-target', 'affinity-conflicts-with-load-balancing warning'],
    ]);
    expect(affinityIn(ported({}, 81))).toEqual(['none']);
  });

  it('ends no stream by the idle timeout of connections', () => {
    const idle = (value: string) => rulesOf(read(inSpec('trafficPolicy.connectionPool', { http: { idleTimeout: value } })));
    expect(idle('86400s')).toEqual(['setting-ignored-by-target note']);
    expect(idle('0s')).toEqual(['value-rejected-by-target']);
  });

  it('does not hold across weighted backends', () => {
    const refs = [
      { name: 'web', port: 80, weight: 50 },
      { name: 'next', port: 80, weight: 50 },
    ];
    const hop = read(withRule(clean, { backendRefs: refs }));
    expect(affinityIn(hop)).toEqual(['none']);
    expect(rulesOf(hop)).toContain('affinity-conflicts-with-load-balancing');
    const drawn = refs.map((ref, index) => ({ ...ref, weight: index === 0 ? 100 : 0 }));
    expect(affinityIn(read(withRule(clean, { backendRefs: drawn })))).toEqual(['cookie']);
    const plain = read(withRule(without(DR), { backendRefs: refs }));
    expect([affinityIn(plain), rulesOf(plain)]).toEqual([['none'], []]);
  });
});

describe('which DestinationRule counts', () => {
  const base = without(DR);
  const spec = ofKind(clean, DR)['spec'] as Record<string, unknown>;
  const FULL = 'web.app.svc.cluster.local';
  const rule = (namespace: string, more: object = {}, name = 'web') =>
    made(DR, name, { ...spec, host: FULL, ...more }, { namespace });
  const fromInfra = changed(base, 'HTTPRoute', ['spec', 'parentRefs'], [{ name: 'sse', namespace: 'infra' }]);
  const told = changed(fromInfra, 'HTTPRoute', ['metadata', 'annotations'], { 'sse-ready.dev/gateway-class': 'istio' });
  const loose = { trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } };

  it.each<[string, KubeObject[], string, string[]]>([
    ['beside the Service', [...told, rule('app')], 'cookie', []],
    ['by its short name', [...told, rule('app', { host: 'web' })], 'cookie', []],
    ['of the gateway', [...told, rule('infra')], 'cookie', []],
    ['of the root namespace', [...told, rule('istio-system')], 'cookie', []],
    ['of another namespace', [...told, rule('other')], 'none', ['setting-ignored-by-target']],
    ['by a short name elsewhere', [...told, rule('infra', { host: 'web' })], 'none', []],
    ['by half a name', [...told, rule('app', { host: 'web.app' })], 'none', ['setting-ignored-by-target']],
    ['kept from the gateway', [...told, rule('app', { exportTo: ['.'] })], 'none', ['setting-ignored-by-target']],
    ['exported to the gateway', [...told, rule('app', { exportTo: ['infra'] })], 'cookie', []],
    ['by a wildcard', [...told, rule('app', { host: '*.app.svc.cluster.local' })], 'cookie', []],
    ['more exact than a wildcard', [...told, rule('app'), rule('app', { ...loose, host: '*.local' }, 'all')], 'cookie', []],
    ['behind that of the gateway', [...told, rule('app'), rule('infra', loose)], 'none', ['setting-ignored-by-target']],
    ['the older of two', [...told, rule('app'), rule('app', loose, 'other')], 'unknown', ['setting-ignored-by-target']],
    ['the one with a policy', [...told, rule('app'), rule('app', { trafficPolicy: undefined }, 'subsets')], 'cookie', []],
    [
      'of some pods',
      [...told, rule('app', { workloadSelector: { matchLabels: { app: 'x' } } })],
      'unknown',
      ['setting-ignored-by-target unknown'],
    ],
  ])('%s', (_, objects, kind, remarks) => {
    const hop = read(objects);
    expect([affinityIn(hop), rulesOf(hop)]).toEqual([[kind], remarks]);
  });

  it('does not tell by itself that Istio serves a route', () => {
    expect(affinityIn(read([...fromInfra.filter(({ kind }) => kind !== 'Gateway'), rule('app')]))).toEqual(['unknown']);
  });
});

describe('persistent session', () => {
  const label = { 'istio.io/persistent-session': 'sse' };
  const on = changed(without(DR), 'HTTPRoute', ['metadata', 'annotations'], {
    'sse-ready.dev/istio-persistent-session-filter': 'true',
  });
  const istiod = (value: string) =>
    made('Deployment', 'istiod', {
      template: { spec: { containers: [{ env: [{ name: 'PILOT_ENABLE_PERSISTENT_SESSION_FILTER', value }] }] } },
    });

  it('names the pod in a cookie of the browser session', () => {
    for (const objects of [on, [...without(DR), istiod('true')]]) {
      const hop = read([...objects, service(label)]);
      expect(valuesOf(hop, 'affinity')).toEqual([
        { kind: 'cookie', name: 'sse', lifetime: 'session', path: '/', secure: false, sameSite: 'unset', pins: 'pod' },
      ]);
      // The clients of a pod that is ending come back to it as long as its readiness probe passes.
      expect(rulesOf(hop)).toEqual(['drain-window-covers-close note']);
    }
  });
  it.each<[string, KubeObject[], string, string[]]>([
    [
      'without the switch, as far as is known',
      [...without(DR), service(label)],
      'unknown',
      ['setting-ignored-by-target unknown'],
    ],
    ['with the switch off', [...without(DR), service(label), istiod('false')], 'unknown', ['setting-ignored-by-target unknown']],
    ['without the Service', on, 'unknown', []],
    ['without the label', [...on, service()], 'none', []],
    ['without the label, beside a hash', [...on, service(), ofKind(clean, DR)], 'cookie', []],
    ['with a path', [...on, service({ 'istio.io/persistent-session': 'sse:/events' })], 'none', ['value-rejected-by-target']],
    ['by header', [...on, service({ 'istio.io/persistent-session-header': 'x-sse' })], 'none', ['setting-ignored-by-target']],
  ])('%s', (_, objects, kind, remarks) => {
    const hop = read(objects);
    expect([affinityIn(hop), rulesOf(hop)]).toEqual([[kind], remarks]);
  });
  it('does not hold across weighted backends', () => {
    const hop = read([...withRule(on, { backendRefs: [{ name: 'web' }, { name: 'next' }] }), service(label)]);
    expect(affinityIn(hop)).toEqual(['none']);
    expect(rulesOf(hop)).toEqual(['drain-window-covers-close note', 'affinity-conflicts-with-load-balancing']);
  });
});

describe('what no gateway of Istio heeds', () => {
  it('sessionPersistence, of the rule or of a policy', () => {
    const ofRule = withRule(without(DR), { sessionPersistence: { sessionName: 's' } });
    const ofPolicy = made(
      'XBackendTrafficPolicy',
      'web',
      { targetRefs: [{ kind: 'Service', name: 'web' }], sessionPersistence: { sessionName: 's' } },
      {},
      'gateway.networking.x-k8s.io/v1alpha1',
    );
    for (const objects of [ofRule, [...without(DR), ofPolicy]]) {
      expect([affinityIn(read(objects)), rulesOf(read(objects))]).toEqual([['none'], ['setting-ignored-by-target']]);
    }
  });

  it('sessionAffinity of the Service', () => {
    const bound = service({}, { sessionAffinity: 'ClientIP' });
    const route = read([...without(DR), bound]);
    expect(affinityIn(route)).toEqual(['none']);
    expect(inShort(findings(stream, route, readService(bound)))).toEqual(
      expect.arrayContaining(['affinity-at-balancing-hop error', 'client-ip-affinity-behind-proxy warning']),
    );
  });

  const virtual = (spec: object, namespace = 'app') => made('VirtualService', 'sse', spec, { namespace });
  it.each<[string, KubeObject[], string[]]>([
    ['names the Gateway', [virtual({ hosts: ['*'], gateways: ['app/sse'] })], ['setting-ignored-by-target']],
    ['names it by its own namespace', [virtual({ hosts: ['*'], gateways: ['sse'] })], ['setting-ignored-by-target']],
    [
      'names what Istio derives from it',
      [virtual({ hosts: ['*'], gateways: ['app/sse~istio-autogenerated-k8s-gateway~https'] })],
      ['value-rejected-by-target'],
    ],
    ['has the host', [virtual({ hosts: ['sse.example.com'] })], ['setting-ignored-by-target note']],
    ['has the Service', [virtual({ hosts: ['web'], http: [{ timeout: '15s' }] })], ['setting-ignored-by-target note']],
    ['is for a gateway of Istio’s own', [virtual({ hosts: ['*'], gateways: ['sse'] }), made('Gateway', 'sse', {})], []],
    ['is for something else', [virtual({ hosts: ['other.example.com'], gateways: ['mesh'] })], []],
    [
      'has the timeout of an HTTPRoute',
      [virtual({ hosts: ['sse.example.com'], gateways: ['app/sse'], http: [{ timeout: '0s' }, { timeout: '3s' }] })],
      ['setting-ignored-by-target', 'value-rejected-by-target'],
    ],
  ])('a VirtualService that %s', (_, others, remarks) => {
    const hop = read([...clean, ...others]);
    expect([valuesOf(hop, 'total-limit'), rulesOf(hop)]).toEqual([['disabled'], remarks]);
  });
});

describe('the pods of the gateway', () => {
  const GRACE = (seconds: number, more = '') =>
    `spec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: ${seconds}\n${more}`;
  const drain = (objects: KubeObject[]) => valuesOf(read(objects), 'drain-limit');
  const bare = inSpec('infrastructure', undefined, clean, 'Gateway');
  const annotated = (text: string, from = bare) =>
    inSpec('infrastructure', { annotations: { 'proxy.istio.io/config': text } }, from, 'Gateway');
  const withGrace = (deployment: string) => changed(clean, 'ConfigMap', ['data'], { deployment });
  const EXIT = '      containers: [{ name: istio-proxy, env: [{ name: EXIT_ON_ZERO_ACTIVE_CONNECTIONS, value: "true" }] }]\n';

  it.each<[string, KubeObject[], string]>([
    ['by default', bare, '5s'],
    ['as written', clean, '1h'],
    ['no longer than the grace period', annotated('terminationDrainDuration: 300s'), '30s'],
    ['no longer than a grace period of its own', withGrace(GRACE(60)), '1m'],
    ['until nobody is left', withGrace(GRACE(600, EXIT)), '10m'],
    [
      'as the mesh says',
      [...bare, configMap('istio', { mesh: 'defaultConfig: { terminationDrainDuration: 20s }' }, { namespace: 'istio-system' })],
      '20s',
    ],
    [
      'as long as the class allows',
      [
        ...annotated('terminationDrainDuration: 2m'),
        configMap(
          'defaults',
          { deployment: GRACE(300) },
          {
            namespace: 'istio-system',
            labels: { 'gateway.istio.io/defaults-for-class': 'istio' },
          },
        ),
      ],
      '2m',
    ],
    [
      'by an annotation of the Gateway itself',
      changed(bare, 'Gateway', ['metadata', 'annotations'], { 'proxy.istio.io/config': 'terminationDrainDuration: 25s' }),
      '25s',
    ],
    ['unknown without the ConfigMap', without('ConfigMap'), 'unknown'],
    [
      'unknown without the Gateway',
      changed(without('Gateway'), 'HTTPRoute', ['metadata', 'annotations'], { 'sse-ready.dev/gateway-class': 'istio' }),
      'unknown',
    ],
  ])('drain %s', (_, objects, value) => {
    expect(drain(objects)).toEqual([value]);
  });

  it('cut streams that drain too short', () => {
    const told = findings(policy({ resume: 'none' }), read(bare)).find(({ rule }) => rule === 'gateway-drain-timeout');
    expect(told).toMatchObject({
      level: 'warning',
      fix: expect.stringMatching(/^set terminationDrainDuration in .* to "1h" or more$/) as string,
    });
  });

  it.each<[string, KubeObject[], string[]]>([
    ['a ConfigMap that is missing', without('ConfigMap'), ['value-rejected-by-target unknown']],
    ['another key', changed(clean, 'ConfigMap', ['data', 'daemonset'], 'spec: {}'), ['value-rejected-by-target']],
    ['what is no patch', changed(clean, 'ConfigMap', ['data', 'deployment'], 'none'), ['value-rejected-by-target']],
    ['what is no YAML', changed(clean, 'ConfigMap', ['data', 'deployment'], 'a: ['), ['value-rejected-by-target']],
    [
      'another kind',
      inSpec('infrastructure.parametersRef', { group: 'x', kind: 'Secret', name: 'sse-gateway' }, clean, 'Gateway'),
      ['value-rejected-by-target'],
    ],
    ['no configuration', annotated('soon', clean), ['value-rejected-by-target']],
    ['no duration', annotated('terminationDrainDuration: 5', clean), ['value-rejected-by-target']],
  ])('are nowhere, or not as meant, for %s', (_, objects, remarks) => {
    expect(rulesOf(read(objects))).toEqual(remarks);
  });
});

describe('the mixin', () => {
  const theirs = (more: object = {}) => {
    const scope = chart();
    const rules = [{ matches: [{ path: { value: '/events' } }], backendRefs: [{ name: 'web', port: 80 }], ...more }];
    const spec = { parentRefs: [{ name: 'shared', namespace: 'infra' }], rules };
    const route = new ApiObject(scope, 'route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'sse' },
      spec,
    });
    return { scope, route };
  };

  it('takes backendRequest and retry away, tells the class and adds the affinity', () => {
    const { scope, route } = theirs({ timeouts: { request: '0s', backendRequest: '60s' }, retry: { attempts: 2 } });
    route.with(new StreamReadyHttpRoute({ policy: stream, implementation: istio(own) }));
    const objects = written(scope);
    expect(failure(scope)).toBe('');
    expect(ofKind(objects, 'HTTPRoute')).toMatchObject({
      metadata: { annotations: { 'sse-ready.dev/gateway-class': 'istio' } },
      spec: { rules: [{ timeouts: { request: '0s' } }] },
    });
    expect(ofKind(objects, 'HTTPRoute')['spec']).not.toHaveProperty(['rules', 0, 'retry']);
    expect(ofKind(objects, DR)['spec']).toMatchObject({ host: 'web' });
    expect(affinityIn(read(objects))).toEqual(['cookie']);
  });

  it('completes the DestinationRule that is there', () => {
    const { scope, route } = theirs();
    const trafficPolicy = { connectionPool: { tcp: { maxConnections: 100 } } };
    new ApiObject(scope, 'rule', { ...made(DR, 'theirs', { host: 'web', trafficPolicy }), metadata: { name: 'theirs' } });
    route.with(new StreamReadyHttpRoute({ policy: stream, implementation: istio(own) }));
    const rules = written(scope).filter(({ kind }) => kind === DR);
    expect(rules.map(({ metadata }) => metadata.name)).toEqual(['theirs']);
    expect(rules[0]?.['spec']).toMatchObject({
      trafficPolicy: { ...trafficPolicy, outlierDetection: { maxEjectionPercent: 100 } },
    });
  });
});
