import { stringify } from 'yaml';
import { lint } from '../../../src/lint/lint';

const N = 'nginx.ingress.kubernetes.io/';

const ingress = (annotations: Readonly<Record<string, string>> = {}, className = 'nginx') => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    name: 'prices',
    namespace: 'shop',
    annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [N + name, value])),
  },
  spec: {
    ingressClassName: className,
    rules: [
      {
        host: 'prices.example.com',
        http: {
          paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } }],
        },
      },
    ],
  },
});

const configMap = (data: Readonly<Record<string, string>>, name = 'ingress-nginx-controller') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'ingress-nginx' },
  data,
});

/** What is said with a word in it, as `<rule> <level> <line>`; the ConfigMap is below the Ingress. */
async function told(word: string, ...objects: readonly object[]): Promise<string[]> {
  // As YAML 1.1, in which on and off need quotes.
  const text = objects.map((one) => stringify(one, { version: '1.1' })).join('---\n');
  const { findings, problems } = await lint([{ name: 'edge.yaml', text }], { streams: ['/events'] });
  expect(problems).toEqual([]);
  const line = (at: number) => text.split('\n')[at - 1]?.trim() ?? '';
  return findings
    .filter(({ message }) => message.includes(word))
    .map(({ rule, level, location }) => `${rule} ${level} ${line(location?.line ?? 0)}`);
}

const BUFFERING = 'proxy-buffering is on';

it('counts where the Ingress says nothing, and is told where it is written', async () => {
  expect(await told(BUFFERING, ingress(), configMap({ 'proxy-buffering': 'on' }))).toEqual([
    'response-buffering-off error proxy-buffering: "on"',
  ]);
});

it.each<[string, object, object]>([
  ['the Ingress says otherwise', ingress({ 'proxy-buffering': 'off' }), configMap({ 'proxy-buffering': 'on' })],
  ['it is of something else', ingress(), configMap({ 'proxy-buffering': 'on' }, 'ingress-nginx-tcp')],
  ['it is not what nginx takes', ingress(), configMap({ 'proxy-buffering': 'yes' })],
  ['AKS runs the controller', ingress({}, 'webapprouting.kubernetes.azure.com'), configMap({ 'proxy-buffering': 'on' })],
])('does not count where %s', async (_, one, other) => {
  expect(await told(BUFFERING, one, other)).toEqual([]);
});

it('is unknown where two that may be meant differ', async () => {
  const two = [configMap({ 'proxy-buffering': 'on' }), configMap({ 'proxy-buffering': 'off' }, 'ingress-nginx-inner-controller')];
  expect(await told('differ in proxy-buffering', ingress(), ...two)).toEqual([
    expect.stringMatching(/^response-buffering-off unknown/),
  ]);
});

it.each<[string, string, Readonly<Record<string, string>>]>([
  ['heartbeat-within-idle-limit', 'proxy-read-timeout is 10s', { 'proxy-read-timeout': '10' }],
  ['setting-ignored-by-target', 'drops it for its default', { 'proxy-read-timeout': '3600s' }],
  ['value-rejected-by-target', 'writes it unchecked', { 'proxy-next-upstream': 'bogus' }],
  ['no-compression-on-stream', 'gzip-types is on', { 'use-gzip': 'true', 'gzip-types': '*' }],
])('%s: %s', async (rule, word, data) => {
  expect(await told(word, ingress(), configMap(data))).toEqual([expect.stringContaining(rule)]);
});

it('leaves event streams out of what use-gzip compresses', async () => {
  expect(await told('gzip', ingress(), configMap({ 'use-gzip': 'true' }))).toEqual([]);
});

it.each<[string, readonly object[]]>([
  ['1m (set)', [configMap({ 'worker-shutdown-timeout': '60s' })]],
  ['4m (default)', [configMap({})]],
  ['every', [configMap({ 'worker-shutdown-timeout': '60s' }), configMap({}, 'ingress-nginx-inner-controller')]],
])('a reload ends streams after worker-shutdown-timeout %s', async (limit, configMaps) => {
  expect(await told(`after worker-shutdown-timeout ${limit}`, ingress(), ...configMaps)).toHaveLength(1);
});

it('tells once of an annotation that is not read', async () => {
  expect(await told('session-cookie-hash', ingress({ 'session-cookie-hash': 'sha1' }))).toHaveLength(1);
});

describe('a snippet', () => {
  const snippet = ingress({ 'configuration-snippet': 'proxy_buffering off;' });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['neither switch', {}],
    ['one switch', { 'allow-snippet-annotations': 'true' }],
    ['the other', { 'annotations-risk-level': 'Critical' }],
  ])('is refused with %s', async (_, data) => {
    expect(await told('does not have both', snippet, configMap(data))).toHaveLength(1);
  });

  const both = configMap({ 'allow-snippet-annotations': 'true', 'annotations-risk-level': 'Critical' });

  it('is perhaps refused where one of two allows it', async () => {
    const two = [both, configMap({}, 'ingress-nginx-inner-controller')];
    expect(await told('ingress-nginx-inner-controller does not have both', snippet, ...two)).toEqual([
      expect.stringMatching(/^value-rejected-by-target unknown/),
    ]);
  });

  it('is served with both', async () => {
    expect(await told('configuration-snippet', snippet, both)).toEqual([]);
  });
});
