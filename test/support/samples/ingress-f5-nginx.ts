import { StreamF5NginxIngress, type StreamF5NginxIngressProps } from '../../../src/hops/ingress-f5-nginx/construct';
import { chart } from '../synth';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const ingress = (name: string, more: Partial<StreamF5NginxIngressProps> = {}): Sample => ({
  name,
  // By address works, but the Service behind it is then by address too, which has no effect and warns.
  fits: noAddress,
  build: (policy) => {
    const scope = chart();
    const entry = new StreamF5NginxIngress(scope, 'ingress', {
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

export const ingressF5NginxSamples: readonly Sample[] = [
  ingress('TLS ends here'),
  ingress('TLS ends in front', { tls: 'terminated-in-front' }),
];
