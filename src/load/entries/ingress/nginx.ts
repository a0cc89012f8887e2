import { IN_FRONT } from '../../../hops/ingress-nginx/about';
import { readNginxIngress } from '../../../hops/ingress-nginx/read';
import { withClass } from '../../../kubernetes/ingress-class';
import { unknownHop } from '../../../path/hop';
import type { Front } from './front';

export const nginxFront: Front = ({ ingress, ingressClass, neighbours }) => [
  unknownHop(IN_FRONT),
  { ...readNginxIngress(withClass(ingress, ingressClass), neighbours), sources: [ingress] },
];
