import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import { keysOrNone } from '../../constructs/cdk8s/owned-object';
import { describe, type KubeObject } from '../../kubernetes/object';
import { unknownHop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { isAgicIngress } from '../ingress-controllers';
import { IN_FRONT } from './about';
import { planAgicIngress, type AgicOptions } from './hop';
import { pathsOf } from '../../kubernetes/ingress';
import { readAgicIngress } from './read';
import { readyAgicKeys } from './ready';

export interface StreamReadyAgicIngressProps {
  readonly policy: StreamPolicy;
  /** The name of a certificate on the gateway, so that a missing Secret is no plain HTTP. Default: TLS as the Ingress has it. */
  readonly tls?: { readonly gatewayCertificate: string };
  /** What the gateway asks the pods for health; never the stream. Default: what the pods' own probes ask. */
  readonly healthProbePath?: string;
  /** The class of the controller where it has a name of its own. Default `azure-application-gateway`. */
  readonly className?: string;
}

/** Makes Ingresses of the Application Gateway Ingress Controller SSE-ready in place; Ingresses of other classes are left alone. */
export class StreamReadyAgicIngress extends ObjectMixin<StreamReadyAgicIngressProps> {
  protected readonly kind = 'Ingress';

  override supports(construct: IConstruct): construct is ApiObject {
    if (!super.supports(construct) || !ApiObject.isApiObject(construct)) return false;
    return isAgicIngress(construct.toJson() as KubeObject, this.props.className);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    const found = construct.toJson() as KubeObject;
    const { policy, tls = 'as-found', healthProbePath } = this.props;
    const [service = '?'] = pathsOf(found).flatMap((path) => path.service ?? []);
    const options: AgicOptions = {
      object: describe(found),
      namespace: found.metadata.namespace,
      service,
      tls,
      probe: healthProbePath === undefined ? undefined : { path: healthProbePath },
    };
    applyKeys(
      construct,
      keysOrNone(() => readyAgicKeys(policy, found, options)),
    );
    const planned = planAgicIngress(policy, options);
    proveInPlace(construct, policy, () => ({
      hops: [asPlanned(readAgicIngress(construct.toJson() as KubeObject), planned), unknownHop(`Service ${service}`)],
      inFront: IN_FRONT,
    }));
  }
}
