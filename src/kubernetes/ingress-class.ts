import { classOf } from './ingress';
import type { KubeObject } from './object';
import { valueAt } from './owned-key';

const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

/** Who serves an Ingress. */
export interface IngressClass {
  /** Its class, the default one of the input included; empty where none is told. */
  readonly name: string;
  /** `spec.controller` of that IngressClass, such as `k8s.io/ingress-nginx`; undefined where it is not in the input. */
  readonly controller: string | undefined;
}

/**
 * Which controller an Ingress goes to, by the IngressClasses of the input. Of several defaults none is taken: the newest
 * counts, and no file says which that is.
 */
export function ingressClassOf(ingress: KubeObject, classes: readonly KubeObject[]): IngressClass {
  const own = classOf(ingress);
  const defaults = classes.filter(({ metadata }) => metadata.annotations?.[IS_DEFAULT] === 'true');
  const means = own === '' ? (defaults.length === 1 ? defaults : []) : classes.filter(({ metadata }) => metadata.name === own);
  const controllers = [...new Set(means.map((each) => valueAt(each, ['spec', 'controller'])))];
  const [controller] = controllers;
  return {
    name: means[0]?.metadata.name ?? own,
    controller: controllers.length === 1 && typeof controller === 'string' ? controller : undefined,
  };
}

/** The same Ingress with the class of the cluster written in, as the API server does where it names none. */
export function withClass(ingress: KubeObject, { name }: IngressClass): KubeObject {
  if (name === '' || classOf(ingress) !== '') return ingress;
  return { ...ingress, spec: { ...(ingress['spec'] as object | undefined), ingressClassName: name } };
}
