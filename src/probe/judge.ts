import type { StreamPolicy } from '../policy/stream-policy';
import { checks } from './checks/index';
import type { CheckResult } from './live-check';
import type { Observation } from './observation';

/** The answer of every check, in the order of the report. The same observation gives the same answers, with or without a network. */
export function judge(observation: Observation, policy: StreamPolicy): CheckResult[] {
  return checks.map((check) => ({ rule: check.id, ...check.judge(observation, policy) }));
}
