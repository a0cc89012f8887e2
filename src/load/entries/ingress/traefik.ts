import { IN_FRONT } from '../../../hops/ingress-traefik/about';
import { traefikAmong } from '../../../hops/ingress-traefik/entry-points';
import { readTraefikIngress } from '../../../hops/ingress-traefik/read';
import { unknownHop } from '../../../path/hop';
import type { Front } from './front';

export const traefikFront: Front = ({ ingress, cluster }, serviceName) => {
  const { hop, sources } = readTraefikIngress({
    ingress,
    serviceName,
    service: cluster.named('Service', ingress.metadata.namespace, serviceName, ingress),
    middlewares: cluster.ofKind('Middleware'),
    traefik: traefikAmong([...cluster.ofKind('Deployment'), ...cluster.ofKind('DaemonSet')]),
  });
  return [unknownHop(IN_FRONT), { ...hop, sources }];
};
