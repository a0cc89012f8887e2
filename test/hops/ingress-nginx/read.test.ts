import type { KubeObject } from '../../../src/kubernetes/object';
import { known, settingsOf } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import { suppressionAnnotation } from '../../../src/kubernetes/object';
import { nginxIngressKeys, planNginxIngress, type NginxIngressOptions } from '../../../src/hops/ingress-nginx/hop';
import { planService } from '../../../src/hops/service/hop';
import { readNginxIngress } from '../../../src/hops/ingress-nginx/read';
import { withKeys } from '../../../src/kubernetes/owned-key';
import { byAddress, findings, inShort, policy } from '../../constructs/support';

const options: NginxIngressOptions = {
  object: 'Ingress sse',
  className: 'nginx',
  tls: 'here',
  acknowledgeRetired: 'moves in 2027',
};
const good = nginxIngressKeys(policy(), options);
const PREFIX = 'nginx.ingress.kubernetes.io/';

type Annotations = Record<string, string>;

const bare = (spec: object = {}): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'sse' },
  spec: {
    ingressClassName: 'nginx',
    tls: [{ hosts: ['sse.example.com'], secretName: 'tls' }],
    rules: [{ host: 'sse.example.com', http: { paths: [{ path: '/events', pathType: 'Prefix' }] } }],
    ...spec,
  },
});

function withAnnotations(annotations: Annotations, ingress = bare()): KubeObject {
  const prefixed = Object.entries(annotations).map(([name, value]) => [PREFIX + name, value] as const);
  const all = { ...ingress.metadata.annotations, ...Object.fromEntries(prefixed) };
  return { ...ingress, metadata: { ...ingress.metadata, annotations: all } };
}

const ready = (spec: object = {}): KubeObject => withKeys(bare(spec), good);
const judged = (ingress: KubeObject): string[] => inShort(findings(policy(), readNginxIngress(ingress)));
const baseline = judged(ready());

/** What a change to a ready Ingress adds to the findings. */
const added = (ingress: KubeObject): string[] => judged(ingress).filter((text) => !baseline.includes(text));

const valueOf = (ingress: KubeObject, aspect: Aspect): unknown =>
  settingsOf(readNginxIngress(ingress), aspect).map((setting) => (setting.origin === 'unknown' ? 'unknown' : setting.value))[0];

describe('each annotation of ours, worsened', () => {
  const worse: Record<string, [value: string, finding: string]> = {
    affinity: ['Cookie', 'affinity-at-balancing-hop error'],
    'affinity-mode': ['balanced', 'affinity-cookie-attributes note'],
    'session-cookie-name': ['a;b', 'setting-ignored-by-target error'],
    'session-cookie-expires': ['60', 'affinity-cookie-lifetime note'],
    'session-cookie-max-age': ['60', 'affinity-cookie-lifetime error'],
    'session-cookie-path': ['/other', 'affinity-cookie-path error'],
    'session-cookie-samesite': ['lax', 'setting-ignored-by-target error'],
    'session-cookie-secure': ['false', 'setting-ignored-by-target warning'],
    'session-cookie-change-on-failure': ['false', 'affinity-cookie-attributes warning'],
    'proxy-read-timeout': ['15', 'heartbeat-within-idle-limit error'],
    'proxy-send-timeout': ['29', 'heartbeat-within-idle-limit warning'],
    'proxy-buffering': ['on', 'response-buffering-off error'],
    'proxy-http-version': ['1.0', 'response-buffering-off error'],
    'proxy-next-upstream': ['error timeout', 'no-retry-on-stream warning'],
  };

  it.each(Object.entries(worse))('%s', (name, [value, finding]) => {
    expect(added(withAnnotations({ [name]: value }, ready()))).toContain(finding);
  });

  it('is all of them', () => {
    const names = good.flatMap(({ path: [, , name] }) => (typeof name === 'string' && name.startsWith(PREFIX) ? [name] : []));
    expect(names.map((name) => name.slice(PREFIX.length)).sort()).toEqual(Object.keys(worse).sort());
  });

  it('and the acknowledgement', () => {
    const { [suppressionAnnotation('hop-retired')]: _, ...rest } = ready().metadata.annotations ?? {};
    const hop = readNginxIngress({ ...ready(), metadata: { name: 'sse', annotations: rest } });
    expect(findings(policy(), hop)).toContainEqual(expect.not.objectContaining({ suppressed: expect.anything() as unknown }));
    expect(hop.suppressed).toEqual({});
  });
});

