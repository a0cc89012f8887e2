import type { StreamPolicy } from '../policy/stream-policy';
import { checks } from './checks/index';
import { loadHolds } from './checks/load-holds';
import type { CheckResult, Status } from './live-check';
import { loadOf, mergeLoads } from './load/summary';
import type { Load, Observation } from './observation';

/** The answer of every check, in the order of the report. The same observation gives the same answers, with or without a network. */
export function judge(observation: Observation, policy: StreamPolicy): CheckResult[] {
  return checks.map((check) => ({ rule: check.id, ...check.judge(observation, policy) }));
}

const MOST_TELLING: readonly Status[] = ['fail', 'unknown', 'pass', 'skipped'];

/** The load of several probes of one endpoint, each by its own clock. */
export const loadOfAll = (observations: readonly Observation[]): Load | undefined =>
  mergeLoads(observations.flatMap((each) => loadOf(each) ?? []));

/**
 * The answers about several observations of one endpoint. Each is judged by itself, as each probe has its own clock, and
 * one failure decides; a load is judged as the sum that the endpoint had to bear.
 */
export function judgeAll(observations: readonly Observation[], policy: StreamPolicy): CheckResult[] {
  const [first] = observations;
  if (first === undefined || observations.length === 1) return first === undefined ? [] : judge(first, policy);
  const all = observations.map((each) => judge(each, policy));
  const load = loadOfAll(observations);
  const interrupted = observations.some((each) => each.interrupted);
  return checks.map(({ id }, index) =>
    id === loadHolds.id && load !== undefined
      ? { rule: id, ...loadHolds.judge({ ...first, connections: [], load, interrupted }, policy) }
      : together(all.flatMap((results) => results[index] ?? [])),
  );
}

function together(results: readonly CheckResult[]): CheckResult {
  const [telling] = results.toSorted((a, b) => MOST_TELLING.indexOf(a.status) - MOST_TELLING.indexOf(b.status));
  if (telling === undefined) throw new Error('there is nothing to put together');
  const alike = results.filter(({ status }) => status === telling.status).length;
  return { ...telling, evidence: `In ${alike} of ${results.length} recordings. ${telling.evidence}` };
}
