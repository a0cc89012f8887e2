import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { redisFacts as facts } from './facts';
import { LEAST_MEMORY } from './in-cluster/arguments';

export function rateRemarks(eventsPerSecond: unknown): Remark[] {
  if (typeof eventsPerSecond === 'number' && eventsPerSecond > 0 && eventsPerSecond < Infinity) return [];
  return [
    rejected(
      `eventsPerSecond is ${JSON.stringify(eventsPerSecond)}`,
      'a log has a length for a number of events above 0',
      'correct eventsPerSecond in the props',
      facts.events,
    ),
  ];
}

export function memoryRemarks(memory: unknown): Remark[] {
  if (Number.isSafeInteger(memory) && Number(memory) >= LEAST_MEMORY) return [];
  return [
    rejected(
      `memory is ${JSON.stringify(memory)}`,
      'the container takes a whole number of MiB, and Redis alone needs a few',
      'correct memory in the props, such as 256',
      facts.maxMemory,
    ),
  ];
}
