import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { agc, StreamHttpRoute } from 'sse-ready/cdk8s';
import { StreamAgc } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';
import { cluster } from './azure';
import { prices } from './prices';

/** Gateway API on Application Gateway for Containers: the route in the cluster. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: {
      albId:
        '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams/providers/Microsoft.ServiceNetworking/trafficControllers/streams',
      frontend: 'prices',
      tlsSecret: 'prices-tls',
    },
    backend: prices(chart),
    implementation: agc({ albControllerVersion: '1.12.4', healthProbePath: '/readyz' }),
  });
}

/** And the gateway in Azure, with what its controller may do. */
export function azure(stack: TerraformStack): void {
  new StreamAgc(stack, 'agc', {
    policy,
    name: 'streams',
    frontendName: 'prices',
    resourceGroupName: 'streams',
    location: 'westeurope',
    subnet: { virtualNetworkName: 'streams', addressPrefix: '10.0.8.0/24' },
    cluster: cluster(stack),
  });
}
