import { classOf } from '../kubernetes/ingress';
import type { KubeObject } from '../kubernetes/object';
import { facts } from '../path/fact';

// Asked of every Ingress there is, and so apart from all else that is known of the controllers.

const documented = { checked: '2026-11-21', known: 'documented' } as const;

/** Which Ingresses a controller serves; each is among the facts of its hop too. */
export const ingressClassFacts = facts({
  agc: {
    says: 'The ALB Controller serves Ingresses of the class azure-alb-external.',
    default: 'azure-alb-external',
    source: 'https://learn.microsoft.com/azure/application-gateway/for-containers/how-to-ssl-offloading-ingress-api',
    ...documented,
  },
  agic: {
    says: 'The controller serves spec.ingressClassName azure-application-gateway, or the annotation kubernetes.io/ingress.class: azure/application-gateway, which wins.',
    default: 'azure-application-gateway',
    source: 'https://github.com/Azure/application-gateway-kubernetes-ingress/blob/1.9.8/pkg/k8scontext/context.go',
    checked: '2026-11-20',
    known: 'measured',
    provenWith: 'AGIC 1.9.8',
  },
  apisix: {
    says: 'The controller serves what is of an IngressClass of its own, called apisix in its documentation, or of no class where its own is the default of the cluster.',
    default: 'apisix',
    source: 'https://github.com/apache/apisix-ingress-controller/blob/2.2.0/internal/controller/apisixroute_controller.go',
    ...documented,
  },
  f5Nginx: {
    says: 'The IngressClass of the controller names nginx.org/ingress-controller; its Helm chart calls the class nginx, as that of ingress-nginx does.',
    default: 'nginx',
    fixed: 'nginx.org/ingress-controller',
    source: 'https://github.com/nginx/kubernetes-ingress/blob/v5.5.4/internal/k8s/controller.go',
    ...documented,
  },
  nginx: {
    says: 'The IngressClass of the community controller names k8s.io/ingress-nginx.',
    fixed: 'k8s.io/ingress-nginx',
    source: 'https://github.com/kubernetes/ingress-nginx/blob/controller-v1.15.1/charts/ingress-nginx/values.yaml',
    checked: '2026-11-20',
    known: 'documented',
  },
  traefik: {
    says: 'Traefik serves the Ingresses of an IngressClass whose controller is traefik.io/ingress-controller; its chart calls the class traefik.',
    default: 'traefik',
    fixed: 'traefik.io/ingress-controller',
    source: 'https://github.com/traefik/traefik/blob/v3.6.12/pkg/provider/kubernetes/ingress/kubernetes.go',
    ...documented,
  },
});

/** The annotations that only the one controller reads. */
export const AGIC_PREFIX = 'appgw.ingress.kubernetes.io/';
export const APISIX_PREFIX = 'k8s.apisix.apache.org/';
export const F5_NGINX_PREFIXES = ['nginx.org/', 'nginx.com/'];
export const NGINX_PREFIX = 'nginx.ingress.kubernetes.io/';
export const TRAEFIK_PREFIX = 'traefik.ingress.kubernetes.io/';

/** The annotations of an Ingress that begin so. */
export const annotationsOf = ({ metadata }: KubeObject, ...prefixes: readonly string[]): string[] =>
  Object.keys(metadata.annotations ?? {}).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));

/** Whether the ALB Controller serves an Ingress. */
export const isAgcIngress = (ingress: KubeObject): boolean => classOf(ingress) === ingressClassFacts.agc.default;

/** What the IngressClass of AGIC names, and the old annotation. */
export const AGIC_CONTROLLER = 'azure/application-gateway';

export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** Whether the class of AGIC stands where it does not look for it. */
export const isMisnamed = ({ metadata }: KubeObject): boolean =>
  metadata.annotations?.[CLASS_ANNOTATION] === ingressClassFacts.agic.default;

