import { remarksOnly, type Rule } from './rule';

export const selectorMatchesNothing: Rule = {
  id: 'selector-matches-nothing',
  level: 'error',
  title: 'Every selector matches the pods it is meant for.',
  symptom: 'All requests fail with 503, or a disruption budget protects nothing.',
  cause: 'The labels of the selector are not on the pod template.',
  remedy: 'Write the same labels in both places.',
  aspects: [],
  provenBy: [
    { command: 'kubectl get endpointslices -l kubernetes.io/service-name=NAME', shows: 'an address for each ready pod' },
  ],
  ask: remarksOnly,
};
