import { Duration } from '../../policy/duration';
import type { Edit } from '../../path/edit';
import { literal, written } from '../../path/fit';
import type { Setting } from '../../path/setting';

/** A fix in words, and for a program where it is one key and one value. */
interface Mend {
  readonly fix: string;
  readonly edit?: Edit;
}

/**
 * The key to write so that a limit, `now` too short, is long enough. Where nothing written here can make it so,
 * `otherwise` says what else to change, for the longest limit that can be had.
 */
export function raiseTo(needed: Duration, now: Duration, setting: Setting, otherwise: (most: Duration) => string): Mend {
  const { key, fact, origin } = setting;
  const { min, max } = fact;
  if (key === undefined || origin === 'fixed' || !now.isShorterThan(needed)) return { fix: otherwise(now) };
  if (max instanceof Duration && needed.isLongerThan(max)) {
    const fix = now.isShorterThan(max)
      ? `set ${key} to ${written(max, setting)}, the most it takes, and ${otherwise(max)}`
      : otherwise(now);
    return { fix };
  }
  const enough = min instanceof Duration && needed.isShorterThan(min) ? min : needed;
  return { fix: `set ${key} to ${written(enough, setting)} or more`, edit: { key, value: literal(enough, setting) } };
}

/** Writes what switches a setting off; the alternative where nothing written here does. */
export function switchOff(text: string, setting: Setting, otherwise: string): Mend {
  const { key, off, origin } = setting;
  const fix = byKey(text, setting, otherwise);
  return off === undefined || key === undefined || origin === 'fixed' ? { fix } : { fix, edit: { key, value: off } };
}

/** `text (key)`, or the alternative where nothing sets it. */
export function byKey(text: string, { key, origin }: Setting, otherwise: string): string {
  return key === undefined || origin === 'fixed' ? otherwise : `${text} (${key})`;
}