describe('a value that is dropped for its default', () => {
  it.each([
    ['proxy-read-timeout', '3600s'],
    ['proxy-read-timeout', '1h'],
    ['proxy-read-timeout', '60.5'],
    ['proxy-read-timeout', ' 3600'],
    ['proxy-read-timeout', '12345678901234567890'],
    ['proxy-buffering', 'On'],
    ['proxy-buffering', 'false'],
    ['proxy-next-upstream', 'error,timeout'],
    ['proxy-http-version', '2'],
    ['session-cookie-max-age', '3600s'],
    ['session-cookie-path', '/(.*)'],
    ['session-cookie-secure', 'yes'],
    ['affinity-mode', 'Persistent'],
    ['service-upstream', 'yes'],
    ['limit-rate', '10k'],
    ['backend-protocol', 'HTTP2'],
  ])('%s: %j', (name, value) => {
    expect(added(withAnnotations({ [name]: value }, ready()))).toContain('setting-ignored-by-target error');
  });

  it('leaves the default', () => {
    expect(String(valueOf(withAnnotations({ 'proxy-read-timeout': '3600s' }), 'idle-limit'))).toBe('1m');
    expect(valueOf(withAnnotations({ affinity: 'ip' }), 'affinity')).toEqual({ kind: 'none' });
    expect(valueOf(withAnnotations({ 'proxy-buffering': 'no' }), 'response-buffering')).toBe('off');
  });

  it('is not one that is only spaced', () => {
    expect(valueOf(withAnnotations({ 'proxy-buffering': ' on ' }), 'response-buffering')).toBe('on');
    expect(added(withAnnotations({ 'session-cookie-name': 'my cookie' }, ready()))).toEqual([]);
  });
});

describe('a value that costs more than itself', () => {
  it.each([
    ['upstream-hash-by', 'a;b'],
    ['load-balance', 'least_conn'],
    ['connection-proxy-header', '""'],
    ['limit-connections', 'x'],
    ['limit-rps', '10r/s'],
    ['limit-rpm', 'x'],
    ['limit-allowlist', 'foo'],
    ['limit-allowlist', '10.0.0.0/8,'],
    ['limit-whitelist', '10.0.0.0/33'],
    ['limit-connections', '65536'],
    ['upstream-vhost', 'a b'],
    ['proxy-read-timeout', '-1'],
    ['proxy-buffers-number', '1'],
    ['proxy-busy-buffers-size', '1k'],
    ['configuration-snippet', 'gzip off;'],
    ['session-cookie-expires', '0abc'],
    ['session-cookie-expires', 'abc5'],
  ])('%s: %j', (name, value) => {
    expect(added(withAnnotations({ [name]: value }, ready()))).toContain('value-rejected-by-target error');
  });

  it('may be harmless: custom-headers', () => {
    expect(added(withAnnotations({ 'custom-headers': 'app/headers' }, ready()))).toEqual(['value-rejected-by-target warning']);
  });

  it.each([
    ['connection-proxy-header', 'keep-alive'],
    ['upstream-vhost', 'sse.internal'],
    ['proxy-buffers-number', '8'],
    ['proxy-busy-buffers-size', '8k'],
    ['proxy-connect-timeout', '5'],
    ['limit-allowlist', '10.0.0.0/8, 192.0.2.1,2001:db8::/32'],
    ['limit-burst-multiplier', '0'],
  ])('is not %s: %j', (name, value) => {
    expect(added(withAnnotations({ [name]: value }, ready()))).toEqual([]);
  });
});

describe('timeouts', () => {
  it('of 0 answer 504 at once', () => {
    expect(added(withAnnotations({ 'proxy-read-timeout': '0' }, ready()))).toEqual(['heartbeat-within-idle-limit error']);
  });

  it('are 60 s by default, and no total limit', () => {
    expect(String(valueOf(bare(), 'idle-limit'))).toBe('1m');
    expect(valueOf(bare(), 'total-limit')).toBe('disabled');
    expect(String(valueOf(bare(), 'drain-limit'))).toBe('4m');
  });
});

