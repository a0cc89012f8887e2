import { stringify } from 'yaml';
import { lint } from '../../src/lint/lint';

interface Written {
  readonly name?: string;
  readonly namespace?: string;
  readonly service?: string;
  readonly path?: string;
  /** None: the default one of the cluster. */
  readonly className?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
}

const ingress = ({
  name = 'prices',
  namespace = 'shop',
  service = 'prices',
  path = '/events',
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
        host: `${namespace}.example.com`,
        http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: service, port: { number: 80 } } } }] },
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
  const persistent = cookie({ [`${N}session-cookie-name`]: 'b', [`${N}affinity-mode`]: 'persistent' });

  it('is told with what differs', async () => {
    expect(await foundIn([stream, { ...other, annotations: persistent }], 'one cookie of both')).toEqual([
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
