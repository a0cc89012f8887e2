import { StreamHttpRoute, type StreamHttpRouteProps } from '../../../src/hops/http-route/construct';
import { nginxGatewayFabric } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import type { NginxGatewayFabricOptions } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/options';
import { chart } from '../synth';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const route = (name: string, options: NginxGatewayFabricOptions, more: Partial<StreamHttpRouteProps<object>> = {}): Sample => ({
  name,
  // By address works, but the Service behind it is then by address too, which has no effect and warns.
  fits: noAddress,
  build: (policy) => {
    const kubernetes = chart();
    const entry = new StreamHttpRoute(kubernetes, 'route', {
      policy,
      name: 'prices',
      implementation: nginxGatewayFabric(options),
      gateway: { tlsSecret: 'prices-tls' },
      backend: service(kubernetes, policy),
      ...more,
    });
    return { constructs: [entry], scopes: [kubernetes] };
  },
});

const cookie = { setBy: 'application', name: 'sse_route' } as const;

export const httpRouteNginxGatewayFabricSamples: readonly Sample[] = [
  route('Gateway of one’s own', { version: '2.6.7', cookie }, { hostnames: ['prices.example.com'] }),
  route('Gateway made elsewhere', { cookie }, { gateway: { name: 'shared', namespace: 'gateways', sectionName: 'https' } }),
  {
    ...route('cookie of NGINX Plus', { cookie: { setBy: 'nginx-plus', experimentalCrds: '1.5.1' } }),
    // Paths with nothing in common give the cookie no path, and the folders of these differ.
    fits: (policy) => noAddress(policy) && (policy.affinity.kind === 'none' || policy.paths.length === 1),
  },
];
