import { byAddress, byCookie } from '../../support/policies';
import { CHASH, hopsOf, manifests, object, PLUGIN, route, serious, service, told, upstream, valueOf } from './support';

const one = (...objects: Parameters<typeof hopsOf>[0]) => hopsOf(objects)[0];
const retriesOff = upstream({ retries: 0 });

/** With what the policy of nobody needs, and no more. */
const good = [route(), retriesOff, service];
const added = (...objects: Parameters<typeof told>[0]) => {
  const before = serious(told(good));
  return serious(told(objects)).filter((text) => !before.includes(text));
};

it('reads a rule as a hop, behind the load balancer in front of APISIX', () => {
  expect(serious(told(good))).toEqual([]);
  const hop = one(...good);
  expect(hop?.object).toBe('ApisixRoute app/prices');
  expect(String(valueOf(hop, 'idle-limit'))).toBe('1h');
  expect(valueOf(hop, 'response-buffering')).toBe('off');
  expect(valueOf(hop, 'retry')).toBe('off');
  expect(valueOf(hop, 'balances-over')).toBe('pods');
});

describe('the timeout', () => {
  it.each([
    [undefined, '1m'],
    [{ read: '0s' }, '1m'],
    [{ read: '500ms' }, '1m'],
    [{ read: '90500ms' }, '1m30s'],
    [{ connect: '5s' }, '1m'],
  ])('%j is %s', (timeout, read) => {
    expect(String(valueOf(one(route({ timeout }), service), 'idle-limit'))).toBe(read);
  });

  it('of the upstream holds where the rule has none, and not where it has a part', () => {
    const long = upstream({ retries: 0, timeout: { read: '2h' } });
    expect(String(valueOf(one(route({ timeout: undefined }), long, service), 'idle-limit'))).toBe('2h');
    const partly = [route({ timeout: { connect: '5s' } }), long, service];
    expect(String(valueOf(one(...partly), 'idle-limit'))).toBe('1m');
    expect(added(...partly)).toEqual(['setting-ignored-by-target error']);
    expect(told(partly).find(({ rule }) => rule === 'setting-ignored-by-target')?.fix).toBe('write spec.http[sse].timeout.read');
  });

  it.each([[3600], ['3600']])('%j is refused', (read) => {
    expect(added(route({ timeout: { read } }), retriesOff, service)).toContain('value-rejected-by-target error');
  });
});

describe('buffering', () => {
  it.each([
    ['no plugin', { plugins: [] }],
    ['a plugin that is switched off', { plugins: [{ ...PLUGIN, enable: false }] }],
    ['a plugin without its switch', { plugins: [{ name: 'proxy-buffering', enable: true }] }],
  ])('is on with %s', (_, more) => {
    expect(added(route(more), retriesOff, service)).toEqual(['response-buffering-off error']);
  });

  it('is not switched by proxy-control', () => {
    const plugins = [{ name: 'proxy-control', enable: true, config: { request_buffering: false } }];
    expect(added(route({ plugins }), retriesOff, service)).toEqual([
      'response-buffering-off error',
      'setting-ignored-by-target error',
    ]);
  });

  it('is switched off by an ApisixPluginConfig, which the plugins of the rule go over', () => {
    const shared = object('ApisixPluginConfig', 'streams', { plugins: [PLUGIN] });
    expect(added(route({ plugins: undefined, plugin_config_name: 'streams' }), shared, retriesOff, service)).toEqual([]);
    const own = [{ name: 'proxy-buffering', enable: true, config: { disable_proxy_buffering: false } }];
    expect(added(route({ plugins: own, plugin_config_name: 'streams' }), shared, retriesOff, service)).toEqual([
      'response-buffering-off error',
    ]);
  });

  it('is not known where the ApisixPluginConfig is elsewhere', () => {
    const found = told([route({ plugins: [], plugin_config_name: 'streams' }), retriesOff, service]);
    expect(found.find(({ rule }) => rule === 'response-buffering-off')?.level).toBe('unknown');
  });

  it.each(['3.16.0', '3.9.1', 'latest'])('cannot be switched off in APISIX %s', (version) => {
    expect(added(route({}, { 'sse-ready.dev/apisix-version': version }), retriesOff, service)).toEqual([
      'value-rejected-by-target error',
    ]);
  });

  it.each([
    ['response-rewrite', { filters: [{ regex: 'a', replace: 'b' }] }, 'response-buffering-off error'],
    ['body-transformer', { response: { template: '{}' } }, 'response-buffering-off error'],
    ['http-logger', { uri: 'http://logs', include_resp_body: true }, 'response-buffering-off warning'],
    ['gzip', { types: ['text/event-stream'] }, 'no-compression-on-stream warning'],
    ['brotli', { types: '*' }, 'no-compression-on-stream warning'],
    ['proxy-cache', { cache_strategy: 'memory' }, 'no-caching-on-stream error'],
  ])('goes for nothing with %s %j', (name, config, finding) => {
    const plugins = [PLUGIN, { name, enable: true, config }];
    expect(added(route({ plugins }), retriesOff, service)).toEqual([finding]);
  });

  it.each([
    ['response-rewrite', { headers: { set: { 'X-A': 'b' } } }],
    ['body-transformer', { request: { template: '{}' } }],
    ['http-logger', { uri: 'http://logs' }],
    ['gzip', {}],
    ['proxy-cache', { cache_strategy: 'disk' }],
  ])('stays off with %s %j', (name, config) => {
    const plugins = [PLUGIN, { name, enable: true, config }];
    expect(added(route({ plugins }), retriesOff, service)).toEqual([]);
  });
});

