import type { Duration } from '../../policy/duration';

/** The entry with the longest duration; undefined when there is none. */
export function longestBy<T>(entries: readonly T[], duration: (entry: T) => Duration): T | undefined {
  const [first, ...rest] = entries;
  return rest.reduce(
    (longest, entry) => (longest !== undefined && duration(entry).isLongerThan(duration(longest)) ? entry : longest),
    first,
  );
}
