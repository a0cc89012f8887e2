import { StreamHttpRoute, type StreamHttpRouteProps } from '../../../src/hops/http-route/construct';
import { envoyGateway } from '../../../src/hops/http-route/implementations/envoy-gateway/envoy-gateway';
import type { EnvoyGatewayOptions } from '../../../src/hops/http-route/implementations/envoy-gateway/options';
import { chart } from '../synth';
import { service } from './pods';
import type { Sample } from './sample';

const route = (name: string, options: EnvoyGatewayOptions, more: Partial<StreamHttpRouteProps<object>> = {}): Sample => ({
  name,
  // By address works, but the Service behind it is then by address too, which has no effect and warns.
  fits: ({ affinity }) => affinity.kind !== 'client-ip',
  build: (policy) => {
    const kubernetes = chart();
    const entry = new StreamHttpRoute(kubernetes, 'route', {
      policy,
      name: 'prices',
      implementation: envoyGateway(options),
      gateway: { tlsSecret: 'prices-tls' },
      backend: service(kubernetes, policy),
      ...more,
    });
    return { constructs: [entry], scopes: [kubernetes] };
  },
});

export const httpRouteEnvoyGatewaySamples: readonly Sample[] = [
  route('Gateway of one’s own', { version: '1.9.0', healthProbePath: '/healthz' }, { hostnames: ['prices.example.com'] }),
  route('Gateway made elsewhere', {}, { gateway: { name: 'shared', namespace: 'gateways', sectionName: 'https' } }),
];
