import { Duration, shortest, type TimeLimit } from '../policy/duration';
import { raiseTo } from './ask/fix';
import { judge } from './ask/judge';
import { longestBy } from './ask/longest';
import type { Rule } from './rule';

export const autoscalerKeepsStreams: Rule = {
  id: 'autoscaler-keeps-streams',
  level: 'warning',
  title: 'The autoscaler waits before it takes pods away.',
  symptom: 'Streams end in waves through the day, whenever the load drops for a moment.',
  cause:
    'The autoscaler takes pods away soon after the load fell, and adds them again soon after. Each time their streams must move.',
  remedy: 'Give scale-down a stabilization window, best as long as a stream may live.',
  aspects: ['scale-down-window'],
  provenBy: [
    {
      command: 'kubectl get horizontalpodautoscaler NAME --watch',
      shows: 'REPLICAS that do not follow each short drop of the load',
    },
  ],
  ask: ({ drain, maxAge }, path) =>
    judge(path, 'scale-down-window', (setting) => {
      const { value, name, origin, fact } = setting;
      const usual = fact.default instanceof Duration ? [fact.default] : [];
      const least = longestBy([drain.window, ...usual], (duration) => duration);
      if (least !== undefined && value.isShorterThan(least)) {
        return {
          message: `${name} is ${value} (${origin}): load that falls for a moment takes pods and their streams away; it must be at least ${least}, the longer of drain.window ${drain.window} and the product's own default`,
          ...raiseTo(least, value, setting, () => 'give scale-down a stabilization window'),
        };
      }
      const best = shortest([maxAge.limit, ...(fact.max instanceof Duration ? [fact.max] : ([] as TimeLimit[]))]);
      if (best === undefined || !value.isShorterThan(best)) return undefined;
      return {
        level: 'note',
        message: `${name} is ${value} (${origin}): a pod taken away then has streams that would have ended by themselves within ${best}`,
        ...raiseTo(best, value, setting, () => 'give scale-down a longer stabilization window'),
      };
    }),
};
