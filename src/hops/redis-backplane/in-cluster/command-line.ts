/**
 * What a command line says to redis-server. Sources: `facts.commandLine`, and for what a line of it means
 * https://github.com/redis/redis/blob/7.4.0/src/config.c, `loadServerConfigFromString`.
 */
export interface CommandLine {
  /** By its name in lower case, the first value of each option, as its last occurrence has it; empty where it has none. */
  readonly options: ReadonlyMap<string, string>;
  /** Whether nothing that is not seen, such as a file, says more. */
  readonly isWhole: boolean;
}

const INCLUDE = '--include';

/** Reads the words after the program; `isAll` is false where there may be more than these. */
export function commandLine(words: readonly string[], isAll = true): CommandLine {
  const options = new Map<string, string>();
  let isWhole = isAll && isOption(words[0] ?? '--');
  words.forEach((word, at) => {
    if (!isOption(word)) return;
    const { name, value = valueIn(words[at + 1]) } = optionIn(word);
    if (name === INCLUDE) {
      // What stands before it may be overwritten by the file.
      options.clear();
      isWhole = false;
    } else options.set(name, value);
  });
  return { options, isWhole };
}

export const isOption = (word: string | undefined): boolean => word?.startsWith('--') === true;

/** The name in lower case, and the value where both are one word. */
export function optionIn(word: string): { readonly name: string; readonly value?: string } {
  const [name = '', value] = unquoted(word).trim().split(/\s+/);
  return { name: name.toLowerCase(), ...(value === undefined ? {} : { value }) };
}

const valueIn = (word: string | undefined): string => (word === undefined || isOption(word) ? '' : unquoted(word));

const unquoted = (word: string): string => word.replace(/["']/g, '');

/** The words of a text, as a shell would have them too. */
export const wordsOf = (text: string): string[] =>
  unquoted(text)
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '\\');
