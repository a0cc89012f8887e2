import { ApplicationGateway, type ApplicationGatewayConfig } from '@cdktf/provider-azurerm/lib/application-gateway/index.js';
import type { TerraformStack } from 'cdktf';
import {
  StreamReadyApplicationGateway,
  type StreamReadyApplicationGatewayProps,
} from '../../../src/hops/application-gateway/mixin';
import { policy } from '../../constructs/support';
import { ADDRESS, stack, SUBNET } from './support';

/** A backend setting that is no good for streams. */
export const slow = { port: 80, protocol: 'Http', cookieBasedAffinity: 'Disabled', requestTimeout: 20 };

/** A gateway as a team may have it. */
export function existing(more: Partial<ApplicationGatewayConfig> = {}, scope = stack()): TerraformStack {
  new ApplicationGateway(scope, 'gateway', {
    name: 'shop',
    resourceGroupName: 'shop',
    location: 'westeurope',
    zones: ['1', '2'],
    sku: { name: 'Standard_v2', tier: 'Standard_v2', capacity: 2 },
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101S' },
    gatewayIpConfiguration: [{ name: 'ip', subnetId: SUBNET }],
    frontendIpConfiguration: [{ name: 'public', publicIpAddressId: ADDRESS }],
    frontendPort: [{ name: 'https', port: 443 }],
    sslCertificate: [{ name: 'shop', data: 'TUlJ' }],
    httpListener: [
      {
        name: 'shop',
        frontendIpConfigurationName: 'public',
        frontendPortName: 'https',
        protocol: 'Https',
        sslCertificateName: 'shop',
      },
    ],
    backendAddressPool: [{ name: 'shop', ipAddresses: ['10.1.0.4', '10.1.0.5'] }],
    backendHttpSettings: [
      { ...slow, name: 'shop' },
      { ...slow, name: 'site' },
    ],
    requestRoutingRule: [
      {
        name: 'shop',
        ruleType: 'Basic',
        priority: 1,
        httpListenerName: 'shop',
        backendAddressPoolName: 'shop',
        backendHttpSettingsName: 'shop',
      },
    ],
    ...more,
  });
  return scope;
}

export const ready = (of: TerraformStack, more: Partial<StreamReadyApplicationGatewayProps> = {}): TerraformStack =>
  of.with(new StreamReadyApplicationGateway({ policy: policy(), ...more })) as TerraformStack;
