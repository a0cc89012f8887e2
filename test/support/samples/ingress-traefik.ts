import { StreamTraefikIngress, type StreamTraefikIngressProps } from '../../../src/hops/ingress-traefik/construct';
import { chart } from '../synth';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const ingress = (name: string, more: Partial<StreamTraefikIngressProps> = {}): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const scope = chart();
    const entry = new StreamTraefikIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      backend: service(scope, policy),
      ...more,
    });
    return { constructs: [entry], scopes: [scope] };
  },
});

export const ingressTraefikSamples: readonly Sample[] = [
  ingress('TLS ends here'),
  ingress('TLS ends in front', { tls: 'terminated-in-front' }),
];
