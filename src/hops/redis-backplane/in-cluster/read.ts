import { describe, suppressionsOf, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Hop, Remark } from '../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../path/setting';
import { about } from '../about';
import { readPrivileges } from '../../workload/read';
import { backplaneHop, evicts, rateSetting } from '../hop';
import { RATE_ANNOTATION } from '../names';
import { boundOf, EVICTION, MAX_MEMORY } from './arguments';
import { commandLine, type CommandLine } from './command-line';
import { limitInMebibytes } from './memory';
import * as remarks from './remarks';
import { keyOf, serversOf, type Server } from './server';
import { startOf } from './start';

/** What sets a password, or may. */
const PASSWORDS = ['--requirepass', '--aclfile', '--user'];

/** What a Redis in the cluster is as the log of a stream. */
export function readInCluster(workload: KubeObject): Hop {
  const servers = serversOf(workload);
  const server = servers.length === 1 ? servers[0] : undefined;
  const line = server === undefined ? commandLine([], false) : startOf(server.container).line;
  const replicas = valueAt(workload, ['spec', 'replicas']) ?? 1;
  const found = [
    ...(workload.kind === 'StatefulSet' && replicas === 1 ? [] : [remarks.severalLogs(workload.kind, replicas, line.isWhole)]),
    ...remarksOf(line, server),
  ];
  const rate = rateSetting('inCluster', workload.metadata.annotations?.[RATE_ANNOTATION]);
  const settings = [evictionOf(line, servers), rate, readPrivileges(workload)];
  const hop = backplaneHop(describe(workload), settings, found);
  return { ...hop, suppressed: suppressionsOf(workload) };
}

function remarksOf(line: CommandLine, server: Server | undefined): Remark[] {
  const key = keyOf(server, 'args');
  const { options, isWhole } = line;
  const lacks = (...names: string[]) => isWhole && !names.some((name) => options.has(name));
  const isKept = options.get('--appendonly')?.toLowerCase() === 'yes' || options.get('--save') !== '';
  return [
    ...(lacks(...PASSWORDS) ? [remarks.noPassword(key)] : []),
    ...(lacks('--tls-port') ? [remarks.plainText(key)] : []),
    ...(lacks(MAX_MEMORY) ? [remarks.noMaxMemory(key)] : []),
    ...boundRemarks(line, server),
    ...(isWhole && !isKept ? [remarks.notPersistent(key)] : []),
  ];
}

function boundRemarks({ options }: CommandLine, server: Server | undefined): Remark[] {
  const bound = options.get(MAX_MEMORY);
  if (bound === undefined) return [];
  const limit = valueAt(server?.container, ['resources', 'limits', 'memory']);
  const is = boundOf(bound, limitInMebibytes(limit));
  return is === 'none' || is === 'above' ? [remarks.wrongBound(bound, limit, is, keyOf(server, 'args'))] : [];
}

function evictionOf({ options, isWhole }: CommandLine, servers: readonly Server[]): Setting {
  const eviction = { ...about.inCluster.eviction, key: keyOf(servers.length === 1 ? servers[0] : undefined, 'args') };
  if (servers.length > 1) {
    const names = servers.map(({ name }) => name).join(', ');
    return unknown('log-eviction', `several containers may run the server: ${names}`, eviction);
  }
  const policy = options.get(EVICTION);
  if (policy === undefined) {
    return isWhole
      ? byDefault('log-eviction', 'off', eviction)
      : unknown('log-eviction', 'its arguments do not show the whole configuration', eviction);
  }
  const value = evicts(policy);
  return value === undefined
    ? unknown('log-eviction', `${JSON.stringify(policy)} is no policy of Redis`, eviction)
    : set('log-eviction', value, eviction);
}
