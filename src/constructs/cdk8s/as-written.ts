import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from 'cdk8s';
import { sameItems } from '../../collections/same-items';
import type { KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { oncePerWalk } from '../walk';
import { stampOf } from './stamp';

/** Gives an object of ours as it will be written: as we made it, and rendered once somebody has changed it. */
export function asWritten(object: ApiObject, made: KubeObject): () => KubeObject {
  let last = { stamp: stampOf(object), written: made };
  return oncePerWalk(() => {
    const stamp = stampOf(object);
    if (!sameItems(stamp, last.stamp)) last = { stamp, written: object.toJson() as KubeObject };
    return last.written;
  });
}

/**
 * Gives an object of somebody else as it will be written. The construct around it may change it without a trace, so it is
 * rendered in each walk; where that comes to the same, it is the same object again.
 */
export function rendering(object: ApiObject): () => KubeObject {
  let last: KubeObject | undefined;
  return oncePerWalk(() => {
    const now = object.toJson() as KubeObject;
    if (last === undefined || !isDeepStrictEqual(now, last)) last = now;
    return last;
  });
}

/** Gives the hop that is made of some sources: the same one as long as they are the same. */
export function following<Sources extends readonly unknown[]>(
  sources: () => Sources,
  make: (sources: Sources) => Hop,
): () => Hop {
  let last: { readonly of: Sources; readonly hop: Hop } | undefined;
  return oncePerWalk(() => {
    const of = sources();
    if (last === undefined || !sameItems(of, last.of)) last = { of, hop: make(of) };
    return last.hop;
  });
}
