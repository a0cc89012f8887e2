import { besideRoute } from '../../../hops/http-route/beside-routes';
import { extensionOf, withoutRedirects } from '../../../hops/ingress-agc/about';
import { readAgcIngress } from '../../../hops/ingress-agc/read';
import type { KubeObject } from '../../../kubernetes/object';
import type { Cluster } from '../../cluster';
import { inEnvironmentOf } from '../../environment';
import { trafficControllerOf } from '../traffic-controllers';
import type { Front } from './front';

export const agcFront: Front = ({ ingress, cluster, resources }, service) => [
  ...trafficControllerOf([ingress], resources),
  readAgcIngress(ingress, service, besideAgc(ingress, cluster)),
];

/** The Ingress without what only redirects. */
export const withoutAgcRedirects = (ingress: KubeObject, cluster: Cluster): KubeObject =>
  withoutRedirects(ingress, extensionOf(ingress, besideAgc(ingress, cluster)));

/** What may say how the gateway serves an Ingress. */
const besideAgc = (ingress: KubeObject, { objects }: Cluster): readonly KubeObject[] =>
  inEnvironmentOf(ingress, besideRoute(ingress, objects));
