import { IN_FRONT } from '../../../hops/ingress-nginx/about';
import { isCanary } from '../../../hops/ingress-nginx/annotations';
import { readCanary } from '../../../hops/ingress-nginx/canary';
import { mainOf, ofHostsOf } from '../../../hops/ingress-nginx/canary-match';
import { isOfController } from '../../../hops/ingress-nginx/config-map';
import { readNginxIngress } from '../../../hops/ingress-nginx/read';
import { ingressClassOf, withClass } from '../../../kubernetes/ingress-class';
import type { KubeObject } from '../../../kubernetes/object';
import { unknownHop } from '../../../path/hop';
import type { Cluster } from '../../cluster';
import { remembered } from '../../../collections/remembered';
import type { Front } from './front';

/** The ConfigMaps of controllers: there may be very many of others, and each Ingress asks. */
const byCluster = new WeakMap<Cluster, readonly KubeObject[]>();
/** All Ingresses, each with its class. */
const classedBy = new WeakMap<Cluster, readonly KubeObject[]>();

export const nginxFront: Front = ({ ingress, ingressClass, neighbours, cluster, streams }, service) => {
  const configMaps = remembered(byCluster, cluster, () => cluster.ofKind('ConfigMap').filter(isOfController));
  const beside = { others: neighbours, configMaps };
  const classed = withClass(ingress, ingressClass);
  if (!isCanary(ingress)) {
    return [unknownHop(IN_FRONT), { ...readNginxIngress(classed, beside), sources: [ingress, ...configMaps] }];
  }
  const ofHosts = ofHostsOf(
    classed,
    remembered(classedBy, cluster, () => allClassed(cluster)),
  );
  const main = mainOf(classed, ofHosts, service, streams);
  const written = main && cluster.named('Ingress', main.metadata.namespace, main.metadata.name, ingress);
  const [own, ofMain] = readCanary(classed, { ...beside, main, ofHosts, service });
  const sources = [...(written === undefined ? [] : [written]), ingress, ...configMaps];
  return [
    unknownHop(IN_FRONT),
    { ...own, sources: [ingress, ...configMaps] },
    ...(ofMain === undefined ? [] : [{ ...ofMain, sources }]),
  ];
};

function allClassed(cluster: Cluster): KubeObject[] {
  const classes = cluster.ofKind('IngressClass');
  return cluster.ofKind('Ingress').map((one) => withClass(one, ingressClassOf(one, classes)));
}
