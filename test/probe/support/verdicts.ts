import { judge } from '../../../src/probe/judge';
import type { CheckResult } from '../../../src/probe/live-check';
import { observation, policy, type Scene } from './timeline';

export const resultsOf = (made: Scene, interrupted = false, by = policy): CheckResult[] =>
  judge(observation(made, { interrupted }), by);

export function resultOf(rule: string, made: Scene, interrupted = false, by = policy): CheckResult {
  const result = resultsOf(made, interrupted, by).find((each) => each.rule === rule);
  if (result === undefined) throw new Error(`there is no check ${rule}`);
  return result;
}

export const failing = (made: Scene): string[] =>
  resultsOf(made).flatMap(({ rule, status }) => (status === 'fail' ? [rule] : []));
