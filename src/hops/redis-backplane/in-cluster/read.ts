import { describe, suppressionsOf, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Hop } from '../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { about } from '../about';
import { readPrivileges } from '../../workload/read';
import { backplaneHop, evicts, rateSetting } from '../hop';
import { RATE_ANNOTATION } from '../names';
import { redisOf } from './evidence';
import * as remarks from './remarks';

const EVICTION = about.inCluster.eviction;

/** What a Redis in the cluster is as the log of a stream. */
export function readInCluster(workload: KubeObject): Hop {
  const args = argumentsOf(redisOf(workload));
  const replicas = valueAt(workload, ['spec', 'replicas']) ?? 1;
  const isKnown = args !== undefined;
  const has = (option: string) => !isKnown || args.includes(option);
  const writes = !isKnown || valueOf(args, '--appendonly') === 'yes' || valueOf(args, '--save') !== '';
  const found = [
    ...(workload.kind === 'StatefulSet' && replicas === 1 ? [] : [remarks.severalLogs(workload.kind, replicas, isKnown)]),
    ...(has('--requirepass') ? [] : [remarks.noPassword]),
    ...(has('--tls-port') ? [] : [remarks.plainText]),
    ...(has('--maxmemory') ? [] : [remarks.noMaxMemory]),
    ...(writes ? [] : [remarks.notPersistent]),
  ];
  const rate = rateSetting('inCluster', workload.metadata.annotations?.[RATE_ANNOTATION]);
  const settings = [evictionOf(args), rate, readPrivileges(workload)];
  const hop = backplaneHop(describe(workload), settings, found);
  return { ...hop, suppressed: suppressionsOf(workload) };
}

const SERVER = /(?:^|\/)(?:redis|valkey)-server$/;
const OFFICIAL_IMAGE = /^(?:docker\.io\/)?(?:library\/redis|redis|valkey\/valkey)(?:[:@].*)?$/;

/**
 * What the server is started with, by words, as a shell would have them too. Undefined where the input does not show it all:
 * a file says more, or an image of another maker or a script starts the server.
 */
function argumentsOf(container: object | undefined): string[] | undefined {
  const parts = [valueAt(container, ['command']), valueAt(container, ['args'])].flat();
  const words = parts.flatMap((part) => (typeof part === 'string' ? part.replace(/["']/g, '').split(/\s+/) : []));
  const image = valueAt(container, ['image']);
  const isByImage = valueAt(container, ['command']) === undefined && typeof image === 'string' && OFFICIAL_IMAGE.test(image);
  const isStarted = isByImage || words.some((word) => SERVER.test(word));
  return isStarted && !words.some((word) => word.endsWith('.conf')) ? words : undefined;
}

const valueOf = (args: readonly string[], option: string): string | undefined => {
  const at = args.indexOf(option);
  return at === -1 ? undefined : args[at + 1];
};

function evictionOf(args: readonly string[] | undefined): Setting {
  if (args === undefined) return unknown('log-eviction', 'its arguments do not show the whole configuration', EVICTION);
  const policy = valueOf(args, '--maxmemory-policy');
  if (policy === undefined) return byDefault('log-eviction', 'off', EVICTION);
  const value = evicts(policy);
  return value === undefined
    ? unknown('log-eviction', `${policy} is no policy of Redis`, EVICTION)
    : set('log-eviction', value, EVICTION);
}
