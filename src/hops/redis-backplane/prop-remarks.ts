import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { redisFacts as facts } from './facts';

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
