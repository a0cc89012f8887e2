import { StreamNginxIngress, type StreamNginxIngressProps } from '../../../src/hops/ingress-nginx/construct';
import { chart } from '../synth';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const ingress = (name: string, more: Partial<StreamNginxIngressProps>): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const scope = chart();
    const entry = new StreamNginxIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      backend: service(scope, policy),
      acknowledgeRetired: 'moves to a maintained gateway next quarter',
      ...more,
    });
    return { constructs: [entry], scopes: [scope] };
  },
});

export const ingressNginxSamples: readonly Sample[] = [
  // Four minutes after a reload its streams are cut, and clients that do not resume lose events then.
  {
    ...ingress('community controller', {}),
    warnings: ({ resume }) => (resume === 'none' ? ['gateway-drain-timeout'] : []),
  },
  ingress('AKS application routing', { className: 'webapprouting.kubernetes.azure.com' }),
  {
    ...ingress('TLS ends in front', { tls: 'terminated-in-front' }),
    warnings: ({ resume }) => (resume === 'none' ? ['gateway-drain-timeout'] : []),
  },
];
