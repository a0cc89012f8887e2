import { StreamApisixRoute, type StreamApisixRouteProps } from '../../../src/hops/apisix/construct';
import { chart } from '../synth';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const route = (name: string, more: Partial<StreamApisixRouteProps> = {}): Sample => ({
  name,
  // By address works, but the Service behind it is then by address too, which has no effect and warns.
  fits: noAddress,
  // Four minutes after a reload its streams are cut, and clients that do not resume lose events then.
  warnings: ({ resume }) => (resume === 'none' ? ['gateway-drain-timeout'] : []),
  build: (policy) => {
    const scope = chart();
    const entry = new StreamApisixRoute(scope, 'route', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      backend: service(scope, policy),
      cookie: { setBy: 'application', name: 'sse_route' },
      ...more,
    });
    return { constructs: [entry], scopes: [scope] };
  },
});

export const apisixSamples: readonly Sample[] = [
  route('APISIX of a known version', { version: '3.18.0' }),
  route('TLS ends in front', { tls: 'terminated-in-front' }),
];
