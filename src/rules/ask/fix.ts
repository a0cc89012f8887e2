import { Duration } from '../../policy/duration';
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
      ? `set ${key} to ${inUnit(max, setting)}, the most it takes, and ${otherwise(max)}`
      : otherwise(now);
  }
  const enough = min instanceof Duration && needed.isShorterThan(min) ? min : needed;
  return `set ${key} to ${inUnit(enough, setting)} or more`;
}

/** `text (key)`, or the alternative where nothing sets it. */
export function byKey(text: string, { key, origin }: Setting, otherwise: string): string {
  return key === undefined || origin === 'fixed' ? otherwise : `${text} (${key})`;
}

/** A duration as the target takes it, rounded up to its unit. */
function inUnit(duration: Duration, { key, fact }: Setting): string {
  const number = {
    'whole seconds': Math.ceil(duration.milliseconds / 1000),
    'whole minutes': duration.toMinutesRoundedUp(),
    'Go duration': duration.toString(),
    'Gateway API duration': duration.toString(),
  }[fact.unit ?? 'Go duration'];
  // Annotations and environment variables are strings: an unquoted number is refused.
  return /annotations\[|^env /.test(key ?? '') ? `"${number}"` : String(number);
}