describe('affinity', () => {
  const by = (loadbalancer: object) => one(route(), upstream({ retries: 0, loadbalancer }), service);
  const errors = (loadbalancer: object) => added(route(), upstream({ retries: 0, loadbalancer }), service);

  it('by a cookie of the application, which APISIX never sets', () => {
    expect(valueOf(by(CHASH), 'affinity')).toMatchObject({
      kind: 'cookie',
      name: 'sse_route',
      pins: 'hash',
      lifetime: 'unknown',
    });
    const found = told([route(), upstream({ retries: 0, loadbalancer: CHASH }), service], byCookie);
    const unset = found.find(({ rule, level }) => rule === 'affinity-at-balancing-hop' && level === 'unknown');
    expect(unset?.message).toContain('behind a proxy all of them to one pod');
    expect(valueOf(by({ type: 'chash', hashOn: 'vars_combinations', key: '$cookie_sse_route' }), 'affinity')).toMatchObject({
      kind: 'cookie',
      name: 'sse_route',
    });
  });

  it('by address, which a proxy in front makes one for all', () => {
    const hashed = upstream({ retries: 0, loadbalancer: { type: 'chash', key: 'remote_addr' } });
    expect(valueOf(one(route(), hashed, service), 'affinity')).toEqual({ kind: 'client-ip', timeout: 'disabled' });
    const found = told([route(), hashed, service], byAddress);
    expect(found.find(({ rule }) => rule === 'client-ip-affinity-behind-proxy')?.level).toBe('unknown');
  });

  it.each([
    ['without an upstream of its name', undefined],
    ['in turn', { type: 'roundrobin' }],
    ['by load', { type: 'least_conn' }],
  ])('is none %s', (_, loadbalancer) => {
    const beside = loadbalancer === undefined ? [] : [upstream({ loadbalancer })];
    expect(serious(told([route(), ...beside, service], byCookie))).toContain('affinity-at-balancing-hop error');
  });

  it.each([
    ['a key without chash', { type: 'roundrobin', hashOn: 'cookie', key: 'sse_route' }, 'setting-ignored-by-target error'],
    ['no key', { type: 'chash', hashOn: 'cookie' }, 'value-rejected-by-target error'],
    ['a name that is none', { type: 'chash', hashOn: 'cookie', key: 'a.b' }, 'value-rejected-by-target error'],
    [
      'a cookie among the variables',
      { type: 'chash', hashOn: 'vars', key: 'cookie_sse_route' },
      'value-rejected-by-target error',
    ],
    ['a header', { type: 'chash', hashOn: 'header', key: 'X-Client' }, 'setting-ignored-by-target error'],
    ['an unknown type', { type: 'sticky' }, 'value-rejected-by-target error'],
    ['an unknown place', { type: 'chash', hashOn: 'session', key: 'a' }, 'value-rejected-by-target error'],
  ])('tells of %s', (_, loadbalancer, finding) => expect(errors(loadbalancer)).toEqual([finding]));

  it('is not known by consumer or by another variable', () => {
    for (const loadbalancer of [
      { type: 'chash', hashOn: 'consumer' },
      { type: 'chash', hashOn: 'vars', key: 'request_uri' },
    ]) {
      const found = told([route(), upstream({ retries: 0, loadbalancer }), service], byCookie);
      expect(found.find(({ rule }) => rule === 'affinity-at-balancing-hop')?.level).toBe('unknown');
    }
  });

  it('is lost to an upstream whose name is not that of the Service', () => {
    const found = told([route(), upstream({ retries: 0, loadbalancer: CHASH }, 'prices-upstream'), service], byCookie);
    expect(found.find(({ rule }) => rule === 'setting-ignored-by-target')).toMatchObject({
      level: 'warning',
      fix: 'name it prices, if it is meant for that',
    });
    expect(serious(found)).toContain('affinity-at-balancing-hop error');
  });

  it('is not said to be lost to the upstream of another route', () => {
    const other = object('ApisixRoute', 'orders', {
      ingressClassName: 'apisix',
      http: [{ name: 'all', match: { paths: ['/orders/*'] }, backends: [{ serviceName: 'orders', servicePort: 80 }] }],
    });
    const found = told([route(), other, upstream({ loadbalancer: CHASH }, 'orders'), service], byCookie);
    expect(found.filter(({ rule }) => rule === 'setting-ignored-by-target')).toEqual([]);
  });

  it('is lost to the settings of a port that lack it', () => {
    const spec = { retries: 0, loadbalancer: CHASH, portLevelSettings: [{ port: 80, scheme: 'http' }] };
    const byName = route({ backends: [{ serviceName: 'prices', servicePort: 'http' }] });
    for (const each of [route(), byName]) {
      const found = told([each, upstream(spec), service], byCookie);
      expect(found.filter(({ rule }) => rule === 'setting-ignored-by-target').map(({ fix }) => fix)).toEqual([
        'write loadbalancer into the settings of the port too, or remove them',
        'write retries into the settings of the port too, or remove them',
      ]);
      expect(serious(found)).toContain('affinity-at-balancing-hop error');
    }
    const other = { ...spec, portLevelSettings: [{ port: 8443, scheme: 'https' }] };
    expect(serious(told([route(), upstream(other), service], byCookie))).toEqual([]);
  });

  it('is lost to several backends', () => {
    const backends = ['prices', 'canary'].map((serviceName) => ({ serviceName, servicePort: 80, weight: 50 }));
    const canary = { ...service, metadata: { ...service.metadata, name: 'canary' } };
    const found = told([route({ backends }), upstream({ retries: 0, loadbalancer: CHASH }), service, canary], byCookie);
    expect(serious(found)).toContain('affinity-bypassed warning');
  });

  it('is of the Service where APISIX gets its address only', () => {
    const backends = [{ serviceName: 'prices', servicePort: 80, resolveGranularity: 'service' }];
    expect(valueOf(one(route({ backends }), service), 'balances-over')).toBe('service');
  });
});

