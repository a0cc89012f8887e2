import { StreamAgcIngress, type StreamAgcIngressProps } from '../../../src/hops/ingress-agc/construct';
import { chart } from '../synth';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const ingress = (name: string, more: Partial<StreamAgcIngressProps> = {}): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const scope = chart();
    const entry = new StreamAgcIngress(scope, 'ingress', {
      policy,
      name: 'prices',
      host: 'prices.example.com',
      tls: { secretName: 'prices-tls' },
      gateway: { albId: '/subscriptions/s/trafficControllers/streams', frontend: 'streams' },
      backend: service(scope, policy),
      healthProbePath: '/readyz',
      albControllerVersion: '1.12.4',
      acknowledgeUnsupported: 'the platform team takes Ingresses only until the second quarter',
      ...more,
    });
    return { constructs: [entry], scopes: [scope] };
  },
});

export const ingressAgcSamples: readonly Sample[] = [
  ingress('traffic controller of one’s own'),
  ingress('gateway that the controller makes', { gateway: { albNamespace: 'alb', albName: 'streams' } }),
];