describe('affinity', () => {
  const cookie = (annotations: Annotations, spec: object = {}) =>
    valueOf(withAnnotations({ affinity: 'cookie', ...annotations }, bare(spec)), 'affinity');

  it('without more is a session cookie for the path of the Ingress', () => {
    expect(cookie({})).toEqual({
      kind: 'cookie',
      name: 'INGRESSCOOKIE',
      lifetime: 'session',
      path: '/events',
      secure: true,
      sameSite: 'unset',
      pins: 'hash',
    });
  });

  it('is Secure by TLS only', () => {
    expect(cookie({}, { tls: [] })).toMatchObject({ secure: false });
    expect(cookie({ 'session-cookie-secure': 'true' }, { tls: [] })).toMatchObject({ secure: true });
    expect(cookie({ 'ssl-redirect': 'false' })).toMatchObject({ secure: false });
  });

  it('of a pattern has that pattern for its path', () => {
    const rules = [{ http: { paths: [{ path: '/events(/|$)(.*)', pathType: 'ImplementationSpecific' }] } }];
    const ingress = withAnnotations({ 'rewrite-target': '/$2' }, ready({ rules }));
    expect(added(ingress)).toEqual([]);
    const { [`${PREFIX}session-cookie-path`]: _, ...rest } = ingress.metadata.annotations ?? {};
    expect(added({ ...ingress, metadata: { name: 'sse', annotations: rest } })).toEqual(['affinity-cookie-path error']);
  });

  it('of several paths is several cookies', () => {
    const rules = [{ http: { paths: [{ path: '/events' }, { path: '/messages' }] } }];
    expect(cookie({}, { rules })).toMatchObject({ path: 'unknown' });
    expect(judged(withAnnotations({ affinity: 'cookie' }, bare({ rules })))).toContain('affinity-cookie-path warning');
    expect(added(ready({ rules }))).toEqual([]);
  });

  it('lives as long as a browser says', () => {
    expect(cookie({ 'session-cookie-max-age': '60', 'session-cookie-expires': '90' })).toMatchObject({
      lifetime: expect.objectContaining({ milliseconds: 60_000 }) as unknown,
    });
    expect(cookie({ 'session-cookie-max-age': '3600.5' })).toMatchObject({ lifetime: 'session' });
    expect(added(withAnnotations({ 'session-cookie-max-age': 'abc5' }, ready()))).toContain('setting-ignored-by-target error');
  });

  it('is none of a default backend alone', () => {
    const ingress = ready({ rules: undefined, defaultBackend: {} });
    expect(valueOf(ingress, 'affinity')).toEqual({ kind: 'none' });
    expect(added(ingress)).toContain('affinity-bypassed warning');
  });

  it('pins nothing with service-upstream', () => {
    const ingress = withAnnotations({ 'service-upstream': 'true' }, ready());
    expect(valueOf(ingress, 'balances-over')).toBe('service');
    const path = [readNginxIngress(ingress), planService(policy(), { object: 'Service sse' })];
    expect(inShort(findings(policy(), ...path))).toEqual(
      expect.arrayContaining(['affinity-at-balancing-hop error', expect.stringMatching(/^affinity-bypassed/)]),
    );
  });

  it('goes before hashing and load balancing', () => {
    expect(added(withAnnotations({ 'upstream-hash-by': '$request_uri' }, ready()))).toEqual([
      'setting-ignored-by-target warning',
    ]);
    expect(added(withAnnotations({ 'load-balance': 'ewma' }, ready()))).toEqual(['setting-ignored-by-target warning']);
  });

  it('by hash needs the client to bring the cookie', () => {
    const ingress = withAnnotations({ 'upstream-hash-by': '$cookie_route' });
    expect(valueOf(ingress, 'affinity')).toMatchObject({ kind: 'cookie', name: 'route', pins: 'hash', lifetime: 'unknown' });
    expect(judged(ingress)).toContain('affinity-conflicts-with-load-balancing error');
    expect(valueOf(withAnnotations({ 'upstream-hash-by': '$remote_addr' }), 'affinity')).toBe('unknown');
  });

  it('by load-balance sticky_* is none', () => {
    const ingress = withAnnotations({ 'load-balance': 'sticky_persistent' });
    expect(valueOf(ingress, 'affinity')).toEqual({ kind: 'none' });
    expect(judged(ingress)).toContain('affinity-bypassed warning');
  });

  it('needs more than its mode', () => {
    expect(judged(withAnnotations({ 'affinity-mode': 'persistent' }))).toContain('setting-ignored-by-target warning');
  });

  it('changes a dead pod on a retry only', () => {
    expect(added(withAnnotations({ 'proxy-next-upstream': 'off' }, ready()))).toEqual(['setting-ignored-by-target warning']);
    expect(added(withAnnotations({ 'proxy-next-upstream-tries': '1' }, ready()))).toEqual(['setting-ignored-by-target warning']);
  });
});

