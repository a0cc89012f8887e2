import { HttpError } from '../http-error';
import { isFault, noFault, type Fault } from './faults';

const ENDS = ['event', 'clean', 'cut', 'partial', 'rst', 'never'] as const;
const ACCEL = ['no', 'yes', 'absent'] as const;
const CACHE = ['no-transform', 'no-cache', 'absent'] as const;

const MAX_MS = 3_600_000;

/** What a test stream was asked to be. Times are milliseconds. */
export interface Parameters {
  /** From one event to the next. Default 1000. */
  readonly cadence: number;
  /** The last number of the sequence. Default 10. */
  readonly count: number;
  /** Bytes of each event's data, at least; default none more than its JSON. */
  readonly size: number;
  /** Default: the policy's; 0 for none. */
  readonly heartbeat: number;
  /** No event follows this one, but the stream stays open. Default: none. */
  readonly silenceAfter: number | undefined;
  readonly delayHeaders: number;
  readonly end: (typeof ENDS)[number];
  readonly accelBuffering: (typeof ACCEL)[number];
  readonly cacheControl: (typeof CACHE)[number];
  readonly fault: Fault | undefined;
  /** When the faults that cut do so; each has its own default. */
  readonly faultAfter: number | undefined;
}

/** @throws HttpError that names the first parameter that is unknown, given twice or out of its bounds. */
export function parseParameters(query: URLSearchParams, heartbeat: number): Parameters {
  for (const name of query.keys()) {
    if (!NAMES.includes(name)) throw new HttpError(400, `there is no parameter "${name}"; there are ${NAMES.join(', ')}`);
    if (query.getAll(name).length > 1) throw new HttpError(400, `"${name}" is given more than once`);
  }
  const fault = query.get('fault') ?? undefined;
  if (fault !== undefined && !isFault(fault)) throw new HttpError(400, noFault(fault));
  return {
    cadence: number(query, 'cadence', 1, MAX_MS) ?? 1_000,
    count: number(query, 'count', 0, 1_000_000) ?? 10,
    size: number(query, 'size', 0, 1_048_576) ?? 0,
    heartbeat: number(query, 'heartbeat', 0, MAX_MS) ?? heartbeat,
    silenceAfter: number(query, 'silence-after', 0, 1_000_000),
    delayHeaders: number(query, 'delay-headers', 0, MAX_MS) ?? 0,
    end: choice(query, 'end', ENDS),
    accelBuffering: choice(query, 'x-accel-buffering', ACCEL),
    cacheControl: choice(query, 'cache-control', CACHE),
    fault,
    faultAfter: number(query, 'fault-after', 1, MAX_MS),
  };
}

export const NAMES: readonly string[] = [
  'cadence',
  'count',
  'size',
  'heartbeat',
  'silence-after',
  'delay-headers',
  'end',
  'x-accel-buffering',
  'cache-control',
  'fault',
  'fault-after',
];

function number(query: URLSearchParams, name: string, min: number, max: number): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= min && value <= max) return value;
  throw new HttpError(400, `"${name}" must be a whole number from ${min} to ${max}`);
}

/** The first is the default. */
function choice<T extends string>(query: URLSearchParams, name: string, values: readonly [T, ...T[]]): T {
  const text = query.get(name);
  if (text === null) return values[0];
  const value = values.find((each) => each === text);
  if (value === undefined) throw new HttpError(400, `"${name}" must be one of ${values.join(', ')}`);
  return value;
}
