import { Duration, DurationError } from './duration';
import { DEFAULTS } from './defaults';
import type { PolicyProblem } from './policy-problem';

const CLIENT_IP_SOURCE = 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/';
const CLIENT_IP_MIN = Duration.seconds(1);
const CLIENT_IP_MAX = Duration.hours(24);

/** What the schema cannot say. Fields that cannot be read are left to it, so both kinds of problem are told at once. */
export function crossFieldProblems(input: unknown): PolicyProblem[] {
  return [...streamProblems(input), ...affinityProblems(input), ...drainProblems(input)];
}

function streamProblems(input: unknown): PolicyProblem[] {
  const heartbeat = durationAt(input, 'heartbeat', DEFAULTS.heartbeat);
  const limit = durationAt(input, 'maxAge.limit', DEFAULTS.maxAge);
  const jitter = durationAt(input, 'maxAge.jitter');
  return [
    ...problem(isZero(heartbeat), 'heartbeat', 'is 0s; the first idle limit cuts a stream that is never written to: write 15s'),
    ...problem(isZero(limit), 'maxAge.limit', 'is 0s; write "disabled" for streams the server never ends by age'),
    ...problem(
      limit !== undefined && !isZero(limit) && heartbeat?.isShorterThan(limit) === false,
      'heartbeat',
      `is ${heartbeat}, maxAge.limit ${limit}; a heartbeat must come before the stream ends: shorten the heartbeat or raise the limit`,
    ),
    ...problem(
      limit !== undefined && jitter?.isShorterThan(limit) === false,
      'maxAge.jitter',
      `is ${jitter}, maxAge.limit ${limit}; the jitter must be shorter than the limit`,
    ),
    ...problem(
      jitter !== undefined && valueAt(input, 'maxAge.limit') === 'disabled',
      'maxAge.jitter',
      `is ${jitter}, maxAge.limit disabled; without a limit there is nothing to spread: remove the jitter`,
    ),
  ];
}

function affinityProblems(input: unknown): PolicyProblem[] {
  const timeout = durationAt(input, 'affinity.timeout');
  return [
    ...problem(
      timeout !== undefined && (timeout.isShorterThan(CLIENT_IP_MIN) || timeout.isLongerThan(CLIENT_IP_MAX)),
      'affinity.timeout',
      `is ${timeout}; Kubernetes takes ${CLIENT_IP_MIN} to ${CLIENT_IP_MAX} (${CLIENT_IP_MAX.toSeconds()} s): ${CLIENT_IP_SOURCE}`,
    ),
    ...problem(
      isZero(durationAt(input, 'affinity.lifetime')),
      'affinity.lifetime',
      'is 0s; a browser drops such a cookie at once',
    ),
  ];
}

function drainProblems(input: unknown): PolicyProblem[] {
  const min = durationAt(input, 'drain.retry.min', DEFAULTS.retryMin);
  const max = durationAt(input, 'drain.retry.max', DEFAULTS.retryMax);
  return [
    ...problem(
      isZero(durationAt(input, 'drain.window')),
      'drain.window',
      `is 0s; streams that all close at once all come back at once: write a time to spread them over, such as ${DEFAULTS.window}`,
    ),
    ...problem(
      max !== undefined && min?.isLongerThan(max) === true,
      'drain.retry',
      `is ${min} to ${max}; min must not be longer than max (defaults: ${DEFAULTS.retryMin} to ${DEFAULTS.retryMax})`,
    ),
  ];
}

const problem = (wrong: boolean, field: string, message: string): PolicyProblem[] => (wrong ? [{ field, message }] : []);

const isZero = (duration: Duration | undefined): boolean => duration?.milliseconds === 0;

/** The default where nothing is written; undefined where what is written is no duration. */
function durationAt(input: unknown, field: string, byDefault?: string): Duration | undefined {
  const value = valueAt(input, field) ?? byDefault;
  try {
    return typeof value === 'string' ? Duration.parse(value) : undefined;
  } catch (error) {
    if (error instanceof DurationError) return undefined;
    throw error;
  }
}

function valueAt(input: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], input);
}
