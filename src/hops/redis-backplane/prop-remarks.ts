import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { about } from './about';
import { redisFacts as facts } from './facts';
import { LEAST_MEMORY } from './in-cluster/arguments';

export function rateRemarks(eventsPerSecond: unknown): Remark[] {
  if (typeof eventsPerSecond === 'number' && eventsPerSecond > 0 && eventsPerSecond < Infinity) return [];
  return [
    rejected(
      `eventsPerSecond is ${shown(eventsPerSecond)}`,
      'a log has a length for a number of events above 0',
      'correct eventsPerSecond in the props',
      facts.events,
    ),
  ];
}

/** A tag that stands already and says more than the props: the log would be as long as the props say. */
export function higherRateRemarks(tag: number, eventsPerSecond: number): Remark[] {
  if (!(tag > eventsPerSecond)) return [];
  const { key } = about.managed.rate;
  return [
    {
      rule: 'event-log-covers-max-age',
      found: `${key} is ${tag}, and eventsPerSecond ${eventsPerSecond}`,
      need: 'logLength is by eventsPerSecond, and a log must be as long as the higher rate asks',
      fix: `set eventsPerSecond to ${tag} in the props`,
      fact: facts.events,
      key,
      level: 'error',
    },
  ];
}

export function memoryRemarks(memory: unknown): Remark[] {
  if (Number.isSafeInteger(memory) && Number(memory) >= LEAST_MEMORY) return [];
  return [
    rejected(
      `memory is ${shown(memory)}`,
      'the container takes a whole number of MiB, and Redis alone needs a few',
      'correct memory in the props, such as 256',
      facts.maxMemory,
    ),
  ];
}

/** JSON has no NaN and no Infinity. */
const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value));
