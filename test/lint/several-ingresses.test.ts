import { stringify } from 'yaml';
import { suppressionAnnotation } from '../../src/kubernetes/object';
import { lint } from '../../src/lint/lint';

interface Written {
  readonly name?: string;
  readonly namespace?: string;
  readonly service?: string;
  readonly path?: string;
  /** More paths of the same host to the same Service. */
  readonly morePaths?: readonly string[];
  readonly pathType?: string;
  readonly host?: string;
  /** None: the default one of the cluster. */
  readonly className?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
}

const ingress = ({
  name = 'prices',
  namespace = 'shop',
  service = 'prices',
  path = '/events',
  morePaths = [],
  pathType = 'Prefix',
  host = `${namespace}.example.com`,
  className,
  annotations,
}: Written) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace, annotations },
  spec: {
    ingressClassName: className,
    rules: [
      {
        host,
        http: {
          paths: [path, ...morePaths].map((each) => ({
            path: each,
            pathType,
            backend: { service: { name: service, port: { number: 80 } } },
          })),
        },
      },
    ],
  },
});

async function foundIn(ingresses: readonly Written[], word: string, ...beside: object[]): Promise<string[]> {
  const text = [...ingresses.map(ingress), ...beside].map((each) => stringify(each)).join('---\n');
  const { findings } = await lint([{ name: 'ingresses.yaml', text }], { streams: ['/events'] });
  return findings
    .filter(({ message }) => message.includes(word))
    .map(({ rule, level, message }) => `${rule} ${level}: ${message}`);
}

/** The same with the object, the line of the file and the fix. */
async function toldIn(ingresses: readonly Written[], word: string, ...beside: object[]) {
  const text = [...ingresses.map(ingress), ...beside].map((each) => stringify(each)).join('---\n');
  const lines = text.split('\n');
  const { findings } = await lint([{ name: 'ingresses.yaml', text }], { streams: ['/events'] });
  return findings
    .filter(({ message }) => message.includes(word))
    .map(({ location, fix, paths }) => ({
      object: location.object,
      line: lines[location.line - 1]?.trim(),
      fix,
      paths,
    }));
}

describe('ingress-nginx mixes the cookies of Ingresses for one Service', () => {
  const N = 'nginx.ingress.kubernetes.io/';
  const cookie = (more: Readonly<Record<string, string>> = {}) => ({ [`${N}affinity`]: 'cookie', ...more });
  const stream: Written = { className: 'nginx', annotations: cookie({ [`${N}session-cookie-name`]: 'a' }) };
  const other: Written = { ...stream, name: 'messages', path: '/messages' };
  const balanced = cookie({ [`${N}session-cookie-name`]: 'a', [`${N}affinity-mode`]: 'balanced' });
  const persistent = cookie({ [`${N}session-cookie-name`]: 'b', [`${N}affinity-mode`]: 'persistent' });

  it('is told with what differs', async () => {
    expect(
      await foundIn(
        [
          { ...stream, annotations: balanced },
          { ...other, annotations: persistent },
        ],
        'one cookie of both',
      ),
    ).toEqual([
      expect.stringMatching(
        /^setting-ignored-by-target error: Ingress shop\/messages is for the same Service, with another affinity-mode, session-cookie-name; /,
      ),
    ]);
  });

  it('is told where the class is the default one of the cluster', async () => {
    const ingressClass = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'nginx', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'k8s.io/ingress-nginx' },
    };
    const pair = [
      { ...stream, className: undefined },
      { ...other, className: undefined, annotations: persistent },
    ];
    expect(await foundIn(pair, 'one cookie of both', ingressClass)).toHaveLength(1);
  });

  it.each<[string, Written]>([
    ['the same cookie', other],
    ['a mode that is written once', { ...other, annotations: { ...stream.annotations, [`${N}affinity-mode`]: 'persistent' } }],
    ['no affinity', { ...other, annotations: {} }],
    ['values that are both dropped', { ...other, annotations: { ...stream.annotations, [`${N}affinity-mode`]: 'Persistent' } }],
    ['another Service', { ...other, service: 'messages', annotations: persistent }],
    ['another controller', { ...other, className: 'webapprouting.kubernetes.azure.com', annotations: persistent }],
    ['another namespace', { ...other, namespace: 'office', annotations: persistent }],
    ['the same Ingress for another environment', { ...other, name: 'prices', annotations: persistent }],
  ])('is not told of %s', async (_, second) => {
    expect(await foundIn([stream, second], 'one cookie of both')).toEqual([]);
  });
});

