import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import { neighboursOf } from '../../constructs/cdk8s/neighbours';
import { keysOrNone } from '../../constructs/cdk8s/owned-object';
import { tlsEndOf } from '../../constructs/tls-end';
import { classOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { annotation } from '../../kubernetes/owned-key';
import { unknownHop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { annotationOf, CLASS, IN_FRONT } from './about';
import { annotationsOf, isTrue } from './annotations';
import { ingressKeys, planTraefikIngress, serviceKeys } from './hop';
import { readTraefikIngress } from './read';

export interface StreamReadyTraefikIngressProps {
  readonly policy: StreamPolicy;
  /** Say so where a proxy before Traefik ends TLS. Default: the Ingress gets `router.tls`. */
  readonly tls?: 'terminated-in-front';
  /** Default `traefik`. */
  readonly className?: string;
}

/**
 * Makes Ingresses of Traefik SSE-ready in place, with the Services of the stream that are in the same charts; Ingresses of
 * other classes are left alone.
 */
export class StreamReadyTraefikIngress extends ObjectMixin<StreamReadyTraefikIngressProps> {
  protected readonly kind = 'Ingress';

  override supports(construct: IConstruct): construct is ApiObject {
    if (!super.supports(construct) || !ApiObject.isApiObject(construct)) return false;
    return classOf(construct.toJson() as KubeObject) === (this.props.className ?? CLASS);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    const found = construct.toJson() as KubeObject;
    const { policy, tls } = this.props;
    const tlsEnd = tlsEndOf(tls);
    const services = servicesOf(found, policy.paths);
    const objects = neighboursOf(construct, 'Service').filter(({ object }) => services.includes(object.name));
    applyKeys(construct, ingressKeys({ tls: tlsEnd }));
    for (const { object } of objects) completeService(object, policy);
    const [serviceName = ''] = services;
    const planned = planTraefikIngress(policy, { object: describe(found), tls: tlsEnd });
    const behind = services.slice(0, 1).map((name) => unknownHop(`Service ${name}`));
    proveInPlace(construct, policy, () => {
      const { hop } = readTraefikIngress({
        ingress: construct.toJson() as KubeObject,
        serviceName,
        service: objects.find(({ object }) => object.name === serviceName)?.object.toJson() as KubeObject | undefined,
        middlewares: neighboursOf(construct, 'Middleware').flatMap(({ json }) => json ?? []),
      });
      return { hops: [asPlanned(hop, planned), ...behind], inFront: IN_FRONT };
    });
  }
}

/** The cookie, and what works against it. */
function completeService(service: ApiObject, policy: StreamPolicy): void {
  const annotations = annotationsOf(service.toJson() as KubeObject);
  const bypassing = ['service.nativelb', 'service.nodeportlb'].flatMap((key) => annotations.get(key) ?? []);
  const undone = bypassing.filter(({ value }) => isTrue(value)).map(({ name }) => annotation(annotationOf(name), 'false'));
  applyKeys(
    service,
    keysOrNone(() => [...serviceKeys(policy), ...undone]),
  );
}
