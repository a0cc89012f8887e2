import { besideRoute } from '../../../hops/http-route/beside-routes';
import { ALB_EXTENSION } from '../../../hops/http-route/implementations/agc/about';
import { extensionOf, withoutRedirects } from '../../../hops/ingress-agc/about';
import { readAgcIngress } from '../../../hops/ingress-agc/read';
import type { KubeObject } from '../../../kubernetes/object';
import type { Cluster } from '../../cluster';
import { trafficControllerOf } from '../traffic-controllers';
import type { Front } from './front';
import { nearestOfEach } from '../../nearest';

export const agcFront: Front = ({ ingress, cluster, resources }, service) => [
  ...trafficControllerOf([ingress], resources),
  readAgcIngress(ingress, service, besideAgc(ingress, cluster)),
];

/** The Ingress without what only redirects. */
export const withoutAgcRedirects = (ingress: KubeObject, cluster: Cluster): KubeObject =>
  withoutRedirects(ingress, extensionOf(ingress, besideAgc(ingress, cluster)));

/** What may say how the gateway serves an Ingress; of several extensions of its name the nearest comes first. */
function besideAgc(ingress: KubeObject, cluster: Cluster): KubeObject[] {
  const { namespace, annotations } = ingress.metadata;
  const named = annotations?.[ALB_EXTENSION];
  const extension = named === undefined ? undefined : cluster.named('IngressExtension', namespace, named, ingress);
  return [...(extension === undefined ? [] : [extension]), ...besideRoute(ingress, cluster.objects, nearestOfEach)];
}
