/* eslint-disable @typescript-eslint/no-require-imports -- most inputs know one controller, and the rest need not be loaded */
import {
  AGIC_CONTROLLER,
  isAgcIngress,
  isAgicIngress,
  isForApisix,
  isForF5Nginx,
  isForNginx,
  isForTraefik,
  isMeantForAgic,
  isMisnamed,
} from '../../../hops/ingress-controllers';
import type { KubeObject } from '../../../kubernetes/object';
import { unknownHop, type Hop } from '../../../path/hop';
import type { Cluster } from '../../cluster';
import type * as Agc from './agc';
import type * as Agic from './agic';
import type * as Apisix from './apisix';
import type * as F5Nginx from './f5-nginx';
import type { Asked, Front } from './front';
import type * as Nginx from './nginx';
import type * as Traefik from './traefik';

interface Controller {
  /** Whether it serves an Ingress; `controller` is what the class of the Ingress names, where the input has that class. */
  readonly serves: (ingress: KubeObject, controller: string | undefined) => boolean;
  readonly load: () => Front;
}

/** In the order in which they are asked: annotations of two of them may stand on one Ingress. */
const CONTROLLERS: readonly Controller[] = [
  { serves: isAgcIngress, load: () => (require('./agc') as typeof Agc).agcFront },
  {
    serves: (ingress, controller) =>
      controller === undefined ? isAgicIngress(ingress) || isMisnamed(ingress) : controller === AGIC_CONTROLLER,
    load: () => (require('./agic') as typeof Agic).agicFront,
  },
  { serves: isForApisix, load: () => (require('./apisix') as typeof Apisix).apisixFront },
  { serves: isForF5Nginx, load: () => (require('./f5-nginx') as typeof F5Nginx).f5NginxFront },
  { serves: isForTraefik, load: () => (require('./traefik') as typeof Traefik).traefikFront },
  { serves: isForNginx, load: () => (require('./nginx') as typeof Nginx).nginxFront },
  {
    serves: (ingress, controller) => controller === undefined && isMeantForAgic(ingress),
    load: () => (require('./agic') as typeof Agic).agicFront,
  },
];

export function frontOf(asked: Asked, service: string): Hop[] {
  const { ingress, ingressClass } = asked;
  const serving = CONTROLLERS.find(({ serves }) => serves(ingress, ingressClass.controller));
  return serving?.load()(asked, service) ?? [{ ...unknownHop(controllerOf(asked)), sources: [ingress] }];
}

/** The Ingress without what only redirects, which only AGC takes from an object beside it. */
export function withoutRedirects(ingress: KubeObject, cluster: Cluster): KubeObject {
  return isAgcIngress(ingress) ? (require('./agc') as typeof Agc).withoutAgcRedirects(ingress, cluster) : ingress;
}

function controllerOf({ ingressClass: { name, controller } }: Asked): string {
  if (name === '') return "the controller of the cluster's default Ingress class";
  return `the controller of Ingress class ${name}${controller === undefined ? '' : ` (${controller})`}`;
}
