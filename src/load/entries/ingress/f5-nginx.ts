import { IN_FRONT } from '../../../hops/ingress-f5-nginx/about';
import { masterAmong } from '../../../hops/ingress-f5-nginx/mergeable';
import { readF5NginxIngress } from '../../../hops/ingress-f5-nginx/read';
import { unknownHop } from '../../../path/hop';
import type { Front } from './front';

export const f5NginxFront: Front = ({ ingress, cluster }, service) => {
  const master = masterAmong(cluster.ofKind('Ingress'), ingress);
  const sources = master === undefined ? [ingress] : [ingress, master];
  return [unknownHop(IN_FRONT), { ...readF5NginxIngress({ ingress, master }, service), sources }];
};
