import { valueAt } from '../../../kubernetes/owned-key';
import type { Fact } from '../../../path/fact';
import { redisFacts as facts } from '../facts';
import { commandLine, wordsOf, type CommandLine } from './command-line';

/** How a container starts the server, as far as its manifest shows. */
export interface Start {
  /**
   * `arguments`: each goes to the server as it stands; `script`: a shell or another program passes them on; `unseen script`: what
   * it runs is not in the manifest; `image`: its entry point starts the server; `no texts`: a list is none, or holds other things.
   */
  readonly by: 'arguments' | 'script' | 'unseen script' | 'image' | 'no texts';
  readonly line: CommandLine;
}

const SERVER = /(?:^|\/)(?:redis|valkey)-server$/;
const OFFICIAL_IMAGE = /^(?:docker\.io\/)?(?:library\/redis|redis|valkey\/valkey)(?:[:@].*)?$/;

/** Of an image, the variable whose options go to the server behind its file. */
const VARIABLES: readonly { readonly image: RegExp; readonly name: string; readonly fact: Fact }[] = [
  { image: /(?:^|\/)bitnami\/redis(?:[:@]|$)/, name: 'REDIS_EXTRA_FLAGS', fact: facts.extraFlags },
  { image: /(?:^|\/)redis\/redis-stack(?:-server)?(?:[:@]|$)/, name: 'REDIS_ARGS', fact: facts.stackArguments },
];

export function startOf(container: object): Start {
  const command = partsOf(container, 'command');
  const parts = [...command, ...partsOf(container, 'args')];
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length < parts.length) return { by: 'no texts', line: commandLine(texts, false) };
  const [first = '--'] = texts;
  if (SERVER.test(first)) return { by: 'arguments', line: commandLine(texts.slice(1)) };
  const isForImage = command.length === 0 && /^-|\.conf$/.test(first);
  // Its entry point puts redis-server in front of these. Source: `facts.entryPoint`.
  if (isForImage && OFFICIAL_IMAGE.test(imageOf(container))) return { by: 'arguments', line: commandLine(texts) };
  const words = texts.flatMap(wordsOf);
  const at = words.findIndex((word) => SERVER.test(word));
  if (at !== -1) {
    const isWhole = !words.slice(0, at).some((word) => word.endsWith('.conf'));
    return { by: 'script', line: commandLine(words.slice(at + 1), isWhole) };
  }
  return isForImage
    ? { by: 'image', line: commandLine(wordsInVariable(container), false) }
    : { by: 'unseen script', line: commandLine([], false) };
}

/** The variable of the image that takes options for the server. */
export const variableOf = (container: object): { readonly name: string; readonly fact: Fact } | undefined =>
  VARIABLES.find(({ image }) => image.test(imageOf(container)));

/**
 * An empty list is as none: https://github.com/kubernetes/api/blob/v0.31.0/core/v1/types.go does not keep it. What is no list
 * is no text either.
 */
export function partsOf(container: object, list: 'command' | 'args'): readonly unknown[] {
  const parts = valueAt(container, [list]) ?? [];
  return Array.isArray(parts) ? parts : [undefined];
}

export function imageOf(container: object): string {
  const image = valueAt(container, ['image']);
  return typeof image === 'string' ? image : '';
}

function wordsInVariable(container: object): string[] {
  const variable = variableOf(container);
  const value = variable === undefined ? undefined : valueAt(container, ['env', { named: variable.name }, 'value']);
  return typeof value === 'string' ? wordsOf(value) : [];
}