it.each([
  [undefined, 'when-slow'],
  [2, 'when-slow'],
  [0, 'off'],
])('retries %j is %s', (retries, value) => {
  expect(valueOf(one(route(), upstream({ retries }), service), 'retry')).toBe(value);
});

it('tells of a BackendTrafficPolicy that is not read for an ApisixRoute, and of one of another product not', () => {
  const policy = object('BackendTrafficPolicy', 'prices', { targetRefs: [{ group: '', kind: 'Service', name: 'prices' }] });
  expect(added(...good, policy)).toEqual(['setting-ignored-by-target error']);
  expect(added(...good, { ...policy, apiVersion: 'gateway.envoyproxy.io/v1alpha1' })).toEqual([]);
});

it('tells of a route without a class', () => {
  const spec = { ...(route()['spec'] as object), ingressClassName: undefined };
  expect(added({ ...route(), spec }, retriesOff, service)).toEqual(['setting-ignored-by-target warning']);
});

describe('transport', () => {
  const certificate = object('ApisixTls', 'prices', { hosts: ['prices.example.com'] });
  const match = { hosts: ['prices.example.com'], paths: ['/events'] };
  const exprs = [{ subject: { scope: 'Variable', name: 'scheme' }, op: 'Equal', value: 'https' }];
  const redirect = { name: 'redirect', enable: true, config: { http_to_https: true } };
  it.each([
    ['a certificate', {}, [certificate], 'tls-and-plain'],
    ['none', {}, [], 'plain'],
    ['a condition on the scheme', { match: { ...match, exprs } }, [certificate], 'tls'],
    ['a redirect', { plugins: [PLUGIN, redirect] }, [certificate], 'tls'],
  ])('with %s', (_, more, beside, value) => {
    expect(valueOf(one(route(more), ...beside, service), 'transport')).toBe(value);
  });

  it('tells where the redirect leads', () => {
    const found = told([route({ plugins: [PLUGIN, redirect] }), retriesOff, service]);
    expect(found.find(({ message }) => message.includes('9443'))?.level).toBe('note');
  });
});

