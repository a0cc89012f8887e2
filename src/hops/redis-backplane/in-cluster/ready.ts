import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../../kubernetes/object';
import { ownedKey, valueAt, type OwnedKey } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { evicts } from '../hop';
import { boundOf, EVICTION, keepsLog, LEAST_MEMORY, logOptions, MAX_MEMORY } from './arguments';
import { commandLine, type CommandLine } from './command-line';
import { limitInMebibytes } from './memory';
import * as remarks from './ready-remarks';
import { pathOf, serversOf, type Server } from './server';
import { partsOf, startOf } from './start';
import { withOption, type Lists } from './write-option';

interface Ready {
  readonly keys: readonly OwnedKey[];
  /** What was not written, though it is needed. */
  readonly remarks: readonly Remark[];
}

/** The argument lists of the Redis in a StatefulSet, with what it lacks to keep a log. */
export function readyArguments(statefulSet: KubeObject): Ready {
  const [server, ...others] = serversOf(statefulSet);
  if (server === undefined) return { keys: [], remarks: [] };
  if (others.length > 0) return { keys: [], remarks: [remarks.severalServers([server, ...others])] };
  const { by, line } = startOf(server.container);
  const limit = limitInMebibytes(valueAt(server.container, ['resources', 'limits', 'memory']));
  const options = logOptions(limit !== undefined && limit >= LEAST_MEMORY ? limit : undefined);
  if (by === 'arguments') {
    const lists = { command: textsOf(server, 'command'), args: textsOf(server, 'args') };
    const several = [...lists.command, ...lists.args].find((word) => /^--.*\s--/s.test(word));
    return several === undefined
      ? written(server, lists, options, limit)
      : { keys: [], remarks: [remarks.severalOptions(server, several)] };
  }
  return {
    keys: [],
    remarks: mayKeepLog(line, limit) ? [] : [remarks.hiddenArguments(server, by, options, wrongIn(line, limit))],
  };
}

function written(server: Server, before: Lists, options: ReturnType<typeof logOptions>, limit: number | undefined): Ready {
  const after = options.reduce(
    (lists, [option, value]) => withOption(lists, option, value, (theirs) => keepsLog(option, theirs, limit)),
    before,
  );
  const keys = (['command', 'args'] as const).flatMap((list) =>
    isDeepStrictEqual(after[list], before[list]) ? [] : [ownedKey([...pathOf(server), list], [...after[list]])],
  );
  const line = commandLine([...after.command, ...after.args]);
  return { keys, remarks: mayBeBound(line, limit) ? [] : [remarks.noMemoryLimit(server, line.options.get(MAX_MEMORY))] };
}

/** As far as it shows. */
const mayKeepLog = (line: CommandLine, limit: number | undefined): boolean =>
  mayBeBound(line, limit) && keepsLog(EVICTION, line.options.get(EVICTION), limit);

function mayBeBound({ options }: CommandLine, limit: number | undefined): boolean {
  const bound = options.get(MAX_MEMORY);
  return bound !== undefined && ['below', 'unknown'].includes(boundOf(bound, limit));
}

/** What is seen to lose the log. */
const wrongIn = ({ options }: CommandLine, limit: number | undefined): string[] =>
  [...options]
    .filter(([option, value]) =>
      option === EVICTION
        ? !['off', undefined].includes(evicts(value))
        : option === MAX_MEMORY && ['none', 'above'].includes(boundOf(value, limit)),
    )
    .map((words) => words.join(' '));

const textsOf = ({ container }: Server, list: 'command' | 'args'): string[] =>
  partsOf(container, list).filter((part) => typeof part === 'string');
