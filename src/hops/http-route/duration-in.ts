import { Duration, DurationError } from '../../policy/duration';

/** The duration that a field of an object holds; undefined when it holds none. */
export function durationIn(value: unknown): Duration | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return Duration.parse(value);
  } catch (error) {
    if (error instanceof DurationError) return undefined;
    throw error;
  }
}
