import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import { neighboursOf } from '../../constructs/cdk8s/neighbours';
import { keysOrNone } from '../../constructs/cdk8s/owned-object';
import { tlsEndOf } from '../../constructs/tls-end';
import { classOf, servicesOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { unknownHop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { CLASS, IN_FRONT } from './about';
import type { Served } from './annotations';
import { planF5NginxIngress } from './hop';
import { masterAmong } from './mergeable';
import { readF5NginxIngress } from './read';
import { readyF5NginxKeys } from './ready';

export interface StreamReadyF5NginxIngressProps {
  readonly policy: StreamPolicy;
  /** Say so where a proxy before this controller ends TLS. Default: the Ingress must have `spec.tls`. */
  readonly tls?: 'terminated-in-front';
  /** Default `nginx`, as the controller's chart has it. */
  readonly className?: string;
}

/**
 * Makes Ingresses of the F5 NGINX Ingress Controller SSE-ready in place; Ingresses of other classes are left alone. Of a
 * mergeable Ingress apply it to the minion that has the stream's paths.
 */
export class StreamReadyF5NginxIngress extends ObjectMixin<StreamReadyF5NginxIngressProps> {
  protected readonly kind = 'Ingress';

  override supports(construct: IConstruct): construct is ApiObject {
    if (!super.supports(construct) || !ApiObject.isApiObject(construct)) return false;
    return classOf(construct.toJson() as KubeObject) === (this.props.className ?? CLASS);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    const served = servedAs(construct);
    const { policy, tls } = this.props;
    const options = { object: describe(served.ingress), tls: tlsEndOf(tls) };
    applyKeys(
      construct,
      keysOrNone(() => readyF5NginxKeys(policy, served, options)),
    );
    const services = servicesOf(served.ingress, policy.paths);
    const [first = ''] = services;
    const planned = planF5NginxIngress(policy, options);
    const behind = services.slice(0, 1).map((name) => unknownHop(`Service ${name}`));
    proveInPlace(construct, policy, () => ({
      hops: [asPlanned(readF5NginxIngress(servedAs(construct), first), planned), ...behind],
      inFront: IN_FRONT,
    }));
  }
}

function servedAs(construct: ApiObject): Served {
  const ingress = construct.toJson() as KubeObject;
  const others = neighboursOf(construct, 'Ingress').flatMap(({ json }) => json ?? []);
  return { ingress, master: masterAmong(others, ingress) };
}
