import { StreamApplicationGateway } from '../../../src/hops/application-gateway/construct';
import { StreamAgicIngress, type StreamAgicIngressProps } from '../../../src/hops/ingress-agic/construct';
import { chart, stack } from '../synth';
import { gateway } from './application-gateway';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

/** The controller needs this long to take a pod out of the gateway. */
const preStop = '90s';

const ingress = (name: string, more: Partial<StreamAgicIngressProps>): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const [kubernetes, azure] = [chart(), stack()];
    const front = new StreamApplicationGateway(azure, 'gateway', { ...gateway, policy, backends: 'ingress-controller' });
    const entry = new StreamAgicIngress(kubernetes, 'ingress', {
      policy,
      name: 'prices',
      host: gateway.hostName,
      tls: { gatewayCertificate: front.certificateName },
      backend: service(kubernetes, policy, { preStop }),
      ...more,
    });
    return { constructs: [front, entry], scopes: [azure, kubernetes] };
  },
});

export const ingressAgicSamples: readonly Sample[] = [
  ingress('certificate of the gateway', {}),
  {
    ...ingress('certificate in a Secret', { tls: { secretName: 'prices-tls' }, healthProbePath: '/healthz' }),
    // A Secret that is missing for a moment opens plain HTTP.
    warnings: () => ['secure-transport'],
  },
];
