import type { WrittenKey } from '../hops/written-key';
import { written } from '../path/fit';
import type { Setting } from '../path/setting';
import { Duration } from '../policy/duration';

/**
 * What to write at the key of a planned setting, as YAML has it and in the unit that it takes; undefined where that is more than
 * a word. What is known to be written there comes first.
 */
export function whatToWrite(setting: Setting, write: readonly WrittenKey[] = []): string | undefined {
  if (setting.origin !== 'set') return undefined;
  const known = write.find(({ key, value }) => key === setting.key && isWord(value));
  if (known !== undefined) return JSON.stringify(known.value);
  const { aspect, value, off, literals = {} } = setting;
  if (value instanceof Duration) return written(value, setting);
  // The API server and the provider take text only in annotations and tags.
  if (typeof value === 'number') return JSON.stringify(/(?:annotations|tags)\[/.test(setting.key ?? '') ? String(value) : value);
  if (aspect === 'health-probe-path') return JSON.stringify(value);
  const literal = typeof value === 'string' ? (literals[value] ?? (value === 'off' ? off : undefined)) : undefined;
  return literal === undefined ? undefined : JSON.stringify(literal);
}

const isWord = (value: unknown): boolean => typeof value !== 'object' && !(typeof value === 'string' && value.includes('\n'));