describe('a canary of ingress-nginx', () => {
  const N = 'nginx.ingress.kubernetes.io/';
  const cookie = { [`${N}affinity`]: 'cookie', [`${N}affinity-mode`]: 'persistent', [`${N}session-cookie-path`]: '/' };
  const main: Written = { className: 'nginx', annotations: { ...cookie, [`${N}proxy-next-upstream`]: 'error' } };
  const canary = (annotations: Readonly<Record<string, string>> = {}): Written => ({
    ...main,
    name: 'next',
    service: 'next',
    annotations: { [`${N}canary`]: 'true', ...annotations },
  });

  it.each<[string, Written]>([
    ['nothing', canary()],
    ['the same cookie', canary(cookie)],
  ])('with %s of its own is as its main Ingress', async (_, written) => {
    for (const rule of ['no affinity', 'retries slow', 'one cookie of a name', 'as well']) {
      expect(await foundIn([main, written], rule)).toEqual([]);
    }
  });

  it('with a cookie of its own is told that it does not count', async () => {
    expect(await foundIn([main, canary({ ...cookie, [`${N}session-cookie-name`]: 'next' })], 'a canary')).toEqual([
      expect.stringMatching(/^setting-ignored-by-target warning: session-cookie-name of Ingress shop\/next/),
    ]);
  });

  it('with timeouts and limits of its own is told that they do not count', async () => {
    const own = { [`${N}proxy-read-timeout`]: '10', [`${N}limit-connections`]: '5', [`${N}proxy-next-upstream`]: 'error' };
    expect(await foundIn([main, canary(own)], 'a canary')).toEqual([
      expect.stringMatching(
        /^setting-ignored-by-target warning: proxy-read-timeout, limit-connections of Ingress shop\/next, .* of Ingress shop\/prices for both/,
      ),
    ]);
    expect(await foundIn([main, canary(own)], 'each open stream')).toEqual([]);
  });

  it('chooses among its pods by its own service-upstream', async () => {
    const toAddress = canary({ [`${N}service-upstream`]: 'true' });
    expect(await foundIn([main, toAddress], 'sends to an address')).toHaveLength(1);
    expect(await foundIn([main, canary()], 'sends to an address')).toEqual([]);
  });

  it.each(['canary-weight', 'load-balance', 'upstream-hash-by'])('may have %s of its own', async (name) => {
    expect(await foundIn([main, canary({ [N + name]: '10' })], 'of Ingress shop/next, a canary')).toEqual([]);
  });

  it('with behavior legacy has no affinity', async () => {
    const legacy = canary({ [`${N}affinity-canary-behavior`]: 'legacy' });
    expect(await foundIn([main, legacy], 'no affinity')).toHaveLength(1);
  });

  it('is unknown where its main Ingress is not there, which is to be added', async () => {
    const told = await toldIn([canary()], 'its main Ingress');
    expect(told.length).toBeGreaterThan(0);
    for (const { object, fix } of told) {
      expect(object).toBe('Ingress shop/next');
      expect(fix).toMatch(/^add the main Ingress to the input: .* has shop\.example\.com\/events \(Prefix\)/);
    }
  });

  it.each<[string, Written]>([
    ['path', { ...main, path: '/event' }],
    ['type of path', { ...main, pathType: 'Exact' }],
  ])('whose host has another %s gets no request', async (_, other) => {
    expect(await foundIn([other, canary()], 'drops Service')).toEqual([
      expect.stringMatching(
        /^setting-ignored-by-target warning: Ingress shop\/next is a canary for shop\.example\.com\/events \(Prefix\)/,
      ),
    ]);
  });

  it('gets no request on any path where one of them has no main Ingress', async () => {
    const more = { ...canary(), morePaths: ['/messages'] };
    expect(await foundIn([main, more], 'drops Service next')).toEqual([
      expect.stringContaining('is a canary for shop.example.com/messages (Prefix); '),
    ]);
    expect(await foundIn([main, more, { ...main, name: 'messages', path: '/messages' }], 'drops Service')).toEqual([]);
  });

  it('has the type of its path as the controller takes it', async () => {
    const anyType = { ...canary(), pathType: 'ImplementationSpecific' };
    for (const word of ['drops Service', 'its main Ingress, which']) {
      expect(await foundIn([main, anyType], word)).toEqual([]);
    }
  });

  describe('with the paths of two Ingresses', () => {
    const api: Written = {
      ...main,
      name: 'api',
      service: 'api',
      path: '/api',
      annotations: { [`${N}limit-connections`]: '2' },
    };
    const both = { ...canary(), path: '/api', morePaths: ['/events'] };

    it.each<[string, Written[]]>([
      ['the one that comes last', [api, main, both]],
      ['the one that comes first', [main, api, both]],
    ])('has the settings of the one for the stream: %s', async (_, ingresses) => {
      expect(await foundIn(ingresses, 'each open stream')).toEqual([]);
    });

    it('has the limits of the one for the stream', async () => {
      const limited = { ...main, annotations: { ...main.annotations, [`${N}limit-connections`]: '9' } };
      const told = await toldIn([api, limited, both], 'each open stream is one of');
      expect(told).toEqual([
        expect.objectContaining({ object: 'Ingress shop/prices', paths: ['Ingress shop/prices', 'Ingress shop/next'] }),
      ]);
    });
  });

  it.each<[string, string]>([
    ['use-regex', 'true'],
    ['rewrite-target', '/$2'],
  ])('makes no pattern of the paths of its host by %s', async (name, value) => {
    expect(await foundIn([main, canary({ [N + name]: value })], 'for patterns')).toEqual([]);
  });

  it.each<[string, string]>([
    ['upstream-hash-by', 'a;b'],
    ['load-balance', 'least_conn'],
    ['limit-connections', 'x'],
    ['configuration-snippet', 'gzip off;'],
  ])('with %s: %j is not served', async (name, value) => {
    expect(await toldIn([main, canary({ [N + name]: value })], 'serves nothing of the whole Ingress')).toEqual([
      expect.objectContaining({ object: 'Ingress shop/next', line: expect.stringContaining(N + name) as unknown }),
    ]);
  });

  it('with what does not count is told to remove it, in its own place', async () => {
    expect(await toldIn([main, canary({ [`${N}proxy-read-timeout`]: '10' })], 'a canary')).toEqual([
      {
        object: 'Ingress shop/next',
        line: `${N}proxy-read-timeout: "10"`,
        fix: 'remove it here; what counts is on Ingress shop/prices',
        paths: ['Ingress shop/next'],
      },
    ]);
  });

  it('with behavior legacy lacks affinity in its own place', async () => {
    const legacy = canary({ [`${N}affinity-canary-behavior`]: 'legacy' });
    expect(await toldIn([main, legacy], 'no affinity')).toEqual([
      expect.objectContaining({ object: 'Ingress shop/next', line: `${N}affinity-canary-behavior: legacy` }),
    ]);
  });

  it('with a weight in percent is told that it is dropped', async () => {
    expect(await foundIn([main, canary({ [`${N}canary-weight`]: '10%' })], '"10%"; the controller drops it')).toHaveLength(1);
  });

  it('beside another one for its path is told that one gets no request', async () => {
    const second = { ...canary(), name: 'later', service: 'later' };
    expect(await foundIn([main, canary(), second], 'is a canary for')).toEqual([
      expect.stringContaining('warning: Ingress shop/later is a canary for shop.example.com/events (Prefix) as well; '),
      expect.stringContaining('warning: Ingress shop/next is a canary for shop.example.com/events (Prefix) as well; '),
    ]);
    expect(await foundIn([main, canary(), { ...second, service: 'next' }], 'is a canary for')).toEqual([]);
    expect(await foundIn([main, canary(), { ...second, path: '/api' }], 'as well')).toEqual([]);
  });

  it('accepts findings of its own', async () => {
    const accepting = canary({
      [`${N}proxy-read-timeout`]: '10',
      [suppressionAnnotation('setting-ignored-by-target')]: 'a trial',
    });
    const text = [main, accepting].map((each) => stringify(ingress(each))).join('---\n');
    const { findings } = await lint([{ name: 'ingresses.yaml', text }], { streams: ['/events'] });
    expect(findings.filter(({ message }) => message.includes('a canary'))).toEqual([
      expect.objectContaining({ suppressed: expect.objectContaining({ reason: 'a trial' }) as unknown }),
    ]);
  });
});

