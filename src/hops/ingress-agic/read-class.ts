import { classOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { AGIC_CONTROLLER, CLASS_ANNOTATION } from '../ingress-controllers';
import { agicFacts as facts } from './facts';

/** A class that the controller does not take, or takes only where it is told to. */
export function classRemarks(ingress: KubeObject): Remark[] {
  const annotated = ingress.metadata.annotations?.[CLASS_ANNOTATION];
  if (annotated === undefined) return ownClassRemarks(classOf(ingress));
  if (annotated === AGIC_CONTROLLER) return [];
  const found = `metadata.annotations["${CLASS_ANNOTATION}"] is "${annotated}"`;
  return [
    ignored(
      found,
      'the controller does not take the Ingress: the annotation wins over spec.ingressClassName',
      `remove the annotation, and write spec.ingressClassName: ${facts.ingressClass.default}`,
      facts.ingressClass,
      `metadata.annotations["${CLASS_ANNOTATION}"]`,
    ),
  ];
}

/** What decides it is the controller's own configuration. */
function ownClassRemarks(className: string): Remark[] {
  const { default: own } = facts.ingressClass;
  if (className === own) return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: className === '' ? 'the Ingress has no class' : `spec.ingressClassName is "${className}"`,
      need:
        className === ''
          ? 'the controller takes no Ingress without a class; whether the cluster has a default class for it cannot be known from the input'
          : `whether the INGRESS_CLASS_RESOURCE_NAME of the controller is ${className} as well, without which it does not take the Ingress, cannot be known from the input`,
      fix: `write spec.ingressClassName: ${own}`,
      fact: facts.ownClass,
      key: 'spec.ingressClassName',
      level: 'unknown',
    },
  ];
}
