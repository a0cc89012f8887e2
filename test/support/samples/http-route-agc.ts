import { StreamAgc } from '../../../src/hops/agc/construct';
import { StreamHttpRoute, type StreamHttpRouteProps } from '../../../src/hops/http-route/construct';
import { agc, type AgcAttachment, type AgcOptions } from '../../../src/hops/http-route/implementations/agc/agc';
import { chart, stack } from '../synth';
import { containers } from './agc';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

const own = { albId: '/subscriptions/s/trafficControllers/streams', frontend: 'streams', tlsSecret: 'prices-tls' };

const current: AgcOptions = { healthProbePath: '/readyz', albControllerVersion: '1.12.4' };

const route = (name: string, options: AgcOptions, more: Partial<StreamHttpRouteProps<AgcAttachment>> = {}): Sample => ({
  name,
  fits: noAddress,
  build: (policy) => {
    const [kubernetes, azure] = [chart(), stack()];
    const isOwn = more.gateway === undefined;
    const front = isOwn ? [new StreamAgc(azure, 'agc', { ...containers, policy })] : [];
    const entry = new StreamHttpRoute(kubernetes, 'route', {
      policy,
      name: 'prices',
      implementation: agc(options),
      gateway: own,
      backend: service(kubernetes, policy),
      ...more,
    });
    return { constructs: [...front, entry], scopes: [azure, kubernetes] };
  },
});

export const httpRouteAgcSamples: readonly Sample[] = [
  route('Gateway of a traffic controller of one’s own', current, { hostnames: ['prices.example.com'] }),
  route('Gateway that the controller makes', current, {
    gateway: { albNamespace: 'alb', albName: 'alb', tlsSecret: 'prices-tls' },
  }),
  route('Gateway made elsewhere', current, { gateway: { name: 'shared', namespace: 'gateways', sectionName: 'https' } }),
  route('cookie of the product', { ...current, managedCookie: true }),
  route('controller not known', { healthProbePath: '/readyz' }),
  {
    ...route('controller that writes no cookie path', { ...current, albControllerVersion: '1.11.1' }),
    // Without a path the cookie is for the folder of the request that got it: one path warns, two fail.
    fits: (policy) => noAddress(policy) && (policy.affinity.kind === 'none' || policy.paths.length === 1),
    warnings: ({ affinity }) => (affinity.kind === 'cookie' ? ['affinity-cookie-path'] : []),
  },
];
