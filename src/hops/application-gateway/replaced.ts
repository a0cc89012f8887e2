import { isDeepStrictEqual } from 'node:util';
import type { Block } from '../../terraform/attributes';
import { knownBlocksIn, nameOf } from './blocks';

const OF_GATEWAY = ['enable_http2', 'global'];
const OF_SETTING = ['request_timeout', 'connection_draining', 'cookie_based_affinity', 'affinity_cookie_name'];

/** A sentence for every value that was written before and is another one now. */
export function replacedIn(before: Block, after: Block): string[] {
  const settings = knownBlocksIn(after, 'backend_http_settings').flatMap((setting) => {
    const old = knownBlocksIn(before, 'backend_http_settings').find(({ name }) => name === setting['name']) ?? {};
    return changes(OF_SETTING, old, setting, `backend_http_settings[${nameOf(setting)}].`);
  });
  return [...changes(OF_GATEWAY, before, after), ...settings];
}

const changes = (keys: readonly string[], before: Block, after: Block, prefix = ''): string[] =>
  keys
    .filter((key) => before[key] !== undefined && !isDeepStrictEqual(before[key], after[key]))
    .map((key) => `${prefix}${key} was ${JSON.stringify(before[key])} and is ${JSON.stringify(after[key])}`);
