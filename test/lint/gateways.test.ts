import { stringify } from 'yaml';
import { lint } from '../../src/lint/lint';
import { deployment, route, service } from './objects';

const GROUP = 'gateway.networking.k8s.io';

interface Listener {
  readonly name?: string;
  readonly protocol?: string;
  readonly allowedRoutes?: object;
}

const gateway = (listeners: readonly Listener[], { name = 'gateway', namespace = 'app', className = 'eg' } = {}): string =>
  stringify({
    apiVersion: `${GROUP}/v1`,
    kind: 'Gateway',
    metadata: { name, namespace },
    spec: {
      gatewayClassName: className,
      listeners: listeners.map((each, at) => ({ name: `web-${at}`, port: 443 + at, protocol: 'HTTPS', ...each })),
    },
  });

const policy = stringify({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'BackendTrafficPolicy',
  metadata: { name: 'sse', namespace: 'app' },
  spec: { targetRefs: [{ group: GROUP, kind: 'HTTPRoute', name: 'sse' }], timeout: { http: { requestTimeout: '0s' } } },
});

/** What is found of a route with these parents. */
async function foundIn(parents: readonly object[], ...beside: readonly string[]) {
  const own = route('sse', [{ path: '/events', to: 'sse' }]).replace(
    /parentRefs:\n.*\n/,
    `parentRefs: ${JSON.stringify(parents)}\n`,
  );
  const text = [own, service('sse'), deployment('sse'), policy, ...beside].join('---\n');
  const { findings, problems } = await lint([{ name: 'all.yaml', text }], { streams: ['/events'] });
  expect(problems).toEqual([]);
  return findings;
}

describe('a listener', () => {
  const infra = { name: 'gateway', namespace: 'infra' };
  const from = (allowed: object): Listener => ({ allowedRoutes: { namespaces: allowed } });
  const byName = (value: string) =>
    from({ from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': value } } });
  const byLabel = from({ from: 'Selector', selector: { matchLabels: { team: 'prices' } } });

  const told = async (namespace: string, ...listeners: readonly Listener[]) =>
    (await foundIn([{ ...infra, namespace }], gateway(listeners, { namespace })))
      .filter(({ message }) => message.includes(`names Gateway ${namespace}/gateway: listener`))
      .map(({ level }) => level);

  it.each<[string, string, readonly Listener[], readonly string[]]>([
    ['takes routes of its own namespace', 'app', [{}], []],
    ['takes no routes of others', 'infra', [{}], ['error']],
    ['may take all', 'infra', [from({ from: 'All' })], []],
    ['may take none', 'app', [from({ from: 'None' })], ['error']],
    ['may choose by the name of a namespace', 'infra', [byName('app')], []],
    ['may choose another by its name', 'infra', [byName('web')], ['error']],
    ['may choose by labels that are not in the input', 'infra', [byLabel], ['unknown']],
    ['may be one of several', 'infra', [{}, from({ from: 'All' })], []],
    ['takes other kinds only', 'app', [{ allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }] } }], ['error']],
    ['takes HTTPRoutes too', 'app', [{ allowedRoutes: { kinds: [{ kind: 'GRPCRoute' }, { kind: 'HTTPRoute' }] } }], []],
    ['of TLS takes no HTTPRoute', 'app', [{ protocol: 'TLS' }], ['error']],
    ['of TCP takes no HTTPRoute', 'app', [{ protocol: 'TCP' }], ['error']],
  ])('%s (Gateway in %s)', async (_, namespace, listeners, levels) => {
    expect(await told(namespace, ...listeners)).toEqual(levels);
  });

  const transport = async (...listeners: readonly Listener[]) =>
    (await foundIn([infra], gateway(listeners, { namespace: 'infra' })))
      .filter(({ rule }) => rule === 'secure-transport')
      .map(({ level }) => level);

  it('that does not take the route says nothing of how it is reached', async () => {
    const all = from({ from: 'All' });
    expect(await transport(all, { protocol: 'HTTP' })).toEqual([]);
    expect(await transport({ protocol: 'HTTPS' })).toEqual(['unknown']);
    expect(await transport(all, { ...byLabel, protocol: 'HTTP' })).toEqual(['unknown']);
    expect(await transport(all, byLabel)).toEqual([]);
  });
});

describe('a route that attaches to a ListenerSet', () => {
  const listenerSet = stringify({
    apiVersion: `${GROUP}/v1`,
    kind: 'ListenerSet',
    metadata: { name: 'set', namespace: 'app' },
    spec: { parentRef: { name: 'gateway' }, listeners: [{ name: 'web', port: 443, protocol: 'HTTPS' }] },
  });

  it('is told that these are not read, and not that the Gateway is missing', async () => {
    const findings = await foundIn([{ kind: 'ListenerSet', group: GROUP, name: 'set' }], gateway([{}]), listenerSet);
    const messages = findings.map(({ message }) => message).join('\n');
    expect(messages).toContain('the route attaches to ListenerSet app/set, and ListenerSets are not read');
    expect(messages).not.toMatch(/the Gateway is not in the input|no listener of the Gateway/);
  });
});

it('a route on Gateways of two products is judged as each serves it', async () => {
  const nginx = gateway([{}], { name: 'inner', className: 'nginx' });
  const buffers = async (...parents: readonly object[]) =>
    (await foundIn(parents, gateway([{}]), nginx))
      .filter(({ rule, level }) => rule === 'response-buffering-off' && level === 'error')
      .map(({ message }) => message);
  expect(await buffers({ name: 'gateway' })).toEqual([]);
  expect(await buffers({ name: 'gateway' }, { name: 'inner' })).toEqual(await buffers({ name: 'inner' }));
  expect(await buffers({ name: 'gateway' }, { name: 'inner' })).toHaveLength(1);
});