describe('retries', () => {
  it.each([
    [{}, 'when-slow'],
    [{ 'proxy-next-upstream': 'error' }, 'when-refused'],
    [{ 'proxy-next-upstream': 'off' }, 'off'],
    [{ 'proxy-next-upstream-tries': '1' }, 'off'],
    [{ 'proxy-next-upstream': 'none' }, 'when-slow'],
  ] as [Annotations, string][])('%j: %s', (annotations, expected) => {
    expect(valueOf(withAnnotations(annotations), 'retry')).toBe(expected);
  });
});

describe('transport', () => {
  it.each([
    [{}, {}, 'tls'],
    [{ 'ssl-redirect': 'false' }, {}, 'tls-and-plain'],
    [{}, { tls: [] }, 'plain'],
    [{ 'force-ssl-redirect': 'true' }, { tls: [] }, 'unknown'],
  ] as [Annotations, object, string][])('%j %j: %s', (annotations, spec, expected) => {
    expect(valueOf(withAnnotations(annotations, bare(spec)), 'transport')).toBe(expected);
  });
});

describe('class', () => {
  it('that is missing', () => {
    expect(added(ready({ ingressClassName: undefined }))).toContain('setting-ignored-by-target warning');
  });

  it('as the old annotation', () => {
    const ingress = ready({ ingressClassName: undefined });
    const annotations = { ...ingress.metadata.annotations, 'kubernetes.io/ingress.class': 'nginx' };
    expect(added({ ...ingress, metadata: { name: 'sse', annotations } })).toEqual([]);
  });

  it('of AKS cannot be tuned', () => {
    const settings = known(readNginxIngress(bare({ ingressClassName: 'webapprouting.kubernetes.azure.com' })), 'drain-limit');
    expect(settings).toEqual([expect.objectContaining({ origin: 'fixed' })]);
    expect(settings[0]).not.toHaveProperty('key');
  });

  it.each([
    ['nginx', 'March 2026'],
    ['webapprouting.kubernetes.azure.com', 'November 2026'],
    ['nginx.approuting.kubernetes.azure.com', 'November 2026'],
  ])('%s is retired', (ingressClassName, date) => {
    const [retired] = findings(policy(), readNginxIngress(bare({ ingressClassName }))).filter(
      ({ rule }) => rule === 'hop-retired',
    );
    expect(retired).toMatchObject({ level: 'error' });
    expect(retired?.message).toContain(date);
  });
});

describe('a policy this hop cannot serve', () => {
  const remarks = (of = policy()) => planNginxIngress(of, options).remarks.map(({ rule }) => rule);
  const always = ['hop-retired', 'reload-cuts-streams'];

  it.each([
    ['nothing', policy(), []],
    ['affinity by client IP', byAddress, ['affinity-unsupported-by-hop']],
    ['a cookie name nginx drops', policy({ affinity: { kind: 'cookie', name: 'a+b' } }), ['value-rejected-by-target']],
    ['a path nginx refuses', policy({ paths: ['/~user'] }), ['value-rejected-by-target']],
    [
      'times that are no whole seconds',
      policy({ heartbeat: '100ms', affinity: { kind: 'cookie', lifetime: '1500ms' } }),
      ['value-rejected-by-target', 'value-rejected-by-target', 'value-rejected-by-target'],
    ],
  ])('%s', (_, of, expected) => {
    expect(remarks(of)).toEqual([...always, ...expected]);
  });
});

