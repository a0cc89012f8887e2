import { suppressionAnnotation } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { redisFacts as facts } from '../facts';
import { LEAST_MEMORY, MAX_MEMORY, type logOptions } from './arguments';
import { keyOf, type Server } from './server';
import { imageOf, variableOf, type Start } from './start';

const RULE = 'event-log-kept';
const NEED = 'the mixin writes among arguments that go to redis-server as they stand, and here it writes none';
const COMMAND = 'command: ["redis-server"]';

type By = Exclude<Start['by'], 'arguments'>;

/** For the mixin, which has nowhere to write; `wrong` is what is seen there all the same. */
export function hiddenArguments(
  server: Server,
  by: By,
  options: ReturnType<typeof logOptions>,
  wrong: readonly string[],
): Remark {
  const says = wrong.length === 0 ? '' : `, with ${wrong.join(' and ')}`;
  return {
    rule: RULE,
    found: `${whatStarts(server, by)}${says}`,
    need: NEED,
    fix: fixFor(server, by, options),
    fact: by === 'image' ? (variableOf(server.container)?.fact ?? facts.entryPoint) : facts.eviction,
    key: keyOf(server, 'args'),
  };
}

function whatStarts({ container }: Server, by: By): string {
  if (by === 'image') return `the image ${imageOf(container)} says what the server is started with`;
  return by === 'no texts' ? 'command and args are no lists of texts' : 'another program, such as a shell, starts the server';
}

function fixFor({ container }: Server, by: By, options: ReturnType<typeof logOptions>): string {
  if (by === 'no texts') return 'write command and args as lists of texts, such as ["--port", "6379"]';
  const words = options.map((option) => option.join(' '));
  const bound = options.some(([option]) => option === MAX_MEMORY) ? '' : `, with a ${MAX_MEMORY} below the memory limit`;
  const needed = `${words.join(' and ')}${bound}`;
  const variable = variableOf(container);
  if (by === 'image' && variable !== undefined)
    return `set its variable ${variable.name} to ${JSON.stringify(words.join(' '))}${bound}`;
  const asArguments = `write ${COMMAND} and its options into args`;
  if (by === 'script') return `${asArguments}, or say ${needed} there`;
  return (
    `${asArguments}, if redis-server is there; where ${by === 'image' ? 'the image' : 'the program'} says ${needed}, ` +
    `the annotation ${suppressionAnnotation(RULE)} accepts this, and hides all else that ${RULE} finds there, such as several pods`
  );
}

/** Redis takes what follows the first of them for its value, and does not start. */
export const severalOptions = (server: Server, word: string): Remark => ({
  rule: RULE,
  found: `the argument ${JSON.stringify(word)} holds several options`,
  need: NEED,
  fix: 'write each option, or each word, as an argument of its own',
  fact: facts.commandLine,
  key: keyOf(server, 'args'),
});

export const severalServers = (servers: readonly Server[]): Remark => ({
  rule: RULE,
  found: `several containers may run the server: ${servers.map(({ name }) => name).join(', ')}`,
  need: 'which of them keeps the log cannot be told, and the mixin writes into none',
  fix: `start the server of the log by ${COMMAND}, and give every other Redis a StatefulSet of its own`,
  fact: facts.sentinel,
  key: keyOf(undefined, 'args'),
});

/** For the mixin, which knows no bound to write. */
export function noMemoryLimit(server: Server, bound: string | undefined): Remark {
  const limit = valueAt(server.container, ['resources', 'limits', 'memory']);
  return {
    rule: RULE,
    found: `${limit === undefined ? 'it has no memory limit' : `its memory limit is ${JSON.stringify(limit)}`}, and ${bound === undefined ? `no ${MAX_MEMORY}` : `${MAX_MEMORY} is ${bound}`}`,
    need: `the log gets three quarters of a memory limit of ${LEAST_MEMORY}Mi or more; one that has no bound takes what the node has, until the process is ended`,
    fix: `set the memory limit of the container, such as 256Mi, or ${MAX_MEMORY}`,
    fact: bound !== undefined ? facts.units : limit === undefined ? facts.maxMemory : facts.memoryLimit,
    key: keyOf(server, 'resources', 'limits', 'memory'),
  };
}
