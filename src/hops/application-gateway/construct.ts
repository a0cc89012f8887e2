import {
  ApplicationGateway,
  type ApplicationGatewayBackendHttpSettings,
  type ApplicationGatewayConfig,
} from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import { PublicIp, type PublicIpConfig } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import { Construct } from 'constructs';
import { literal, literalRemarks, ownedKeyRemarks } from '../../constructs/cdktf/owned-config';
import { resourceOf } from '../../constructs/cdktf/resource-of';
import { proveBeforeWriting, requireStack } from '../../constructs/cdktf/stack';
import { aNumber, aPolicy, aText, either, objectWith, requireProps } from '../../constructs/require-props';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { unknownHop, type Hop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { ignoredKeyRemarks } from '../../terraform/ignored-keys';
import { isExternal } from './backends';
import * as config from './config';
import { applicationGatewayFacts as facts } from './facts';
import { cookieFor, planApplicationGateway, type ApplicationGatewayOptions } from './hop';
import { SETTINGS, SWITCHES } from './ignored-keys';

type Placed = 'name' | 'location' | 'resourceGroupName';
type OwnedGatewayKey = keyof ReturnType<typeof config.gatewayConfig>;
type OwnedSettingKey = keyof ReturnType<typeof config.backendSettingKeys> | 'name' | 'probeName' | 'port' | 'protocol';
type OwnedAddressKey = keyof ReturnType<typeof config.publicIpConfig> | 'location' | 'resourceGroupName';

/** A public IP address to be made; its idle timeout, SKU and allocation follow from the policy. */
export type GatewayPublicIp = Omit<Partial<PublicIpConfig>, OwnedAddressKey>;

/** Servers behind the gateway, and more of their backend setting, passed through. */
export interface GatewayBackends extends Omit<Partial<ApplicationGatewayBackendHttpSettings>, OwnedSettingKey> {
  readonly fqdns?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly port: number;
  /** Default `Http`. */
  readonly protocol?: 'Http' | 'Https';
  /** Answers 200 while a server takes new streams; never the stream itself. Default `/readyz`. */
  readonly probePath?: string;
  /** Whether the servers have public addresses, for which Azure takes timeouts of at most 4 minutes. Default: by the addresses; a name counts as public. */
  readonly external?: boolean;
}

/** The gateway's other keys are passed through to `ApplicationGateway`. */
export interface StreamApplicationGatewayProps extends Omit<Partial<ApplicationGatewayConfig>, OwnedGatewayKey | Placed> {
  readonly policy: StreamPolicy;
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  /** The gateway's own subnet. */
  readonly subnetId: string;
  /** The host whose requests go to the backends. */
  readonly hostName: string;
  /** The certificate's secret in Key Vault, without version, so that rotation reaches the gateway. */
  readonly keyVaultSecretId: string;
  /** What the certificate is called on the gateway; an Ingress names it so. Default: the gateway's name. */
  readonly certificateName?: string;
  /** User-assigned identities, one of which may get the secret. */
  readonly identityIds: readonly string[];
  /**
   * Where clients connect: a public IP address made here, an existing one, or an address of the subnet, which needs the
   * subscription's network isolation feature. Default: a public IP address made here.
   */
  readonly frontend?:
    { readonly publicIp: GatewayPublicIp } | { readonly publicIpAddressId: string } | { readonly privateIpAddress: string };
  /**
   * Servers, or `ingress-controller` where the Application Gateway Ingress Controller writes the routes to pods. Where its
   * Ingresses bring certificates as Secrets, ignore changes to `ssl_certificate` too.
   */
  readonly backends: 'ingress-controller' | GatewayBackends;
  /** How many instances. Default 2 to 125. */
  readonly autoscale?: { readonly min?: number; readonly max?: number };
}

/** An Application Gateway v2 that streams: nothing buffered, TLS only, and drained before it cuts. */
export class StreamApplicationGateway extends Construct implements OnPath {
  readonly hop: Hop;
  /** The gateway, and what is behind it as far as anybody can see from here. */
  readonly hops: readonly Hop[];
  readonly gateway: ApplicationGateway;
  /** Undefined where the frontend is not made here. */
  readonly publicIp: PublicIp | undefined;
  /** What an Ingress names as the gateway's certificate. */
  readonly certificateName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamApplicationGatewayProps,
  ) {
    requireStack(scope, id);
    requireProps(scope, id, props, REQUIRED);
    super(scope, id);
    const { policy, frontend = { publicIp: {} } } = props;
    const { name, location, resourceGroupName, zones = ZONES, tags } = props;
    const placed = { name, location, resourceGroupName, zones };
    this.certificateName = props.certificateName ?? name;
    const address = config.publicIpConfig(policy);
    this.publicIp =
      'publicIp' in frontend
        ? new PublicIp(this, 'PublicIp', {
            ...placed,
            name: `${name}-ip`,
            ...(tags === undefined ? {} : { tags }),
            ...frontend.publicIp,
            ...address,
          })
        : undefined;
    const owned = config.gatewayConfig(policy, shapeOf(props, this.publicIp?.id, this.certificateName));
    const passed = passedThrough(props);
    const controlled =
      props.backends === 'ingress-controller'
        ? { lifecycle: config.ignoringController(props.lifecycle), tags: config.controllerTags(tags) }
        : {};
    this.gateway = new ApplicationGateway(this, 'Gateway', { ...placed, ...passed, ...controlled, ...owned });
    const planned = planApplicationGateway(policy, optionsOf(props));
    const remarks = [
      ...ownedKeyRemarks(owned, passed),
      ...('publicIp' in frontend ? ownedKeyRemarks(address, frontend.publicIp) : []),
      ...(props.backends === 'ingress-controller' ? [] : ownedKeyRemarks(settingKeys(policy, props.backends), props.backends)),
      ...literalRemarks(inArithmetic(props)),
      ...(props.lifecycle?.ignoreChanges === undefined ? [] : this.ignored()),
    ];
    this.hop = { ...planned, remarks: [...planned.remarks, ...remarks] };
    const behind =
      props.backends === 'ingress-controller' ? 'what the ingress controller routes to' : `the backends of ${this.hop.object}`;
    this.hops = [this.hop, unknownHop(behind)];
    proveAtSynthesis(this, { policy });
    proveBeforeWriting(this);
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  private ignored(): Remark[] {
    const needed = this.props.backends === 'ingress-controller' ? SWITCHES : [...SWITCHES, SETTINGS];
    return ignoredKeyRemarks(resourceOf(this.gateway), needed);
  }
}

const REQUIRED = {
  policy: aPolicy,
  name: aText,
  resourceGroupName: aText,
  location: aText,
  subnetId: aText,
  hostName: aText,
  keyVaultSecretId: aText,
  identityIds: { takes: 'a list', is: Array.isArray },
  backends: either(
    { takes: '"ingress-controller"', is: (value) => value === 'ingress-controller' },
    objectWith({ port: aNumber }),
  ),
};

const ZONES = ['1', '2', '3'];
const PROBE_PATH = '/readyz';

function passedThrough(props: StreamApplicationGatewayProps) {
  const { policy, subnetId, hostName, keyVaultSecretId, certificateName, identityIds, frontend, backends, autoscale, ...passed } =
    props;
  return passed;
}

const capacityOf = ({ autoscale }: StreamApplicationGatewayProps) => ({
  min: autoscale?.min ?? facts.capacity.min,
  max: autoscale?.max ?? facts.maxCapacity.default,
});

function optionsOf(props: StreamApplicationGatewayProps): ApplicationGatewayOptions {
  const { name, frontend = { publicIp: {} }, backends, zones = ZONES, keyVaultSecretId, identityIds } = props;
  const capacity = capacityOf(props);
  const servers = backends === 'ingress-controller' ? undefined : backends;
  return {
    object: `Application Gateway ${literal(name) ?? 'with a name known only at deployment'}`,
    frontend: 'publicIp' in frontend ? 'new-public-ip' : 'publicIpAddressId' in frontend ? 'existing-public-ip' : 'private',
    backends:
      servers === undefined
        ? 'ingress-controller'
        : { addresses: [...(servers.fqdns ?? []), ...(servers.ipAddresses ?? [])], external: servers.external },
    probePath: literal(servers?.probePath ?? PROBE_PATH),
    minCapacity: literal(capacity.min),
    maxCapacity: literal(capacity.max),
    zones: literal(zones)?.length,
    keyVaultSecretId: literal(keyVaultSecretId),
    identities: identityIds.length,
  };
}

function shapeOf(
  props: StreamApplicationGatewayProps,
  publicIpId: string | undefined,
  certificateName: string,
): config.GatewayShape {
  const { hostName, subnetId, keyVaultSecretId, identityIds, frontend, backends } = props;
  return {
    hostName,
    subnetId,
    identityIds,
    certificate: { name: certificateName, keyVaultSecretId },
    frontend: frontend === undefined || 'publicIp' in frontend ? { publicIpAddressId: publicIpId ?? '' } : frontend,
    backend: { hostName, ...(backends === 'ingress-controller' ? config.BEFORE_THE_CONTROLLER : backendOf(backends)) },
    waf: props.firewallPolicyId !== undefined || props.wafConfiguration !== undefined,
    capacity: capacityOf(props),
  };
}

function backendOf(backends: GatewayBackends) {
  const { fqdns = [], ipAddresses = [], port, protocol = 'Http', probePath = PROBE_PATH, external, ...setting } = backends;
  return { fqdns, ipAddresses, external, port, protocol, probePath, setting };
}

function settingKeys(policy: StreamPolicy, { fqdns = [], ipAddresses = [], external }: GatewayBackends) {
  const addresses = [...fqdns, ...ipAddresses];
  const keys = config.backendSettingKeys(policy, cookieFor(policy, addresses), external ?? isExternal(addresses));
  return { affinityCookieName: undefined, ...keys };
}

/** The props that the checks count with. */
function inArithmetic({ autoscale, backends }: StreamApplicationGatewayProps): Record<string, unknown> {
  return {
    'autoscale.min': autoscale?.min,
    'autoscale.max': autoscale?.max,
    'backends.probePath': backends === 'ingress-controller' ? undefined : backends.probePath,
  };
}
