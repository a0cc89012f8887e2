import { remarksOnly, type Rule } from './rule';

export const affinityConflictsWithLoadBalancing: Rule = {
  id: 'affinity-conflicts-with-load-balancing',
  level: 'error',
  title: 'No load-balancing setting contradicts the affinity.',
  symptom: 'Affinity is refused or has no effect although it is configured.',
  cause: 'The product refuses affinity together with the load-balancing strategy or slow start that another object asks for.',
  remedy: 'Remove the load-balancing setting, or ask for the one strategy that works with affinity.',
  aspects: ['affinity'],
  provenBy: [{ check: 'affinity-holds' }],
  ask: remarksOnly,
};