describe('rules', () => {
  const rule = (name: string, ...paths: string[]) => ({
    name,
    match: { paths },
    backends: [{ serviceName: 'prices', servicePort: 80 }],
  });
  const rulesFor = (...http: object[]) =>
    hopsOf([object('ApisixRoute', 'prices', { ingressClassName: 'apisix', http }), service]).map(({ object: name }) => name);

  it.each([
    [[rule('all', '/*'), rule('sse', '/events*')], ['sse']],
    [
      [rule('all', '/*'), rule('exact', '/events')],
      ['all', 'exact'],
    ],
    [
      [rule('all', '/*'), rule('below', '/events/prices')],
      ['all', 'below'],
    ],
    [[rule('other', '/quotes/*'), rule('inner', '/a/*/b')], ['inner']],
    [[rule('other', '/quotes/*'), rule('second', '/quote')], []],
  ])('of %j', (http, names) => {
    expect(rulesFor(...http)).toEqual(names.map((name) => `rule ${name} of ApisixRoute app/prices`));
  });

  it('may lead to servers that the input does not show', () => {
    const found = hopsOf([
      object('ApisixRoute', 'prices', { http: [{ ...rule('sse', '/events'), backends: [], upstreams: [{ name: 'out' }] }] }),
    ]);
    expect(found[0]?.settings.find(({ aspect }) => aspect === 'affinity')?.origin).toBe('unknown');
  });

  it.each([undefined, null, 'x', [], [null], [{ match: null }], [{ name: 1, match: { paths: '/events' }, plugins: {} }]])(
    'that are %j make no hop and no error',
    (http) => expect(hopsOf([object('ApisixRoute', 'prices', { http })])).toEqual([]),
  );
});

/** The recipe that people copy: the route, an upstream of a name of its own, and plugins for the wrong direction. */
const RECIPE = `
apiVersion: apisix.apache.org/v2
kind: ApisixRoute
metadata: {name: app}
spec:
  ingressClassName: apisix
  http:
    - name: sse
      match: {hosts: [app.example.com], paths: ["/events*"]}
      backends: [{serviceName: app, servicePort: 80}]
      websocket: true
      plugins:
        - {name: proxy-control, enable: true, config: {request_buffering: false}}
---
apiVersion: apisix.apache.org/v2
kind: ApisixUpstream
metadata: {name: app-sticky}
spec:
  loadbalancer: {type: chash, hashOn: cookie, key: JSESSIONID}
  timeout: {read: 3600s}
---
apiVersion: v1
kind: Service
metadata: {name: app}
spec: {ports: [{port: 80}]}
`;

it('names the working form of a wrong recipe', () => {
  const found = told(manifests(RECIPE), byCookie);
  expect(
    found.filter(({ rule, level }) => rule === 'setting-ignored-by-target' && level !== 'note').map(({ fix }) => fix),
  ).toEqual(['name it app, if it is meant for that', 'add the plugin proxy-buffering with disable_proxy_buffering: true']);
  expect(serious(found)).toEqual(
    expect.arrayContaining(['response-buffering-off error', 'affinity-at-balancing-hop error', 'no-retry-on-stream warning']),
  );
});

describe('an Ingress of APISIX', () => {
  const ingress = (annotations: Record<string, string>) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'prices',
      namespace: 'app',
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([name, value]) => [`k8s.apisix.apache.org/${name}`, value]),
      ),
    },
    spec: {
      ingressClassName: 'apisix',
      tls: [{ secretName: 'tls' }],
      rules: [
        {
          http: {
            paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
  const policy = (spec: object) =>
    object('BackendTrafficPolicy', 'prices', { targetRefs: [{ group: '', kind: 'Service', name: 'prices' }], ...spec });

  it('has its settings from a BackendTrafficPolicy and an ApisixPluginConfig', () => {
    const objects = [
      ingress({ 'plugin-config-name': 'streams', 'http-to-https': 'true' }),
      policy({ loadbalancer: CHASH, timeout: { read: '3600s' }, retries: 0 }),
      object('ApisixPluginConfig', 'streams', { plugins: [PLUGIN] }),
      service,
    ];
    expect(serious(told(objects, byCookie))).toEqual([]);
    expect(String(valueOf(hopsOf(objects)[0], 'idle-limit'))).toBe('1h');
  });

  it('has nothing of it by itself', () => {
    expect(serious(told([ingress({}), service], byCookie)).toSorted()).toEqual([
      'affinity-at-balancing-hop error',
      'no-retry-on-stream warning',
      'response-buffering-off error',
    ]);
  });

  it.each([
    ['3600s', '1h'],
    ['3600', '1h'],
    ['0', '1m'],
  ])('has the read timeout %s', (written, read) => {
    expect(String(valueOf(hopsOf([ingress({ 'upstream-read-timeout': written }), service])[0], 'idle-limit'))).toBe(read);
  });

  it('refuses a read timeout of another unit', () => {
    expect(serious(told([ingress({ 'upstream-read-timeout': '1h' }), service]))).toContain('value-rejected-by-target error');
  });

  it('does not take "0" for no retries', () => {
    const found = told([ingress({ 'upstream-retries': '0' }), service]);
    expect(found.find(({ rule }) => rule === 'setting-ignored-by-target')?.fix).toBe(
      'write BackendTrafficPolicy spec.retries: 0 for the Service',
    );
    expect(serious(found)).toContain('no-retry-on-stream warning');
  });
});
