import fc from 'fast-check';
import { timeOf } from '../../../src/hops/ingress-f5-nginx/annotations';
import { cookieOf, parseSticky, printSticky, stickyProblem } from '../../../src/hops/ingress-f5-nginx/sticky';
import { Duration } from '../../../src/policy/duration';
import { hopOf, ingress, originOf, serious, STICKY, told, valueOf } from './support';

const sticky = (list: string) => ingress({ [STICKY]: list });
const cookie = 'serviceName=prices route expires=1d path=/ httponly secure samesite=lax';

it('is clean where it has what a stream needs', () => {
  expect(serious(ingress())).toEqual([]);
  expect(serious(sticky(cookie))).toEqual([]);
});

it('buffers unless it is told not to', () => {
  const bare = {
    ...ingress(),
    metadata: { name: 'prices', namespace: 'app', annotations: { 'nginx.org/proxy-read-timeout': '1h' } },
  };
  expect([valueOf(hopOf(bare), 'response-buffering'), originOf(hopOf(bare), 'response-buffering')]).toEqual(['on', 'default']);
  expect(serious(bare)).toContain('response-buffering-off error');
});

describe('a value that the controller rejects the Ingress for', () => {
  it.each([
    ['nginx.org/proxy-buffering', 'off', 'write "false"'],
    ['nginx.org/proxy-buffering', 'no', 'write "true" or "false"'],
    ['nginx.org/proxy-read-timeout', '1 hour', 'write a time of nginx'],
    ['nginx.org/proxy-read-timeout', '', 'write a time of nginx'],
    ['nginx.org/proxy-next-upstream', 'error error', 'each once'],
    ['nginx.org/lb-method', 'sticky', 'a load balancing method'],
    [
      STICKY,
      'serviceName=other a path=/; serviceName=prices b path=/',
      'write "serviceName=other a path=/;serviceName=prices b path=/"',
    ],
    [STICKY, 'serviceName=prices a path=/;', 'write "serviceName=prices a path=/"'],
    [STICKY, 'prices', 'serviceName=NAME'],
  ])('%s: "%s"', (name, value, fix) => {
    const found = told(ingress({ [name]: value })).filter(({ rule }) => rule === 'value-rejected-by-target');
    expect(found).toEqual([expect.objectContaining({ level: 'error', key: `metadata.annotations["${name}"]` })]);
    expect(found[0]?.fix).toContain(fix);
  });

  it('leaves the setting unknown', () => {
    expect(originOf(hopOf(ingress({ 'nginx.org/proxy-buffering': 'off' })), 'response-buffering')).toBe('unknown');
    expect(originOf(hopOf(sticky('prices')), 'affinity')).toBe('unknown');
  });
});

describe('the sticky cookie', () => {
  it('is that of the Service, with its attributes', () => {
    const hop = hopOf(sticky(`serviceName=other other;${cookie}`));
    expect(valueOf(hop, 'affinity')).toEqual({
      kind: 'cookie',
      name: 'route',
      lifetime: Duration.hours(24),
      path: '/',
      secure: true,
      sameSite: 'Lax',
      pins: 'pod',
    });
    expect(hop.remarks).toContainEqual(expect.objectContaining({ rule: 'setting-ignored-by-target', level: 'note' }));
  });

  it('has the folder of the request for its path, and ends with the session, unless told', () => {
    expect(cookieOf('route')).toMatchObject({ path: 'request-folder', lifetime: 'session', secure: false, sameSite: 'unset' });
    expect(cookieOf('route expires=max')).toMatchObject({ lifetime: Duration.seconds(315_360_000) });
  });

  it('does nothing for a Service that it does not name', () => {
    expect(valueOf(hopOf(sticky('serviceName=price route path=/')), 'affinity')).toEqual({ kind: 'none' });
    expect(serious(sticky('serviceName=price route path=/'))).toEqual(['setting-ignored-by-target warning']);
  });

  it.each([
    ['route max-age=86400', '"max-age=86400" is none of its parameters'],
    ['route path=/ path=/x', 'path stands twice'],
    ['route expires=500ms', '"expires=500ms" is none of its parameters'],
    ['route samesite=Loose', '"samesite=Loose" is none of its parameters'],
    ['path=/', 'it has no cookie name'],
  ])('makes nginx refuse everything with "%s"', (text, problem) => {
    expect(stickyProblem(text)).toBe(problem);
    expect(serious(sticky(`serviceName=prices ${text}`))).toContain('value-rejected-by-target error');
  });

  it('needs NGINX Plus under nginx.com', () => {
    const plus = ingress({ 'nginx.com/sticky-cookie-services': cookie });
    expect(valueOf(hopOf(plus), 'affinity')).toMatchObject({ name: 'route' });
    expect(serious(plus)).toEqual(['value-rejected-by-target warning']);
    expect(told(plus).map(({ fix }) => fix)).toContainEqual(expect.stringContaining('write nginx.org/sticky-cookie-services'));
    const both = ingress({ 'nginx.com/sticky-cookie-services': 'serviceName=prices plus', [STICKY]: cookie });
    expect(valueOf(hopOf(both), 'affinity')).toMatchObject({ name: 'route' });
    expect(serious(both)).toEqual(['setting-ignored-by-target warning']);
  });
});

it('round trips every list that it takes', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const service = fc.record({
    service: word,
    text: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  });
  fc.assert(
    fc.property(fc.array(service, { minLength: 1, maxLength: 4 }), (list) => {
      expect(parseSticky(printSticky(list))).toEqual(list);
      expect(parseSticky(printSticky(list).replaceAll(';', '; '))).toEqual(list.length === 1 ? list : undefined);
    }),
  );
});

