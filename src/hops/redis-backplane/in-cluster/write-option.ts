import { commandLine, isOption, optionIn } from './command-line';

/** The words of a container, where all of them go to the server as they stand. */
export interface Lists {
  readonly command: readonly string[];
  readonly args: readonly string[];
}

type IsGood = (value: string | undefined) => boolean;

/** Where the option stands it gets the value; where that does not help it is the last argument. The same lists, if they are right. */
export function withOption(lists: Lists, option: string, value: string, isGood: IsGood): Lists {
  const isRight = ({ command, args }: Lists) => isGood(commandLine([...command, ...args]).options.get(option));
  if (isRight(lists)) return lists;
  const command = replaced(lists.command, option, value, isGood);
  const args = replaced(lists.args, option, value, isGood);
  return isRight({ command, args }) ? { command, args } : { command, args: [...args, option, value] };
}

function replaced(words: readonly string[], option: string, value: string, isGood: IsGood): readonly string[] {
  const isOurs = (word: string | undefined) => word !== undefined && isOption(word) && optionIn(word).name === option;
  return words.flatMap((word, at) => {
    const before = words[at - 1];
    if (isOurs(word)) {
      const { value: theirs } = optionIn(word);
      if (theirs !== undefined) return [isGood(theirs) ? word : `${option} ${value}`];
      return hasValue(words[at + 1]) ? [word] : [word, value];
    }
    const isValue = before !== undefined && isOurs(before) && optionIn(before).value === undefined && hasValue(word);
    return [isValue && !isGood(word) ? value : word];
  });
}

const hasValue = (next: string | undefined): boolean => next !== undefined && !isOption(next);