describe('AGIC names pools by namespace and Service in one word', () => {
  const className = 'azure-application-gateway';
  const stream: Written = { className, namespace: 'shop', service: 'live-prices' };

  it('is told where two read the same', async () => {
    expect(
      await foundIn([stream, { className, namespace: 'shop-live', service: 'prices', path: '/messages' }], 'one pool'),
    ).toEqual([
      expect.stringMatching(/^value-rejected-by-target error: a Service of Ingress shop-live\/prices .* both shop-live-prices /),
    ]);
  });

  it.each<[string, Written]>([
    ['the same Service', { ...stream, name: 'messages', path: '/messages' }],
    ['another word', { className, namespace: 'shop-live', service: 'messages' }],
    ['another controller', { className: 'nginx', namespace: 'shop-live', service: 'prices' }],
  ])('is not told of %s', async (_, second) => {
    expect(await foundIn([stream, second], 'one pool')).toEqual([]);
  });
});

describe.each<[string, string, string]>([
  ['nginx', 'value-rejected-by-target', 'the webhook of the controller refuses the newer of two'],
  ['azure-application-gateway', 'setting-ignored-by-target', 'the controller takes the first of the two by name'],
])('of class %s, two Ingresses with one path', (className, rule, happens) => {
  const stream: Written = { className };
  const other: Written = { className, name: 'zeta', service: 'zeta' };

  it('are told of, each', async () => {
    expect(await foundIn([stream, other], happens)).toEqual([
      expect.stringContaining(`${rule} error: Ingress shop/zeta has shop.example.com/events (Prefix) as well; ${happens}`),
      expect.stringContaining(`${rule} error: Ingress shop/prices has shop.example.com/events (Prefix) as well; ${happens}`),
    ]);
  });

  it.each<[string, Partial<Written>]>([
    ['another host', { host: 'office.example.com' }],
    ['another path', { path: '/messages' }],
    ['another type of path', { pathType: 'Exact' }],
    ['another controller', { className: 'webapprouting.kubernetes.azure.com' }],
    ['the same Ingress for another environment', { name: 'prices', namespace: 'office', host: 'shop.example.com' }],
  ])('are not told of: %s', async (_, more) => {
    expect(await foundIn([stream, { ...other, ...more }], happens)).toEqual([]);
  });
});

