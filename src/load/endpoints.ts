import { listAt } from '../kubernetes/ingress';
import { describe, type KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import { unknownHop, type Hop } from '../path/hop';
import { nearestOfEach } from './nearest';

const SLICE_OF = 'kubernetes.io/service-name';

/** What a Service sends to that selects nothing of the input: its EndpointSlices, where somebody else writes them. */
export function endpointsOf(service: KubeObject, slices: readonly KubeObject[]): Hop {
  if (valueAt(service, ['spec', 'selector']) !== undefined) {
    return { ...unknownHop(`the pods that ${describe(service)} selects`), sources: [service], referredBy: 'spec.selector' };
  }
  const { name, namespace } = service.metadata;
  const named = slices.filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.[SLICE_OF] === name);
  const own = nearestOfEach(named, service);
  const addresses = own.flatMap((slice) => listAt(slice, 'endpoints').flatMap((each) => listAt(each, 'addresses')));
  const [first] = own;
  return first === undefined
    ? { ...unknownHop(`what ${describe(service)} sends to, which has no selector`), sources: [service], referredBy: 'spec' }
    : {
        ...unknownHop(`what is at ${addresses.join(', ') || 'no address'}, by ${own.map(describe).join(' and ')}`),
        sources: [first],
        referredBy: 'endpoints',
      };
}
