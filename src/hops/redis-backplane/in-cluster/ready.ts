import type { KubeObject } from '../../../kubernetes/object';
import { ownedKey, valueAt, type OwnedKey } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { evicts } from '../hop';
import { argumentsOf, EVICTION, LEAST_MEMORY, logOptions, MAX_MEMORY, takesArguments, valueOf } from './arguments';
import { redisOf } from './evidence';
import { limitInMebibytes, redisBytes } from './memory';
import * as remarks from './remarks';

const CONTAINERS = ['spec', 'template', 'spec', 'containers'];

interface Ready {
  readonly keys: readonly OwnedKey[];
  /** What was not written, though it is needed. */
  readonly remarks: readonly Remark[];
}

/** The argument lists of the Redis in a StatefulSet, with what it lacks to keep a log. */
export function readyArguments(statefulSet: KubeObject): Ready {
  const container = redisOf(statefulSet);
  if (container === undefined) return { keys: [], remarks: [] };
  const limit = valueAt(container, ['resources', 'limits', 'memory']);
  const memory = limitInMebibytes(limit);
  const options = logOptions(memory !== undefined && memory >= LEAST_MEMORY ? memory : undefined);
  if (!takesArguments(container)) {
    return { keys: [], remarks: keepsLog(container) ? [] : [remarks.hiddenArguments(options)] };
  }
  const name = valueAt(container, ['name']) as string;
  const before = { command: valueAt(container, ['command']), args: valueAt(container, ['args']) } as Lists;
  const after = options.reduce((lists, [option, value]) => withOption(lists, option, value), before);
  const keys = (['command', 'args'] as const).flatMap((list) =>
    after[list] === before[list] ? [] : [ownedKey([...CONTAINERS, { named: name }, list], [...(after[list] ?? [])])],
  );
  const bound = valueOf([...(after.command ?? []), ...(after.args ?? [])], MAX_MEMORY);
  const isBound = bound !== undefined && redisBytes(bound) !== 0;
  return { keys, remarks: isBound ? [] : [remarks.noMemoryLimit(limit, bound)] };
}

/** As far as it shows. */
function keepsLog(container: object): boolean {
  const args = argumentsOf(container) ?? [];
  return args.includes(MAX_MEMORY) && evicts(valueOf(args, EVICTION) ?? '') === 'off';
}

interface Lists {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

/** Where the option stands it gets the value; where it stands nowhere it is the last argument. The same lists, if they are right. */
function withOption(lists: Lists, option: string, value: string): Lists {
  const { command = [], args = [] } = lists;
  const written = {
    ...(command.includes(option) ? { command: replaced(command, option, value) } : {}),
    ...(args.includes(option) ? { args: replaced(args, option, value) } : {}),
  };
  return Object.keys(written).length > 0 ? { ...lists, ...written } : { ...lists, args: [...args, option, value] };
}

function replaced(words: readonly string[], option: string, value: string): readonly string[] {
  const isOurs = (index: number) => words[index - 1] === option;
  if (words.every((word, index) => !isOurs(index) || isAsGood(option, word, value)) && words.at(-1) !== option) return words;
  return words.flatMap((word, index) => {
    if (word === option && isNoValue(words[index + 1])) return [word, value];
    return isOurs(index) && !isNoValue(word) && !isAsGood(option, word, value) ? [value] : [word];
  });
}

const isNoValue = (word: string | undefined): boolean => word === undefined || word.startsWith('--');

/** A lower bound is somebody's own; none, or one that is known only at deployment, is no bound. */
function isAsGood(option: string, word: string, value: string): boolean {
  if (option === EVICTION) return evicts(word) === 'off';
  const [theirs = 0, ours = 0] = [redisBytes(word), redisBytes(value)];
  return theirs > 0 && theirs <= ours;
}
