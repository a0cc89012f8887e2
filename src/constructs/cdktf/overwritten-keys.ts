import { isDeepStrictEqual } from 'node:util';
import type { Remark } from '../../path/hop';
import { valueAt } from '../../terraform/key-path';
import type { TerraformResource } from '../../terraform/resource';
import { overwrittenKeyRemark } from '../owned-key-remark';

/**
 * A remark for every key that a mixin wrote and that the resource as it is written has otherwise: an override stands over
 * whatever code writes, and code may run after the mixin.
 *
 * @param wrote The values by key, as the provider names it: `default_database.eviction_policy`.
 */
export const overwrittenKeyRemarks = ({ attributes }: TerraformResource, wrote: Readonly<Record<string, unknown>>): Remark[] =>
  Object.entries(wrote).flatMap(([key, ours]) => {
    const written = valueAt(attributes, key);
    return isDeepStrictEqual(written, ours) ? [] : [overwrittenKeyRemark(key, written, ours)];
  });
