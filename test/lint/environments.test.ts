import { stringify } from 'yaml';
import { lint } from '../../src/lint/lint';
import { deployment, route, service } from './objects';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const forRoute = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'sse' };
const forService = { group: '', kind: 'Service', name: 'sse' };
const forGateway = { ...forRoute, kind: 'Gateway', name: 'gateway' };

const object = (apiVersion: string, kind: string, name: string, spec: object): string =>
  stringify({ apiVersion, kind, metadata: { name, namespace: 'app' }, spec });

const gateway = (gatewayClassName: string, protocol = 'HTTPS'): string =>
  object(GATEWAY_API, 'Gateway', 'gateway', { gatewayClassName, listeners: [{ name: 'web', port: 443, protocol }] });

const streams = [route('sse', [{ path: '/events', to: 'sse' }]), service('sse'), deployment('sse')];

type Folders = Readonly<Record<string, readonly string[]>>;

/** `folder: rule level` of what is found in these folders, each with one file for everything in it. */
async function foundIn(folders: Folders, rules: readonly string[]): Promise<string[]> {
  const files = Object.entries(folders).map(([folder, objects]) => ({ name: `${folder}/all.yaml`, text: objects.join('---\n') }));
  const { findings, problems } = await lint(files, { streams: ['/events'] });
  expect(problems).toEqual([]);
  return findings
    .filter((each) => rules.includes(each.rule) && each.level === 'error')
    .map(({ rule, paths }) => `${paths.map((path) => / \((.*)\/all.yaml\)$/.exec(path)?.[1] ?? path).join()}: ${rule}`);
}

const TOTAL = ['max-age-within-total-limit'];
const IGNORED = ['setting-ignored-by-target'];

const btp = (requestTimeout = '0s', ref: object = forRoute): string =>
  object('gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy', 'btp', {
    targetRefs: [ref],
    timeout: { http: { requestTimeout } },
  });

describe('with a folder for each environment, a policy', () => {
  const eg = [gateway('eg'), ...streams];

  it('of the one folder is not for the other', async () => {
    expect(await foundIn({ dev: [...eg, btp()], prod: eg }, TOTAL)).toEqual(['prod: max-age-within-total-limit']);
    expect(await foundIn({ dev: eg, prod: [...eg, btp()] }, TOTAL)).toEqual(['dev: max-age-within-total-limit']);
  });

  it('of the one folder is not for the other by its Gateway either', async () => {
    expect(await foundIn({ dev: [...eg, btp('0s', forGateway)], prod: eg }, TOTAL)).toEqual(['prod: max-age-within-total-limit']);
  });

  it('of each folder is judged for itself', async () => {
    const folders = { dev: [...eg, btp()], prod: [...eg, btp('5s')] };
    expect(await foundIn(folders, TOTAL)).toEqual(['prod: max-age-within-total-limit']);
    expect(await foundIn(folders, IGNORED)).toEqual([]);
  });

  it('of a folder above both is for both, where the nearer one is for another', async () => {
    const folders = { 'app/common': [gateway('eg'), btp()], 'app/dev': [...streams, btp('5s')], 'app/prod': streams };
    expect(await foundIn(folders, TOTAL)).toEqual(['app/dev: max-age-within-total-limit']);
  });

  it('is for the only route there is, wherever it stands', async () => {
    expect(await foundIn({ base: eg, 'overlays/prod': [btp()] }, TOTAL)).toEqual([]);
    expect(await foundIn({ base: eg, 'overlays/prod': [btp('5s')] }, TOTAL)).toHaveLength(1);
  });
});

const ngf = (kind: string, more: object, ref: object): string =>
  object('gateway.nginx.org/v1alpha1', kind, 'policy', { targetRefs: [ref], ...more });

it.each<[string, string[]]>([
  ['ProxySettingsPolicies', [gateway('nginx'), ngf('ProxySettingsPolicy', { buffering: { disable: true } }, forRoute)]],
  [
    'UpstreamSettingsPolicies',
    [gateway('nginx'), ngf('UpstreamSettingsPolicy', { loadBalancingMethod: 'ip_hash' }, { ...forService, group: 'core' })],
  ],
  [
    'RoutePolicies',
    [
      gateway('azure-alb-external'),
      object('alb.networking.azure.io/v1', 'RoutePolicy', 'rp', {
        targetRef: forRoute,
        default: { timeouts: { routeTimeout: '0s' } },
      }),
    ],
  ],
  [
    'DestinationRules',
    [
      gateway('istio'),
      object('networking.istio.io/v1', 'DestinationRule', 'dr', {
        host: 'sse.app.svc.cluster.local',
        trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'sse', path: '/', ttl: '1h' } } } },
      }),
    ],
  ],
])('%s of two folders are no rivals', async (_, beside) => {
  const all = [...streams, ...beside];
  expect(await foundIn({ dev: all, prod: all }, IGNORED)).toEqual([]);
});

it('takes no Gateway of another folder', async () => {
  const folders = { dev: [gateway('eg'), ...streams], prod: [gateway('eg', 'HTTP'), ...streams] };
  expect(await foundIn(folders, ['secure-transport'])).toEqual(['prod: secure-transport']);
});

describe('routes of one name in two namespaces, with the same path of the same Gateway', () => {
  const shared = streams.join('---\n').replace('- name: gateway', '- name: gateway\n      namespace: infra');
  const [one, two] = ['one', 'two'].map((namespace) => shared.replaceAll('namespace: app', `namespace: ${namespace}`));

  it('are two routes in one file', async () => {
    expect(await foundIn({ all: [one ?? '', two ?? ''] }, IGNORED)).toHaveLength(2);
  });

  it('are one route in two environments', async () => {
    expect(await foundIn({ one: [one ?? ''], two: [two ?? ''] }, IGNORED)).toEqual([]);
  });
});