it('judges nothing of an Ingress whose TLS may go to the pods unread, and says so', () => {
  const passed = withAnnotations({ 'ssl-passthrough': 'true', 'proxy-read-timeout': '3s', 'proxy-buffering': 'on' });
  const told = findings(policy(), readNginxIngress(passed), planService(policy(), { object: 'Service sse' }));
  const errors = told.filter(({ level }) => level === 'error' || level === 'warning').map(({ rule }) => rule);
  expect(errors).toEqual(['hop-retired']);
  const unknowns = told.filter(({ level }) => level === 'unknown').map(({ rule }) => rule);
  expect(unknowns).toEqual(expect.arrayContaining(['heartbeat-within-idle-limit', 'response-buffering-off']));
  expect(told.find(({ rule }) => rule === 'response-buffering-off')?.message).toContain('--enable-ssl-passthrough');
});

describe('limits by address', () => {
  const told = (annotations: Annotations): string[] =>
    findings(policy(), readNginxIngress(withAnnotations(annotations, ready())))
      .filter(({ rule }) => rule === 'connection-limit-on-stream')
      .map(({ level, message }) => `${level}: ${message}`);

  it.each<[string, Annotations, string]>([
    ['of open requests', { 'limit-connections': '20' }, 'warning: .*"20"; each open stream is one of 20 '],
    ['of requests a second', { 'limit-rps': '4' }, 'note: .* 4 requests a second and a burst of 4 x 5 = 20;'],
    [
      'of requests a minute',
      { 'limit-rpm': '60', 'limit-burst-multiplier': '2' },
      'note: .* 60 requests a minute and a burst of 60 x 2 = 120;',
    ],
  ])('are told: %s', (_, annotations, expected) => {
    expect(told(annotations)).toEqual([expect.stringMatching(new RegExp(`^${expected}`))]);
  });

  it.each(['0', '-1'])('with a burst of nothing stop nginx: %s', (times) => {
    const ingress = withAnnotations({ 'limit-rps': '5', 'limit-burst-multiplier': times }, ready());
    expect(added(ingress)).toEqual(['value-rejected-by-target error']);
  });

  it('of more than nginx takes stop it, and are told once', () => {
    expect(added(withAnnotations({ 'limit-connections': '65536' }, ready()))).toEqual(['value-rejected-by-target error']);
    expect(added(withAnnotations({ 'limit-connections': '65535' }, ready()))).toEqual(['connection-limit-on-stream warning']);
  });

  it('reads the old name of the allowlist only without the new one', () => {
    const both = { 'limit-allowlist': '10.0.0.0/8', 'limit-whitelist': 'foo' };
    expect(added(withAnnotations(both, ready()))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['limit-allowlist', '10.0.0.0/8', 'warning: .*"10.0.0.0/8" exempts those addresses, and the limit holds for all others'],
    ['limit-whitelist', '10.0.0.0/8', 'warning: .*limit-whitelist "10.0.0.0/8" exempts those'],
    ['limit-allowlist', '192.0.2.1, 0.0.0.0/0', 'note: .* every IPv4 address'],
  ])('hold for whom they do not exempt: %s %s', (name, value, expected) => {
    expect(told({ 'limit-connections': '1', [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${expected}`))]);
  });

  describe('answer what the ConfigMap says', () => {
    const configMap = (name: string, data: object): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data,
    });
    const limited = withAnnotations({ 'limit-connections': '9', 'limit-rps': '5' }, ready());
    const answers = (...configMaps: KubeObject[]): string[] =>
      findings(policy(), readNginxIngress(limited, { configMaps }))
        .filter(({ rule }) => rule === 'connection-limit-on-stream')
        .map(({ message }) => / (gets \d+|is refused)/.exec(message)?.[1] ?? '');

    it.each<[string, KubeObject[], string[]]>([
      ['none', [], ['gets 503', 'gets 503']],
      ['one of them', [configMap('a', { 'limit-conn-status-code': '429' })], ['gets 429', 'gets 503']],
      ['no number', [configMap('a', { 'limit-req-status-code': 'none' })], ['gets 503', 'is refused']],
      ['two that differ', [configMap('a', { 'limit-req-status-code': '429' }), configMap('b', {})], ['gets 503', 'is refused']],
    ])('%s', (_, configMaps, expected) => {
      expect(answers(...configMaps)).toEqual(expected);
    });
  });

  it.each<Annotations>([{}, { 'limit-connections': '0' }, { 'limit-rps': 'x' }, { 'limit-rate': '10' }])(
    'are none in %j',
    (annotations) => {
      expect(told(annotations)).toEqual([]);
    },
  );
});
