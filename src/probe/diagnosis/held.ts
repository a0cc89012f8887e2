import type { Observation } from '../observation';
import { isStream, madeFor } from '../seen';
import { clocksOf } from './clock';
import { foreignVerdict } from './foreign';
import { holdOf, isHeld } from './hold';

/** Whether something on the way collects events: then silence says nothing about who sends. */
export function eventsAreHeld(observation: Observation): boolean {
  const clocks = clocksOf(observation);
  const asked = madeFor(observation, 'stream', 'finite', 'idle');
  return (
    asked.some((connection) => isHeld(holdOf(connection, clocks))) || foreignVerdict(asked.filter(isStream))?.status === 'fail'
  );
}
