import { Duration, DurationError, type TimeLimit } from '../../policy/duration';

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

const GATEWAY_API = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;

/** A limit that a key of the Gateway API sets; undefined where it sets none, or one that the API server refuses. */
export function limitIn(value: unknown): TimeLimit | undefined {
  const limit = typeof value === 'string' && GATEWAY_API.test(value) ? durationIn(value) : undefined;
  return limit?.milliseconds === 0 ? 'disabled' : limit;
}
