import type { StreamPolicy } from '../policy/stream-policy';
import type { CheckResult } from './live-check';
import type { Observation } from './observation';

export function judge(_observation: Observation, _policy: StreamPolicy): CheckResult[] {
  return [];
}