describe('an Ingress of ingress-nginx', () => {
  const N = 'nginx.ingress.kubernetes.io/';
  const stream: Written = { className: 'nginx' };
  const other: Written = { className: 'nginx', name: 'shop', path: '/shop', service: 'shop' };

  it('may have the path of a canary', async () => {
    const canary = { ...other, path: '/events', annotations: { [`${N}canary`]: 'true' } };
    expect(await foundIn([stream, canary], 'as well')).toEqual([]);
  });

  it.each(['false', 'yes'])('with canary "%s" passes the webhook beside the path of another', async (value) => {
    const no = { ...other, path: '/events', annotations: { [`${N}canary`]: value } };
    const told = await foundIn([stream, no], 'as well');
    expect(told).toHaveLength(2);
    for (const one of told) {
      expect(one).toContain(`lets both pass for the metadata.annotations["${N}canary"] "${value}" of Ingress shop/shop`);
      expect(one).toContain('the older alone keeps the path');
      expect(one).not.toContain('refuses');
    }
    expect(await foundIn([stream, no], `is "${value}"; the controller drops it`)).toHaveLength(value === 'yes' ? 1 : 0);
  });

  it('that is no canary says in vain how one behaves', async () => {
    const own = { ...stream, annotations: { [`${N}affinity-canary-behavior`]: 'legacy' } };
    expect(await foundIn([own], 'no canary')).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['use-regex', 'true'],
    ['rewrite-target', '/$2'],
  ])('makes patterns of the paths of its neighbours by %s', async (name, value) => {
    const regex = { ...other, path: '/shop(/|$)(.*)', pathType: 'ImplementationSpecific', annotations: { [N + name]: value } };
    expect(await foundIn([stream, regex], 'for patterns')).toEqual([
      expect.stringMatching(`^setting-ignored-by-target warning: Ingress shop/shop has ${N}${name} for the same host; `),
    ]);
    expect(await foundIn([stream, { ...regex, host: 'office.example.com' }], 'for patterns')).toEqual([]);
    expect(await foundIn([stream, { ...regex, annotations: { [`${N}use-regex`]: 'false' } }], 'for patterns')).toEqual([]);
  });
});
