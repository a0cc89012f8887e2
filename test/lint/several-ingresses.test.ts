import { stringify } from 'yaml';
import { lint } from '../../src/lint/lint';

interface Written {
  readonly name?: string;
  readonly namespace?: string;
  readonly service?: string;
  readonly path?: string;
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
        http: { paths: [{ path, pathType, backend: { service: { name: service, port: { number: 80 } } } }] },
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

  it('is unknown where its main Ingress is not there', async () => {
    expect(await foundIn([canary()], 'its main Ingress')).not.toEqual([]);
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
