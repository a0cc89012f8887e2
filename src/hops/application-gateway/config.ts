import type { Duration } from '../../policy/duration';
import type { StreamPolicy } from '../../policy/stream-policy';
import { CONTROLLER_IGNORED, CONTROLLER_TAG } from './about';
import { isExternal } from './backends';
import { applicationGatewayFacts as facts } from './facts';
import { cookieFor, drainFor, publicIpIdleFor, requestTimeoutFor, STREAM } from './hop';

const FRONTEND = 'frontend';
const REDIRECT = 'redirect';

/** What the gateway's blocks need to know besides the policy. */
export interface GatewayShape {
  readonly hostName: string;
  readonly subnetId: string;
  /** The name and the Key Vault secret of the certificate. */
  readonly certificate: { readonly name: string; readonly keyVaultSecretId: string };
  readonly identityIds: readonly string[];
  readonly frontend: { readonly publicIpAddressId: string } | { readonly privateIpAddress: string };
  readonly backend: BackendShape;
  readonly waf: boolean;
  readonly capacity: { readonly min: number; readonly max: number };
}

interface BackendShape {
  readonly fqdns: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly external: boolean | undefined;
  readonly port: number;
  readonly protocol: string;
  readonly probePath: string;
  /** The Host header for the probe, where the backend setting does not give one. */
  readonly hostName: string;
  /** More of the backend setting, passed through. */
  readonly setting: Readonly<Record<string, unknown>>;
}

/** The keys of a gateway as a whole that the stream needs. */
export const streamingSwitches = {
  enableHttp2: true,
  global: { requestBufferingEnabled: true, responseBufferingEnabled: false },
};

/** The keys of a backend setting that make it what `planApplicationGateway` says. */
export function backendSettingKeys(policy: StreamPolicy, cookie: string | undefined, external: boolean | undefined) {
  return {
    requestTimeout: seconds(requestTimeoutFor(policy, external)),
    connectionDraining: { enabled: true, drainTimeoutSec: seconds(drainFor(policy)) },
    cookieBasedAffinity: cookie === undefined ? 'Disabled' : 'Enabled',
    ...(cookie === undefined ? {} : { affinityCookieName: cookie }),
  };
}

/** What makes a gateway be what `planApplicationGateway` says: each block with every field we know, so that plans stay quiet. */
export function gatewayConfig(policy: StreamPolicy, shape: GatewayShape) {
  const sku = shape.waf ? 'WAF_v2' : 'Standard_v2';
  return {
    ...streamingSwitches,
    sku: { name: sku, tier: sku },
    autoscaleConfiguration: { minCapacity: shape.capacity.min, maxCapacity: shape.capacity.max },
    identity: { type: 'UserAssigned', identityIds: [...shape.identityIds] },
    sslCertificate: [shape.certificate],
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101' },
    gatewayIpConfiguration: [{ name: 'gateway', subnetId: shape.subnetId }],
    frontendIpConfiguration: [frontendIp(shape)],
    ...listening(shape),
    ...backend(policy, shape.backend),
  };
}

function frontendIp({ frontend, subnetId }: GatewayShape) {
  return 'privateIpAddress' in frontend
    ? { name: FRONTEND, subnetId, privateIpAddress: frontend.privateIpAddress, privateIpAddressAllocation: 'Static' }
    : { name: FRONTEND, publicIpAddressId: frontend.publicIpAddressId, privateIpAddressAllocation: 'Dynamic' };
}

/** HTTPS for the host, and plain HTTP only to redirect to it. */
function listening({ hostName, certificate }: GatewayShape) {
  const listener = { frontendIpConfigurationName: FRONTEND, hostName };
  return {
    frontendPort: [
      { name: 'https', port: 443 },
      { name: 'http', port: 80 },
    ],
    httpListener: [
      { ...listener, name: STREAM, frontendPortName: 'https', protocol: 'Https', sslCertificateName: certificate.name },
      { ...listener, name: REDIRECT, frontendPortName: 'http', protocol: 'Http' },
    ],
    redirectConfiguration: [
      { name: REDIRECT, redirectType: 'Permanent', targetListenerName: STREAM, includePath: true, includeQueryString: true },
    ],
    requestRoutingRule: [
      {
        name: STREAM,
        priority: 10,
        ruleType: 'Basic',
        httpListenerName: STREAM,
        backendAddressPoolName: STREAM,
        backendHttpSettingsName: STREAM,
      },
      { name: REDIRECT, priority: 20, ruleType: 'Basic', httpListenerName: REDIRECT, redirectConfigurationName: REDIRECT },
    ],
  };
}

function backend(
  policy: StreamPolicy,
  { fqdns, ipAddresses, external, port, protocol, probePath, hostName, setting }: BackendShape,
) {
  const addresses = [...fqdns, ...ipAddresses];
  const namesItsHost = setting['hostName'] !== undefined || setting['pickHostNameFromBackendAddress'] === true;
  const interval = facts.probe.default.toSeconds();
  return {
    backendAddressPool: [{ name: STREAM, fqdns: [...fqdns], ipAddresses: [...ipAddresses] }],
    backendHttpSettings: [
      {
        pickHostNameFromBackendAddress: false,
        dedicatedBackendConnectionEnabled: false,
        ...setting,
        name: STREAM,
        port,
        protocol,
        probeName: STREAM,
        ...backendSettingKeys(policy, cookieFor(policy, addresses), external ?? isExternal(addresses)),
      },
    ],
    probe: [
      {
        name: STREAM,
        protocol,
        path: probePath,
        interval,
        timeout: interval,
        unhealthyThreshold: 3,
        minimumServers: 0,
        pickHostNameFromBackendHttpSettings: namesItsHost,
        ...(namesItsHost ? {} : { host: hostName }),
        match: { statusCode: ['200-399'] },
      },
    ],
  };
}

/** What makes a public IP address be what `planApplicationGateway` says. */
export function publicIpConfig(policy: StreamPolicy) {
  return { sku: 'Standard', allocationMethod: 'Static', idleTimeoutInMinutes: publicIpIdleFor(policy).toMinutes() };
}

/** What the gateway holds until the ingress controller has written its own. */
export const BEFORE_THE_CONTROLLER = {
  fqdns: [],
  ipAddresses: [],
  external: false,
  port: 80,
  protocol: 'Http',
  probePath: '/',
  setting: {},
};

interface Ignoring {
  readonly ignoreChanges?: string[] | 'all';
}

/** Lets the ingress controller keep what it writes, besides what the user ignores already. */
export function ignoringController<T extends Ignoring>(lifecycle: T | undefined) {
  const theirs = lifecycle?.ignoreChanges ?? [];
  return { ...lifecycle, ignoreChanges: theirs === 'all' ? theirs : [...new Set([...CONTROLLER_IGNORED, ...theirs])] };
}

/** AGIC's own mark, from the start. */
export const controllerTags = (tags: Readonly<Record<string, string>> | undefined) => ({ ...tags, [CONTROLLER_TAG]: 'true' });

/** Rounded up only so that synthesis goes on and tells of everything at once: the plan refuses what does not fit. */
const seconds = (duration: Duration): number => Math.ceil(duration.milliseconds / 1000);
