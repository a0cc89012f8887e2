import { evicts } from '../hop';
import { redisBytes } from './memory';

export const MAX_MEMORY = '--maxmemory';
export const EVICTION = '--maxmemory-policy';

/** The least container that Redis has room in, in MiB. */
export const LEAST_MEMORY = 8;

/** What makes Redis keep all that it is given, in a container of so many MiB; without a bound nothing is said of one. */
export const logOptions = (memory: number | undefined): (readonly [option: string, value: string])[] => [
  // A quarter is left for clients and for what Redis itself needs.
  ...(memory === undefined ? [] : [[MAX_MEMORY, `${Math.floor((memory * 3) / 4)}mb`] as const]),
  [EVICTION, 'noeviction'],
];

/** Whether a value of one of these options keeps the log, in a container of so many MiB, if that is known. */
export function keepsLog(option: string, value: string | undefined, memory: number | undefined): boolean {
  if (value === undefined) return false;
  return option === EVICTION ? evicts(value) === 'off' : boundOf(value, memory) === 'below';
}

/**
 * What a value of maxmemory is beside the memory limit. One below the limit is somebody's own choice; at the limit or above it,
 * the process is ended before it is full.
 */
export function boundOf(value: string, memory: number | undefined): 'below' | 'above' | 'none' | 'unknown' {
  const bytes = redisBytes(value);
  if (bytes === undefined) return 'unknown';
  if (bytes === 0) return 'none';
  return memory === undefined || bytes < memory * 1024 ** 2 ? 'below' : 'above';
}
