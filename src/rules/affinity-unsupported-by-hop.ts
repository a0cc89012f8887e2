import { remarksOnly, type Rule } from './rule';

export const affinityUnsupportedByHop: Rule = {
  id: 'affinity-unsupported-by-hop',
  level: 'error',
  title: 'Every hop can do the affinity that is asked of it.',
  symptom: 'Clients move between pods although affinity is asked for.',
  cause: 'The product, or this version of it, has no such affinity.',
  remedy: 'Take a hop that has it, or share the state between pods and set the policy to none, with the reason.',
  aspects: ['affinity'],
  provenBy: [{ check: 'affinity-holds' }],
  ask: remarksOnly,
};
