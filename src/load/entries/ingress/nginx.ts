import { IN_FRONT } from '../../../hops/ingress-nginx/about';
import { isOfController } from '../../../hops/ingress-nginx/config-map';
import { readNginxIngress } from '../../../hops/ingress-nginx/read';
import { withClass } from '../../../kubernetes/ingress-class';
import { unknownHop } from '../../../path/hop';
import type { Front } from './front';

export const nginxFront: Front = ({ ingress, ingressClass, neighbours, cluster }) => {
  const configMaps = cluster.ofKind('ConfigMap').filter(isOfController);
  const hop = readNginxIngress(withClass(ingress, ingressClass), { others: neighbours, configMaps });
  return [unknownHop(IN_FRONT), { ...hop, sources: [ingress, ...configMaps] }];
};