it('takes every time that a Duration prints', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (milliseconds) => {
      const duration = Duration.millis(milliseconds);
      expect(timeOf(duration.toString())).toEqual(duration);
    }),
  );
});

it.each([
  ['90', 90_000],
  ['1h 30m', 5_400_000],
  ['5 10ms', 5010],
  ['30m1h', undefined],
  ['-1', undefined],
  [' ', undefined],
])('takes the time "%s" for %s ms', (text, milliseconds) => {
  expect(timeOf(text)?.milliseconds).toBe(milliseconds);
});

it.each<[string, Readonly<Record<string, string>>, string, unknown]>([
  ['ip_hash', { 'nginx.org/lb-method': 'ip_hash' }, 'affinity', { kind: 'client-ip', timeout: 'disabled' }],
  [
    'a hash of the address',
    { 'nginx.org/lb-method': 'hash $remote_addr consistent' },
    'affinity',
    { kind: 'client-ip', timeout: 'disabled' },
  ],
  ['the address of the Service', { 'nginx.org/use-cluster-ip': 'true' }, 'balances-over', 'service'],
  ['no retries', { 'nginx.org/proxy-next-upstream-tries': '1', 'nginx.org/proxy-next-upstream': 'timeout' }, 'retry', 'off'],
  ['retries of slow pods', { 'nginx.org/proxy-next-upstream': 'error timeout' }, 'retry', 'when-slow'],
  ['plain HTTP beside TLS', { 'nginx.org/ssl-redirect': 'false' }, 'transport', 'tls-and-plain'],
])('reads %s', (_, annotations, aspect, value) => {
  expect(valueOf(hopOf(ingress(annotations)), aspect as 'affinity')).toEqual(value);
});

describe('what it tells of an Ingress', () => {
  it.each<[string, Parameters<typeof ingress>, readonly string[]]>([
    ['a rule without a host', [{}, { rule: { host: undefined } }], ['value-rejected-by-target error']],
    ['a limit of connections', [{ 'nginx.org/max-conns': '32' }], ['connection-limit-on-stream warning']],
    ['no class', [{}, { spec: { ingressClassName: undefined } }], ['setting-ignored-by-target warning']],
    [
      'a snippet that writes what the controller writes',
      [{ 'nginx.org/location-snippets': 'proxy_buffering off;\nproxy_cache off;' }],
      ['value-rejected-by-target error', 'value-rejected-by-target error'],
    ],
    [
      'a snippet for the server, which the location overrules',
      [{ 'nginx.org/server-snippets': 'proxy_read_timeout 1h;' }],
      ['setting-ignored-by-target error', 'value-rejected-by-target error'],
    ],
  ])('%s', (_, shape, rules) => {
    expect(serious(ingress(...shape))).toEqual(rules);
  });

  it('that HTTP/2 is off, that pods make it reload, and that its own pods end soon', () => {
    const notes = told(ingress()).filter(({ level }) => level === 'note');
    expect(notes.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['reload-cuts-streams', 'gateway-drain-timeout', 'http2-at-edge']),
    );
  });
});

describe('a mergeable Ingress', () => {
  const part = (type: string) => ({ 'nginx.org/mergeable-ingress-type': type });
  const bare = (name: string, annotations: Record<string, string>, spec: object, rule: object = {}) => {
    const made = ingress({}, { name, spec, rule });
    return { ...made, metadata: { ...made.metadata, annotations } };
  };
  const minion = bare('minion', { ...part('minion'), [STICKY]: cookie }, { tls: undefined });
  const master = (annotations: Record<string, string> = {}) =>
    bare('master', { ...part('master'), ...annotations }, {}, { http: undefined });
  const full = {
    'nginx.org/proxy-buffering': 'false',
    'nginx.org/proxy-read-timeout': '1h',
    'nginx.org/proxy-send-timeout': '1h',
  };

  it('has the TLS, the timeouts and the buffering of its master', () => {
    const hop = hopOf(minion, master(full));
    expect([valueOf(hop, 'transport'), valueOf(hop, 'response-buffering'), valueOf(hop, 'idle-limit')]).toEqual([
      'tls',
      'off',
      Duration.hours(1),
    ]);
    expect(hop.settings.find(({ aspect }) => aspect === 'response-buffering')?.key).toBe(
      'Ingress/master metadata.annotations["nginx.org/proxy-buffering"]',
    );
    expect(serious(minion, master(full))).toEqual(['no-retry-on-stream warning']);
  });

  it('is unknown in these without its master', () => {
    const hop = hopOf(minion);
    expect(['transport', 'response-buffering', 'idle-limit'].map((aspect) => originOf(hop, aspect as 'transport'))).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(told(minion).map(({ rule }) => rule)).toContain('hop-not-in-input');
  });

  it('heeds the sticky cookie of the minion only', () => {
    const [hop, findings] = [
      hopOf({ ...minion, metadata: { ...minion.metadata, annotations: part('minion') } }, master({ ...full, [STICKY]: cookie })),
      told(minion, master({ ...full, [STICKY]: cookie })),
    ];
    expect(valueOf(hop, 'affinity')).toEqual({ kind: 'none' });
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'setting-ignored-by-target', key: `Ingress/master metadata.annotations["${STICKY}"]` }),
    );
  });

  it('heeds what is of the server on the master only', () => {
    const redirecting = bare('minion', { ...part('minion'), 'nginx.org/ssl-redirect': 'false' }, {});
    expect(valueOf(hopOf(redirecting, master(full)), 'transport')).toBe('tls');
    expect(serious(redirecting, master(full))).toEqual(
      expect.arrayContaining(['setting-ignored-by-target error', 'value-rejected-by-target error']),
    );
  });
});
