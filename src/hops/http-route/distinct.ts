import type { Remark } from '../../path/hop';
import type { Setting } from '../../path/setting';

/** Each once: several rules or Gateways of a route mostly say the same. */
export function distinct<T extends Setting | Remark>(all: readonly T[]): T[] {
  return [...new Map(all.map((each) => [JSON.stringify({ ...each, fact: undefined }), each])).values()];
}
