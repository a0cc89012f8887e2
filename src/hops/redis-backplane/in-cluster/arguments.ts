import { valueAt } from '../../../kubernetes/owned-key';

export const MAX_MEMORY = '--maxmemory';
export const EVICTION = '--maxmemory-policy';

/** The least container that Redis has room in, in MiB. */
export const LEAST_MEMORY = 8;

/** What makes Redis keep all that it is given, in a container of so many MiB; without a bound nothing is said of one. */
export const logOptions = (memory: number | undefined): (readonly [option: string, value: string])[] => [
  // A quarter is left for clients and for what Redis itself needs.
  ...(memory === undefined ? [] : [[MAX_MEMORY, `${Math.floor((memory * 3) / 4)}mb`] as const]),
  [EVICTION, 'noeviction'],
];

const SERVER = /(?:^|\/)(?:redis|valkey)-server$/;
const OFFICIAL_IMAGE = /^(?:docker\.io\/)?(?:library\/redis|redis|valkey\/valkey)(?:[:@].*)?$/;

/**
 * What the server is started with, by words, as a shell would have them too. Undefined where the input does not show it all:
 * a file says more, or an image of another maker or a script starts the server.
 */
export function argumentsOf(container: object | undefined): string[] | undefined {
  const words = partsOf(container).flatMap((part) => (typeof part === 'string' ? part.replace(/["']/g, '').split(/\s+/) : []));
  const isStarted = isStartedByImage(container) || words.some((word) => SERVER.test(word));
  return isStarted && !words.some((word) => word.endsWith('.conf')) ? words : undefined;
}

/** Whether each argument is a word of its own that goes to the server as it stands: no shell, and no file that says more. */
export function takesArguments(container: object): boolean {
  const parts = partsOf(container);
  const areLists = ['command', 'args'].every((list) => Array.isArray(valueAt(container, [list]) ?? []));
  if (!areLists || !parts.every((part) => typeof part === 'string')) return false;
  const [first = '--'] = parts;
  const isServer = SERVER.test(first) || (isStartedByImage(container) && first.startsWith('-'));
  return isServer && !parts.some((part) => /\.conf$|\s--|--\S+\s/.test(part));
}

export const valueOf = (args: readonly string[], option: string): string | undefined => {
  const at = args.indexOf(option);
  return at === -1 ? undefined : args[at + 1];
};

const partsOf = (container: object | undefined): unknown[] =>
  ['command', 'args'].flatMap((list) => valueAt(container, [list]) ?? []);

function isStartedByImage(container: object | undefined): boolean {
  const image = valueAt(container, ['image']);
  return valueAt(container, ['command']) === undefined && typeof image === 'string' && OFFICIAL_IMAGE.test(image);
}
