import { describe, suppressionsOf, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Hop } from '../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { about } from '../about';
import { readPrivileges } from '../../workload/read';
import { backplaneHop, evicts, rateSetting } from '../hop';
import { RATE_ANNOTATION } from '../names';
import { argumentsOf, EVICTION, MAX_MEMORY, valueOf } from './arguments';
import { redisOf } from './evidence';
import * as remarks from './remarks';

const eviction = about.inCluster.eviction;

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
    ...(has(MAX_MEMORY) ? [] : [remarks.noMaxMemory]),
    ...(writes ? [] : [remarks.notPersistent]),
  ];
  const rate = rateSetting('inCluster', workload.metadata.annotations?.[RATE_ANNOTATION]);
  const settings = [evictionOf(args), rate, readPrivileges(workload)];
  const hop = backplaneHop(describe(workload), settings, found);
  return { ...hop, suppressed: suppressionsOf(workload) };
}

function evictionOf(args: readonly string[] | undefined): Setting {
  if (args === undefined) return unknown('log-eviction', 'its arguments do not show the whole configuration', eviction);
  const policy = valueOf(args, EVICTION);
  if (policy === undefined) return byDefault('log-eviction', 'off', eviction);
  const value = evicts(policy);
  return value === undefined
    ? unknown('log-eviction', `${policy} is no policy of Redis`, eviction)
    : set('log-eviction', value, eviction);
}
