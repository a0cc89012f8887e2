import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import { neighboursOf } from '../../constructs/cdk8s/neighbours';
import { keysOrNone, withRemarks } from '../../constructs/cdk8s/owned-object';
import { describe, type KubeObject } from '../../kubernetes/object';
import { formatPath, valueAt } from '../../kubernetes/owned-key';
import { known, unknownHop } from '../../path/hop';
import { idleLimitFor } from '../../policy/allowances';
import type { StreamPolicy } from '../../policy/stream-policy';
import { idle, INTERNAL, PROBE_PATH } from './about';
import { planService, serviceKeys, type ServiceOptions } from './hop';
import { readService } from './read';
import { selectorRemarks } from './selector-remarks';

export interface StreamReadyServiceProps {
  readonly policy: StreamPolicy;
}

/** Makes Services SSE-ready in place, ClusterIP or Azure Load Balancer as they are found. They are judged at synthesis, with the pods that there are then. */
export class StreamReadyService extends ObjectMixin<StreamReadyServiceProps> {
  protected readonly kind = 'Service';

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct)) return;
    const found = construct.toJson() as KubeObject;
    const { policy } = this.props;
    const options = optionsOf(found);
    const keys = keysOrNone(() => serviceKeys(policy, options));
    applyKeys(construct, isIdleLongEnough(policy, found) ? keys.filter(({ path }) => formatPath(path) !== idle.key) : keys);
    const planned = planService(policy, options);
    proveInPlace(construct, policy, () => {
      const now = construct.toJson() as KubeObject;
      const neighbours = neighboursOf(construct).map(({ json }) => json);
      const hop = withRemarks(asPlanned(readService(now), planned), selectorRemarks(now, neighbours));
      const hops = [hop, unknownHop(`the pods that ${hop.object} selects`)];
      return { hops, inFront: options.loadBalancer === undefined ? `what routes to ${hop.object}` : undefined };
    });
  }
}

function optionsOf(service: KubeObject): ServiceOptions {
  const annotations = service.metadata.annotations ?? {};
  const isLoadBalancer = valueAt(service, ['spec', 'type']) === 'LoadBalancer';
  return {
    object: describe(service),
    loadBalancer: !isLoadBalancer ? undefined : annotations[INTERNAL] === 'true' ? 'internal' : 'public',
    probePath: annotations[PROBE_PATH],
  };
}

/** Written and valid: a longer timeout than the stream needs stays. */
function isIdleLongEnough(policy: StreamPolicy, service: KubeObject): boolean {
  return known(readService(service), 'idle-limit').some(
    ({ origin, value }) => origin === 'set' && value !== 'disabled' && !value.isShorterThan(idleLimitFor(policy)),
  );
}
