import type {
  ApplicationGatewayBackendHttpSettings,
  ApplicationGatewayConfig,
} from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import type { CdnFrontdoorOriginConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin/index.js';
import type { CdnFrontdoorProfileConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-profile/index.js';
import type { ManagedRedisConfig } from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import type { SignalrServiceConfig } from '@cdktf/provider-azurerm/lib/signalr-service/index.js';
import type { ApplicationLoadBalancerConfig } from '@cdktf/provider-azurerm/lib/application-load-balancer/index.js';
import * as entry from '../../../src/cdktf';
import { byCookie, byNobody } from '../../support/policies';
import { containers } from '../../support/samples/agc';
import { gateway } from '../../support/samples/application-gateway';
import { frontDoor } from '../../support/samples/front-door';
import { managedRedis } from '../../support/samples/redis-backplane';
import { signalr, upstream } from '../../support/samples/signalr';
import { inStack, shown, type Shown, type Table } from './shown';

const SERVERS = { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 };
const policy = byCookie;

/** A request timeout over four minutes, for servers that may be external for all their name says. */
const slow = byCookie.with({ heartbeat: '70s' });
const named = { fqdns: ['prices.internal'], port: 8080 };

const placed = {
  name: { name: 'other' },
  location: { location: 'northeurope' },
  resourceGroupName: { resourceGroupName: 'other' },
  tags: { tags: { team: 'prices' } },
};

/** Without what the CDK's own class takes, of which `tags` stands for all. */
type OwnProps<P, Upstream> = Exclude<keyof P, keyof Upstream> | (keyof P & keyof typeof placed);

export const azureProps: Readonly<Record<string, Table>> = {
  StreamApplicationGateway: shown<
    entry.StreamApplicationGatewayProps,
    OwnProps<entry.StreamApplicationGatewayProps, ApplicationGatewayConfig> | 'tags'
  >(gatewayWith, {
    ...placed,
    policy: { policy: byNobody },
    subnetId: { subnetId: '/subscriptions/s/subnets/other' },
    hostName: { hostName: 'other.example.com' },
    keyVaultSecretId: { keyVaultSecretId: 'https://streams.vault.azure.net/secrets/other' },
    certificateName: { certificateName: 'other' },
    identityIds: { identityIds: ['/subscriptions/s/userAssignedIdentities/other'] },
    frontend: { frontend: { privateIpAddress: '10.0.1.10' } },
    backends: { backends: 'ingress-controller' },
    autoscale: { autoscale: { min: 3, max: 9 } },
  }),
  GatewayBackends: shown<
    entry.GatewayBackends,
    Exclude<keyof entry.GatewayBackends, keyof ApplicationGatewayBackendHttpSettings> | 'port' | 'protocol' | 'hostName'
  >((more) => gatewayWith({ policy: slow, backends: { ...named, ...more } }), {
    fqdns: { fqdns: ['other.internal'] },
    ipAddresses: { ipAddresses: ['10.0.0.6'] },
    port: { port: 9000 },
    protocol: { protocol: 'Https' },
    hostName: { hostName: 'prices.internal' },
    probePath: { probePath: '/healthz' },
    external: { external: false },
  }),
  StreamAgc: shown<entry.StreamAgcProps, OwnProps<entry.StreamAgcProps, ApplicationLoadBalancerConfig>>(
    (more) => inStack((scope) => new entry.StreamAgc(scope, 'made', { ...containers, policy, ...more })),
    {
      ...placed,
      policy: { policy: byCookie.with({ heartbeat: '2m50s' }) },
      frontendName: { frontendName: 'other' },
      subnet: { subnet: { id: '/subscriptions/s/subnets/agc' } },
      cluster: { cluster: { ...containers.cluster, oidcIssuerUrl: 'https://other.example.com/' } },
      controllerNamespace: { controllerNamespace: 'alb' },
    },
  ),
  StreamManagedRedis: shown<entry.StreamManagedRedisProps, OwnProps<entry.StreamManagedRedisProps, ManagedRedisConfig>>(
    (more) => inStack((scope) => new entry.StreamManagedRedis(scope, 'made', { ...managedRedis, policy, ...more })),
    {
      ...placed,
      policy: { policy: policy.with({ maxAge: { limit: '30m' } }) },
      access: { access: 'keys' },
      eventsPerSecond: { eventsPerSecond: 25 },
      database: { database: { persistenceAppendOnlyFileBackupFrequency: '1s' } },
    },
  ),
  StreamSignalr: shown<entry.StreamSignalrProps, OwnProps<entry.StreamSignalrProps, SignalrServiceConfig>>(
    (more) => inStack((scope) => new entry.StreamSignalr(scope, 'made', { ...signalr, policy, ...more })),
    {
      ...placed,
      policy: { policy: policy.with({ maxAge: { limit: '30m' }, drain: { window: '1m' } }) },
      connections: { connections: 12_000 },
      tier: { tier: 'Premium_P1' },
      allowedOrigins: { allowedOrigins: ['https://other.example.com'] },
      access: { access: { ...signalr.access, cluster: { oidcIssuerUrl: 'https://other.example.com/' } } },
      upstream: { upstream },
    },
  ),
  StreamAroundFrontDoor: shown<
    entry.StreamAroundFrontDoorProps,
    Exclude<keyof entry.StreamAroundFrontDoorProps, keyof CdnFrontdoorProfileConfig> | 'name' | 'resourceGroupName' | 'tags'
  >(frontDoorWith, {
    name: placed.name,
    resourceGroupName: placed.resourceGroupName,
    tags: placed.tags,
    policy: { policy: policy.with({ paths: ['/prices'] }) },
    streamHost: { streamHost: 'other.example.com' },
    dnsZone: { dnsZone: { name: 'example.com', resourceGroupName: 'dns', ttl: 60 } },
    gateway: { gateway: { publicIpAddressId: '/subscriptions/s/publicIPAddresses/other' } },
    origin: { origin: { hostName: 'other.internal' } },
    originGroup: { originGroup: { sessionAffinityEnabled: false } },
    route: { route: { patternsToMatch: ['/app/*'] } },
  }),
  FrontDoorOrigin: shown<
    entry.FrontDoorOrigin,
    Exclude<keyof entry.FrontDoorOrigin, keyof CdnFrontdoorOriginConfig> | 'hostName'
  >((more) => frontDoorWith({ origin: { ...frontDoor.origin, ...more } }), { hostName: { hostName: 'other.internal' } }),
};

function frontDoorWith(more: Partial<entry.StreamAroundFrontDoorProps>): Shown {
  const props = { ...frontDoor, policy, gateway: { hostName: 'streams.westeurope.cloudapp.azure.com' }, ...more };
  return inStack((scope) => new entry.StreamAroundFrontDoor(scope, 'made', props));
}

function gatewayWith(more: Partial<entry.StreamApplicationGatewayProps>): Shown {
  const props = { ...gateway, policy, backends: SERVERS, ...more };
  return inStack((scope) => new entry.StreamApplicationGateway(scope, 'made', props));
}
