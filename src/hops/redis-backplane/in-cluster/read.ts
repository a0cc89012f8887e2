import { describe, suppressionsOf, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Hop } from '../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { about, isNamedForALog, RATE_ANNOTATION } from '../about';
import { readPrivileges } from '../../workload/read';
import { backplaneHop, evicts, rateSetting } from '../hop';
import * as remarks from './remarks';

const EVICTION = about.inCluster.eviction;
const CONTAINERS = ['spec', 'template', 'spec', 'containers'];

/** What says that a workload is a Redis that holds a log of events, in words; undefined for anything else. */
export function inClusterEvidence(workload: KubeObject): string | undefined {
  if (workload.metadata.annotations?.[RATE_ANNOTATION] !== undefined) return `its annotation ${RATE_ANNOTATION}`;
  return isNamedForALog(workload.metadata.name) && redisOf(workload) !== undefined ? 'its name' : undefined;
}

/** What a Redis in the cluster is as the log of a stream. */
export function readInCluster(workload: KubeObject): Hop {
  const args = argumentsOf(redisOf(workload));
  const replicas = valueAt(workload, ['spec', 'replicas']) ?? 1;
  const isKnown = args !== undefined && !args.some((argument) => argument.endsWith('.conf'));
  const has = (option: string) => !isKnown || args.includes(option);
  const writes = !isKnown || valueOf(args, '--appendonly') === 'yes' || valueOf(args, '--save') !== '';
  const found = [
    ...(workload.kind === 'StatefulSet' && replicas === 1 ? [] : [remarks.severalLogs(workload.kind, replicas, isKnown)]),
    ...(has('--requirepass') ? [] : [remarks.noPassword]),
    ...(has('--maxmemory') ? [] : [remarks.noMaxMemory]),
    ...(writes ? [] : [remarks.notPersistent]),
  ];
  const rate = rateSetting('inCluster', workload.metadata.annotations?.[RATE_ANNOTATION]);
  const settings = [evictionOf(isKnown ? args : undefined), rate, readPrivileges(workload)];
  const hop = backplaneHop(describe(workload), settings, found);
  return { ...hop, suppressed: suppressionsOf(workload) };
}

/** The container whose image or command is Redis. */
function redisOf(workload: KubeObject): object | undefined {
  const containers = valueAt(workload, CONTAINERS);
  const all = (Array.isArray(containers) ? containers : []) as unknown[];
  return all.find(
    (container): container is object =>
      typeof container === 'object' &&
      container !== null &&
      /(?:^|[/"])(?:redis|valkey)(?:-server)?(?:[:@"]|$)/.test(
        JSON.stringify([valueAt(container, ['image']), valueAt(container, ['command'])]),
      ),
  );
}

/** Undefined where the input does not show them all. */
function argumentsOf(container: object | undefined): string[] | undefined {
  const parts = [valueAt(container, ['command']), valueAt(container, ['args'])].flat();
  return container === undefined ? undefined : parts.flatMap((part) => (typeof part === 'string' ? part : []));
}

const valueOf = (args: readonly string[], option: string): string | undefined => {
  const at = args.indexOf(option);
  return at === -1 ? undefined : args[at + 1];
};

function evictionOf(args: readonly string[] | undefined): Setting {
  if (args === undefined) return unknown('log-eviction', 'its configuration is in a file that is not read', EVICTION);
  const policy = valueOf(args, '--maxmemory-policy');
  if (policy === undefined) return byDefault('log-eviction', 'off', EVICTION);
  const value = evicts(policy);
  return value === undefined
    ? unknown('log-eviction', `${policy} is no policy of Redis`, EVICTION)
    : set('log-eviction', value, EVICTION);
}
