import type { StreamPolicy } from '../../policy/stream-policy';
import { textIn, type Block } from '../../terraform/attributes';
import { isExternal } from './backends';
import { addressesOf, knownBlocksIn, poolsOf } from './blocks';
import { backendSettingKeys } from './config';
import { cookieFor } from './hop';

/** What the stream needs of a backend setting of somebody else's gateway. */
export interface Needs {
  /** Seconds, or more. */
  readonly requestTimeout: number;
  /** Seconds, or more. */
  readonly drainTimeoutSec: number;
  /** Undefined where the stream needs none: then the affinity is left to whoever wrote it. */
  readonly cookie: string | undefined;
}

export function needsOf(policy: StreamPolicy, gateway: Block, setting: string): Needs {
  const addresses = poolsOf(gateway, setting).flatMap(addressesOf);
  const cookie = cookieIn(policy, gateway, setting, addresses);
  const { requestTimeout, connectionDraining } = backendSettingKeys(policy, cookie, isExternal(addresses));
  return { requestTimeout, drainTimeoutSec: connectionDraining.drainTimeoutSec, cookie };
}

/** The name that stands there where nothing else has it, so that clients keep their backend; else one that names the setting. */
function cookieIn(policy: StreamPolicy, gateway: Block, setting: string, addresses: readonly string[]): string | undefined {
  const settings = knownBlocksIn(gateway, 'backend_http_settings');
  const ours = cookieFor(policy, addresses, settings.length > 1 ? setting : undefined);
  const named = settings.map((block) => ({ setting: block['name'], cookie: textIn(block, 'affinity_cookie_name') }));
  const theirs = named.find((one) => one.setting === setting)?.cookie;
  if (ours === undefined || typeof theirs !== 'string') return ours;
  const isShared = named.filter(({ cookie }) => cookie === theirs).length > 1 || isOfPods(policy, theirs);
  return isShared ? ours : theirs;
}

const isOfPods = ({ affinity }: StreamPolicy, cookie: string): boolean => affinity.kind === 'cookie' && affinity.name === cookie;
