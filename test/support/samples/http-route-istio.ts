import { StreamHttpRoute, type StreamHttpRouteProps } from '../../../src/hops/http-route/construct';
import { istio, type IstioOptions } from '../../../src/hops/http-route/implementations/istio/istio';
import { StreamService } from '../../../src/hops/service/construct';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import { chart } from '../synth';
import { workload } from './pods';
import type { Sample } from './sample';

const route = (name: string, options: IstioOptions, more: Partial<StreamHttpRouteProps<object>> = {}): Sample => ({
  name,
  // By address works on some, but the Service behind it is then by address too, which has no effect and warns.
  fits: ({ affinity }) => affinity.kind === 'none' || (affinity.kind === 'cookie' && options.installation !== 'app-routing'),
  build: (policy) => {
    const kubernetes = chart();
    const backend = new StreamService(kubernetes, 'service', {
      policy,
      name: 'prices',
      pods: workload(kubernetes, policy),
      metadata: { labels: labelsFor(policy, options) },
    });
    const entry = new StreamHttpRoute(kubernetes, 'route', {
      policy,
      name: 'prices',
      implementation: istio(options),
      gateway: { tlsSecret: 'prices-tls' },
      backend,
      ...more,
    });
    return { constructs: [entry], scopes: [kubernetes] };
  },
});

function labelsFor({ affinity }: StreamPolicy, options: IstioOptions): Record<string, string> {
  const isSession = options.installation === 'self-managed' && options.persistentSession === true;
  return isSession && affinity.kind === 'cookie' ? { 'istio.io/persistent-session': affinity.name } : {};
}

const elsewhere = { gateway: { name: 'shared', namespace: 'gateways', sectionName: 'https' } };

export const httpRouteIstioSamples: readonly Sample[] = [
  route('AKS application routing', { installation: 'app-routing' }),
  route('AKS application routing, Gateway made elsewhere', { installation: 'app-routing' }, elsewhere),
  route('service mesh add-on', { installation: 'mesh-add-on', version: '1.29.0' }, { hostnames: ['prices.example.com'] }),
  route('self-managed, Gateway made elsewhere', { installation: 'self-managed' }, elsewhere),
  route('self-managed, persistent session', { installation: 'self-managed', persistentSession: true }),
];
