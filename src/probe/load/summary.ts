import type { Load, Observation } from '../observation';
import { clocksOf } from '../diagnosis/clock';
import { decodeTimes, encodeTimes, later, percentilesOf, sumOf, type Percentiles } from './times';

/** A load as a report tells it. */
export interface LoadSummary extends Omit<Load, 'firstEvent' | 'lag'> {
  /** Milliseconds from the beginning of a connection to its first event. */
  readonly firstEventMs?: Percentiles;
  /** Milliseconds from send to arrival, beyond the quickest event of the whole observation; only of the reference server. */
  readonly lagMs?: Percentiles;
}

export function summaryOf({ firstEvent, lag, ...counts }: Load): LoadSummary {
  const [firstEventMs, lagMs] = [[firstEvent], lag.map(({ times }) => times)].map((all) =>
    percentilesOf(sumOf(all.map(decodeTimes))),
  );
  return { ...counts, ...(firstEventMs === undefined ? {} : { firstEventMs }), ...(lagMs === undefined ? {} : { lagMs }) };
}

/** The load by the best clock there is: one event that came quicker outside the load shows that all of the load came late. */
export function loadOf(observation: Observation): Load | undefined {
  const { load } = observation;
  if (load === undefined) return undefined;
  const clocks = clocksOf(observation);
  const lag = load.lag.map(({ instance, ahead, times }) => {
    const missed = (clocks.get(instance) ?? ahead) - ahead;
    return missed <= 0
      ? { instance, ahead, times }
      : { instance, ahead: ahead + missed, times: encodeTimes(later(decodeTimes(times), missed)) };
  });
  return { ...load, lag };
}

/** What several probes of one endpoint came to together; each has its own clock. */
export function mergeLoads(loads: readonly Load[]): Load | undefined {
  const [first] = loads;
  if (first === undefined || loads.length === 1) return first;
  const sum = (of: (load: Load) => number): number => loads.reduce((total, load) => total + of(load), 0);
  return {
    asked: sum(({ asked }) => asked),
    perSecond: sum(({ perSecond }) => perSecond),
    begun: sum(({ begun }) => begun),
    opened: sum(({ opened }) => opened),
    mostOpen: sum(({ mostOpen }) => mostOpen),
    held: sum(({ held }) => held),
    ended: sum(({ ended }) => ended),
    unanswered: sum(({ unanswered }) => unanswered),
    refused: sumOfCounts(loads.map(({ refused }) => refused)),
    cut: sumOfCounts(loads.map(({ cut }) => cut)),
    events: sum(({ events }) => events),
    firstEvent: encodeTimes(sumOf(loads.map(({ firstEvent }) => decodeTimes(firstEvent)))),
    lag: loads.flatMap(({ lag }) => lag),
  };
}

function sumOfCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of all.flatMap((each) => Object.entries(each))) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries(sums);
}