/** Whether an Ingress without a class has annotations that only AGIC reads. */
export const isMeantForAgic = (ingress: KubeObject): boolean =>
  classOf(ingress) === '' && annotationsOf(ingress, AGIC_PREFIX).length > 0;

/** Whether AGIC serves an Ingress; `className` is its class where that has another name. */
export function isAgicIngress(ingress: KubeObject, className: string = ingressClassFacts.agic.default): boolean {
  const annotated = ingress.metadata.annotations?.[CLASS_ANNOTATION];
  return annotated === undefined ? classOf(ingress) === className : annotated === AGIC_CONTROLLER;
}

/** Whether an Ingress is for APISIX: by what its IngressClass names or, where that is not known, by the class of its documentation, or by annotations that only its controller reads. */
export function isForApisix(ingress: KubeObject, controller?: string): boolean {
  if (controller !== undefined) return controller.startsWith('apisix.apache.org/');
  return classOf(ingress) === ingressClassFacts.apisix.default || annotationsOf(ingress, APISIX_PREFIX).length > 0;
}

/** Whether an Ingress is for Traefik: by the controller of its class, where the input has the class; else by its class or annotations. */
export function isForTraefik(ingress: KubeObject, controller: string | undefined): boolean {
  if (controller !== undefined) return controller === ingressClassFacts.traefik.fixed;
  return classOf(ingress) === ingressClassFacts.traefik.default || annotationsOf(ingress, TRAEFIK_PREFIX).length > 0;
}

const MERGEABLE = 'nginx.org/mergeable-ingress-type';

/** Which part of a mergeable Ingress one is, which only the controller of F5 has. */
export const partOf = (ingress: KubeObject): 'master' | 'minion' | undefined => {
  const part: unknown = ingress.metadata.annotations?.[MERGEABLE];
  return part === 'master' || part === 'minion' ? part : undefined;
};

/**
 * Whether an Ingress is for the NGINX controller of F5: by the controller of its class, where the input has the class; else by
 * the annotations that only this controller reads. Where there are those of ingress-nginx as well, which is met more often,
 * only a mergeable Ingress is certainly not for that one.
 */
export function isForF5Nginx(ingress: KubeObject, controller: string | undefined): boolean {
  if (controller !== undefined) return controller === ingressClassFacts.f5Nginx.fixed;
  // AKS runs the other one.
  if (isRunByAks(classOf(ingress))) return false;
  const isMeant = annotationsOf(ingress, ...F5_NGINX_PREFIXES).length > 0;
  return partOf(ingress) !== undefined || (isMeant && annotationsOf(ingress, NGINX_PREFIX).length === 0);
}

/** What charts call the class of ingress-nginx, and of the other controller too. */
export const COMMUNITY_CLASS = 'nginx';

/** The class of the AKS application routing add-on, and those of further controllers that it runs. */
const AKS_CLASS = /(^|\.)(web)?approuting\.kubernetes\.azure\.com$/;

/** Whether Azure runs the controller, so that its ConfigMap is out of reach. */
export const isRunByAks = (className: string): boolean => AKS_CLASS.test(className);

/** What the IngressClass of AKS names. */
const AKS_CONTROLLER = /^webapprouting\.kubernetes\.azure\.com\/nginx/;

/**
 * Whether an Ingress is for ingress-nginx: by what its IngressClass names or, where that is not known, by its class or,
 * where the class has a name of its own or none, by the annotations that only this controller reads.
 */
export function isForNginx(ingress: KubeObject, controller?: string): boolean {
  if (controller !== undefined) return controller === ingressClassFacts.nginx.fixed || AKS_CONTROLLER.test(controller);
  const className = classOf(ingress);
  const isOfOther = annotationsOf(ingress, ...F5_NGINX_PREFIXES).length > 0;
  const isMeant = annotationsOf(ingress, NGINX_PREFIX).length > 0;
  return isMeant || isRunByAks(className) || (className === COMMUNITY_CLASS && !isOfOther);
}
