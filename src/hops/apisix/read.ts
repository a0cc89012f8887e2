import type { Hop } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { aboutOf, fixedSettings } from './about';
import { readAffinity } from './read-affinity';
import { readPlugins } from './read-plugins';
import type { Served } from './served';

/** What APISIX is to a stream on this route. */
export function readServed(served: Served): Hop {
  const plugins = readPlugins(served);
  const affinity = readAffinity(served);
  return {
    type: 'apisix',
    object: served.object,
    layer: 'http',
    settings: [
      served.readTimeout,
      ...plugins.settings,
      affinity.setting,
      served.balances,
      readRetry(served),
      served.transport,
      ...fixedSettings,
    ],
    remarks: [...served.remarks, ...plugins.remarks, ...affinity.remarks],
    suppressed: served.suppressed,
  };
}

function readRetry({ balancing, keys }: Served): Setting {
  const about = aboutOf(keys).retry;
  if (balancing === undefined) return unknown('retry', 'the upstream is not in the input', about);
  const { retries } = balancing;
  if (retries === undefined || typeof retries !== 'number' || retries < 0) return byDefault('retry', 'when-slow', about);
  return set('retry', retries === 0 ? 'off' : 'when-slow', about);
}
