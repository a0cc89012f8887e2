import { IN_FRONT } from '../../../hops/apisix/about';
import { readApisixIngress } from '../../../hops/apisix/read-ingress';
import { unknownHop } from '../../../path/hop';
import { besideFor } from '../apisix-routes';
import type { Front } from './front';

export const apisixFront: Front = ({ ingress, cluster }, service) => {
  const { hop, sources } = readApisixIngress(ingress, service, besideFor(ingress, cluster));
  return [unknownHop(IN_FRONT), { ...hop, sources }];
};
