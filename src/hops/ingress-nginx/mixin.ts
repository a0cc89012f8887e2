import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import { neighboursOf } from '../../constructs/cdk8s/neighbours';
import { keysOrNone } from '../../constructs/cdk8s/owned-object';
import { reworded } from '../../constructs/prove';
import { tlsEndOf } from '../../constructs/tls-end';
import { classOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { unknownHop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { IN_FRONT, isNginxClass } from './about';
import { planNginxIngress } from './hop';
import { readNginxIngress } from './read';
import { readyNginxIngressKeys } from './ready';
import { inProps } from './remarks';

export interface StreamReadyNginxIngressProps {
  readonly policy: StreamPolicy;
  /** Why this controller, which nobody maintains any more, is accepted. Without a reason synthesis fails. */
  readonly acknowledgeRetired?: string;
  /** Say so where a proxy before this controller ends TLS. Default: the Ingress must have `spec.tls`. */
  readonly tls?: 'terminated-in-front';
  /** A class of your own that the NGINX controller serves, besides `nginx` and those of AKS application routing. */
  readonly className?: string;
}

/** Makes Ingresses of the NGINX controller SSE-ready in place; Ingresses of other classes are left alone. */
export class StreamReadyNginxIngress extends ObjectMixin<StreamReadyNginxIngressProps> {
  protected readonly kind = 'Ingress';

  override supports(construct: IConstruct): construct is ApiObject {
    if (!super.supports(construct) || !ApiObject.isApiObject(construct)) return false;
    const className = classOf(construct.toJson() as KubeObject);
    return isNginxClass(className) || className === this.props.className;
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    const found = construct.toJson() as KubeObject;
    const { policy, acknowledgeRetired, tls } = this.props;
    const options = {
      object: describe(found),
      className: classOf(found),
      tls: tlsEndOf(tls),
      acknowledgeRetired,
    };
    applyKeys(
      construct,
      keysOrNone(() => readyNginxIngressKeys(policy, found, options)),
    );
    const planned = planNginxIngress(policy, options);
    const behind = servicesOf(found)
      .slice(0, 1)
      .map((name) => unknownHop(`Service ${name}`));
    proveInPlace(construct, policy, () => {
      const others = neighboursOf(construct, 'Ingress').flatMap(({ json }) => json ?? []);
      const hop = asPlanned(readNginxIngress(construct.toJson() as KubeObject, { others }), planned);
      return { hops: [reworded(hop, inProps), ...behind], inFront: IN_FRONT };
    });
  }
}
