import { classOf, listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { partOf } from '../ingress-controllers';

const hostOf = (ingress: KubeObject): unknown => valueAt(listAt(ingress, 'spec', 'rules')[0], ['host']);

/** The master of a minion: the one of its host and class, in whatever namespace. Undefined for an Ingress that is no minion. */
export function masterAmong(ingresses: readonly KubeObject[], minion: KubeObject): KubeObject | undefined {
  if (partOf(minion) !== 'minion') return undefined;
  return ingresses.find((one) => partOf(one) === 'master' && hostOf(one) === hostOf(minion) && classOf(one) === classOf(minion));
}
