import type { StreamPolicy } from '../../policy/stream-policy';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenResource, type WrittenKey } from '../written-key';
import * as config from './config';
import { applicationGatewayFacts } from './facts';
import { planApplicationGateway, type ApplicationGatewayOptions } from './hop';

const DEFAULTS: Omit<ApplicationGatewayOptions, 'backends'> = {
  object: 'Application Gateway sse',
  frontend: 'new-public-ip',
  probePath: '/readyz',
  minCapacity: applicationGatewayFacts.capacity.min,
  maxCapacity: applicationGatewayFacts.maxCapacity.default,
  zones: 3,
  keyVaultSecretId: undefined,
  identities: 1,
};

const SERVERS = { addresses: ['server.internal'] };

/** The gateway with its public IP address. */
function written(policy: StreamPolicy, backend: Omit<config.GatewayShape['backend'], 'hostName'>): WrittenKey[] {
  const shape: config.GatewayShape = {
    hostName: standIns.host,
    subnetId: '<id of the subnet>',
    certificate: { name: standIns.name, keyVaultSecretId: '<id of the certificate in the key vault>' },
    identityIds: ['<id of an identity that may read it>'],
    frontend: { publicIpAddressId: '<id of the public IP address>' },
    backend: { hostName: standIns.host, ...backend },
    waf: false,
    capacity: { min: applicationGatewayFacts.capacity.min, max: applicationGatewayFacts.maxCapacity.default },
  };
  return [
    ...writtenResource({ zones: ['1', '2', '3'], ...config.gatewayConfig(policy, shape) }),
    ...writtenResource(config.publicIpConfig(policy), 'azurerm_public_ip'),
  ];
}

export const applicationGatewayKinds: readonly HopKind[] = [
  {
    type: 'application-gateway',
    title: 'Azure Application Gateway v2 in front of servers.',
    place: 'proxy',
    facts: applicationGatewayFacts,
    plan: (policy) => planApplicationGateway(policy, { ...DEFAULTS, backends: SERVERS }),
    write: (policy) =>
      written(policy, {
        fqdns: SERVERS.addresses,
        ipAddresses: [],
        external: undefined,
        port: 80,
        protocol: 'Http',
        probePath: '/readyz',
        setting: {},
      }),
  },
  {
    type: 'application-gateway/ingress-controller',
    title: 'Azure Application Gateway v2 whose routes the ingress controller writes.',
    place: 'proxy',
    needs: { behind: ['ingress-agic'] },
    facts: applicationGatewayFacts,
    plan: (policy) => planApplicationGateway(policy, { ...DEFAULTS, backends: 'ingress-controller' }),
    write: (policy) => [
      ...written(policy, config.BEFORE_THE_CONTROLLER),
      ...writtenResource({ lifecycle: config.ignoringController(undefined), tags: config.controllerTags(undefined) }),
    ],
  },
];
