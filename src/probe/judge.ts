import type { StreamPolicy } from '../policy/stream-policy';
import type { CheckResult } from './live-check';
import type { Observation } from './observation';

export const judge: (observation: Observation, policy: StreamPolicy) => CheckResult[] = () => [];
