import { blocksIn, booleanIn, LATER, numberIn, textIn, type Block } from '../../terraform/attributes';
import { about, aboutBackendSetting } from './about';
import { nameOf } from './blocks';
import { streamingSwitches } from './config';
import type { Needs } from './needs';

/** A key of ours with a value that is not as good as ours. */
export interface Undone {
  readonly key: string;
  /** As it will be written: LATER where only the deployment knows it, undefined where it is not. */
  readonly value: unknown;
  readonly ours: unknown;
}

interface Owned extends Undone {
  readonly holds: boolean;
}

/** What is written in place of the switches of the mixin. */
export function undoneSwitches(gateway: Block): Undone[] {
  const { enableHttp2, global } = streamingSwitches;
  const http2 = booleanIn(gateway, 'enable_http2');
  const buffering = inBlock(gateway, 'global', (block) => booleanIn(block, 'response_buffering_enabled'));
  return [
    same(about.http2.key, http2, enableHttp2),
    same(about.responseBuffering.key, buffering, global.responseBufferingEnabled),
  ].filter(({ holds }) => !holds);
}

/** What is written in place of what the mixin writes into a backend setting. */
export function undoneNeeds(setting: Block, { requestTimeout, drainTimeoutSec, cookie }: Needs): Undone[] {
  const { requestTimeout: time, draining, affinity } = aboutBackendSetting(nameOf(setting));
  const drain = inBlock(setting, 'connection_draining', drainIn);
  const name = textIn(setting, 'affinity_cookie_name');
  return [
    atLeast(time.key, numberIn(setting, 'request_timeout'), requestTimeout),
    atLeast(draining.key, drain, drainTimeoutSec),
    ...(cookie === undefined
      ? []
      : [
          same(affinity.key, textIn(setting, 'cookie_based_affinity'), 'Enabled'),
          {
            key: `backend_http_settings[${nameOf(setting)}].affinity_cookie_name`,
            value: name,
            ours: cookie,
            holds: typeof name === 'string',
          },
        ]),
  ].filter(({ holds }) => !holds);
}

function inBlock(block: Block, name: string, read: (inner: Block) => unknown): unknown {
  const blocks = blocksIn(block, name);
  if (blocks === LATER) return LATER;
  return blocks[0] === undefined ? undefined : read(blocks[0]);
}

/** Draining that is off is none, whatever its time. */
function drainIn(block: Block): unknown {
  const enabled = booleanIn(block, 'enabled');
  const seconds = numberIn(block, 'drain_timeout_sec');
  if (enabled === LATER || seconds === LATER) return LATER;
  return enabled === true ? seconds : undefined;
}

const same = (key: string, value: unknown, ours: unknown): Owned => ({ key, value, ours, holds: value === ours });
const atLeast = (key: string, value: unknown, ours: number): Owned => ({
  key,
  value,
  ours,
  holds: typeof value === 'number' && value >= ours,
});
