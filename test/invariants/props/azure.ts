import type {
  ApplicationGatewayBackendHttpSettings,
  ApplicationGatewayConfig,
} from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import type { ApplicationLoadBalancerConfig } from '@cdktf/provider-azurerm/lib/application-load-balancer/index.js';
import * as entry from '../../../src/cdktf';
import { byCookie, byNobody } from '../../support/policies';
import { containers } from '../../support/samples/agc';
import { gateway } from '../../support/samples/application-gateway';
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
};

function gatewayWith(more: Partial<entry.StreamApplicationGatewayProps>): Shown {
  const props = { ...gateway, policy, backends: SERVERS, ...more };
  return inStack((scope) => new entry.StreamApplicationGateway(scope, 'made', props));
}
