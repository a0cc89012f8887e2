import type { Hop, Remark } from '../../path/hop';

/** A cluster has no setting of its own on the way of a client's stream: what it decides for the others are remarks. */
export const aksHop = (object: string, remarks: readonly Remark[] = [], suppressed: Hop['suppressed'] = {}): Hop => ({
  type: 'aks',
  object,
  layer: 'tcp',
  settings: [],
  remarks,
  suppressed,
});
