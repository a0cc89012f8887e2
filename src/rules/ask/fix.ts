import { Duration } from '../../policy/duration';
import { written } from '../../path/fit';
import type { Setting } from '../../path/setting';

/**
 * The key to write so that a limit, `now` too short, is long enough. Where nothing written here can make it so,
 * `otherwise` says what else to change, for the longest limit that can be had.
 */
export function raiseTo(needed: Duration, now: Duration, setting: Setting, otherwise: (most: Duration) => string): string {
  const { key, fact, origin } = setting;
  const { min, max } = fact;
  if (key === undefined || origin === 'fixed' || !now.isShorterThan(needed)) return otherwise(now);
  if (max instanceof Duration && needed.isLongerThan(max)) {
    return now.isShorterThan(max)
      ? `set ${key} to ${written(max, setting)}, the most it takes, and ${otherwise(max)}`
      : otherwise(now);
  }
  const enough = min instanceof Duration && needed.isShorterThan(min) ? min : needed;
  return `set ${key} to ${written(enough, setting)} or more`;
}

/** `text (key)`, or the alternative where nothing sets it. */
export function byKey(text: string, { key, origin }: Setting, otherwise: string): string {
  return key === undefined || origin === 'fixed' ? otherwise : `${text} (${key})`;
}
