import type { Connection } from '../observation';
import { allOf, closeOf, gapsOf } from '../seen';
import { largest, median } from '../verdict';
import { type Arrival, arrivalsOf, type clocksOf, isReplayOn } from './clock';
import * as margins from './margins';

/** How events came late, by their server's own times. */
export interface Hold {
  readonly shape:
    | 'none'
    /** Everything in one burst. */
    | 'whole'
    /** Only the first. */
    | 'first'
    /** Each when the next byte pushed it out. */
    | 'tail'
    /** Several at a time. */
    | 'bursts'
    /** So few that the network may have done it. */
    | 'few'
    /** No event at all. */
    | 'nothing'
    /** Not enough events with a time, or fewer than show a shape. */
    | 'unclear';
  readonly events: number;
  readonly late: number;
  /** Milliseconds. */
  readonly worst: number;
  readonly usual: number;
  readonly cadence: number;
  readonly bytes: number;
}

/** Two events show no shape. */
const EVENTS_FOR_A_SHAPE = 3;

export function holdOf(connection: Connection, clocks: ReturnType<typeof clocksOf>): Hold {
  const isReplay = isReplayOn(connection);
  const arrivals = arrivalsOf(connection, clocks).filter((arrival) => !isReplay(arrival));
  const delays = arrivals.map(({ delay }) => delay);
  const cadence = median(gapsOf(arrivals.map(({ sent }) => sent)).map(Math.abs));
  const late = arrivals.filter(({ delay }) => delay > lateFrom(cadence));
  const seen = {
    events: arrivals.length,
    late: late.length,
    worst: Math.max(0, largest(delays)),
    usual: median(delays),
    cadence,
    bytes: median(arrivals.map(({ bytes }) => bytes)),
  };
  return { shape: shapeOf(connection, arrivals, late, cadence), ...seen };
}

export const isHeld = ({ shape }: Hold): boolean => ['whole', 'first', 'tail', 'bursts'].includes(shape);

export function lateFrom(cadence: number): number {
  const share = cadence * margins.LATE_SHARE_OF_CADENCE;
  return Math.min(Math.max(share, margins.LATE_AT_LEAST_MS), margins.LATE_AT_MOST_MS);
}

function shapeOf(connection: Connection, arrivals: readonly Arrival[], late: readonly Arrival[], cadence: number): Hold['shape'] {
  if (allOf(connection, 'event').length === 0) return 'nothing';
  if (arrivals.length < EVENTS_FOR_A_SHAPE) return 'unclear';
  if (late.length === 0) return 'none';
  if (spanOf(arrivals.map(({ sent }) => sent)) >= margins.BURST_RATIO * Math.max(1, spanOf(arrivals.map(({ at }) => at)))) {
    return 'whole';
  }
  if (late.length === 1 && late[0] === arrivals[0]) return 'first';
  if (late.length <= arrivals.length * margins.LATE_SHARE_OF_EVENTS) return 'few';
  return isTail(connection, arrivals, cadence) ? 'tail' : 'bursts';
}

/** Each comes with the next event, or earlier with a heartbeat: alike late, and by no more than about a cadence. */
function isTail(connection: Connection, arrivals: readonly Arrival[], cadence: number): boolean {
  const usual = median(arrivals.map(({ delay }) => delay));
  const margin = cadence * (1 - margins.MOST_EVENTS);
  const alike = arrivals.filter(({ delay }) => Math.abs(delay - usual) <= margin).length;
  // The end of the stream pushes the last one out.
  const free = closeOf(connection)?.reason === 'clean' ? 1 : 0;
  return usual <= cadence + margin && alike >= Math.floor(arrivals.length * margins.MOST_EVENTS) - free;
}

const spanOf = (times: readonly number[]): number =>
  times.length === 0 ? 0 : largest(times) + largest(times.map((time) => -time));
