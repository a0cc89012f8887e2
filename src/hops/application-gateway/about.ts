import { set, unknown, type Setting } from '../../path/setting';
import { choosesAmong } from './backends';
import { applicationGatewayFacts as facts } from './facts';

/** The product's name, the key and the fact of each setting of the gateway as a whole, shared by plan and read. */
export const about = {
  publicIpIdle: { name: 'public IP idle timeout', key: 'azurerm_public_ip idle_timeout_in_minutes', fact: facts.publicIpIdle },
  privateIpIdle: { name: 'private frontend idle timeout', fact: facts.privateIpIdle },
  http2: { name: 'HTTP/2', key: 'enable_http2', literals: { on: true }, fact: facts.http2 },
  http2Idle: { name: 'HTTP/2 connection idle timeout', fact: facts.http2Idle },
  responseBuffering: {
    name: 'response buffering',
    key: 'global.response_buffering_enabled',
    literals: { off: false },
    fact: facts.responseBuffering,
  },
  maintenance: { name: 'platform maintenance', fact: facts.maintenance },
  listeners: { name: 'listeners', key: 'http_listener', fact: facts.listeners },
};

/** The same for what a backend setting says. */
export const aboutBackendSetting = (name: string) => {
  const key = (attribute: string) => `backend_http_settings[${name}].${attribute}`;
  return {
    requestTimeout: { name: 'request timeout', key: key('request_timeout'), fact: facts.requestTimeout },
    draining: { name: 'connection draining', key: key('connection_draining.drain_timeout_sec'), fact: facts.draining },
    affinity: { name: 'cookie-based affinity', key: key('cookie_based_affinity'), fact: facts.affinity },
    probe: { name: 'health probe', key: key('probe_name'), fact: facts.probe },
  };
};

/** The same for what a probe says, by its name. */
export const aboutProbe = (name: string) => ({ name: 'health probe', key: `probe[${name}].path`, fact: facts.probe });

/** What a backend setting asks when it names no probe. */
export const DEFAULT_PROBE_PATH = '/';

/** What a pool of these addresses is chosen from; only a single address is known not to be the servers themselves. */
export function poolSetting(name: string, addresses: readonly string[]): Setting {
  const pool = { name: 'backend pool', key: `backend_address_pool[${name}]`, fact: facts.backendPool };
  if (addresses.length === 0) return unknown('balances-over', 'the pool has no address in the input', pool);
  return choosesAmong(addresses)
    ? unknown('balances-over', 'nothing says whether its addresses are the servers themselves or lead to others', pool)
    : set('balances-over', 'service', pool);
}

export const PUBLIC_IP_NOT_GIVEN = 'the public IP address is not in the input';

/** The affinity cookie as far as any source describes it. */
export const affinityCookie = (name: string) =>
  ({ kind: 'cookie', name, lifetime: 'unknown', path: 'unknown', secure: false, sameSite: 'unset', pins: 'pod' }) as const;

/** The tag by which a gateway says that the ingress controller configures it. */
export const CONTROLLER_TAG = 'managed-by-k8s-ingress';

/** What the ingress controller writes back whole, by their Terraform names; of `tags` just its own. */
export const CONTROLLER_REWRITES = [
  'backend_address_pool',
  'backend_http_settings',
  'frontend_port',
  'http_listener',
  'probe',
  'redirect_configuration',
  'request_routing_rule',
  'tags',
  'url_path_map',
];

/** The same as Terraform is to ignore it: all of a user's tags but the controller's stay with Terraform. */
export const CONTROLLER_IGNORED = CONTROLLER_REWRITES.map((name) => (name === 'tags' ? `tags["${CONTROLLER_TAG}"]` : name));
