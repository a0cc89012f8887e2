import { remarksOnly, type Rule } from './rule';

export const experimentalField: Rule = {
  id: 'experimental-field',
  level: 'warning',
  title: 'No setting relies on an experimental field.',
  symptom: 'The object is refused, or loses the field, on a cluster that has only the stable schemas; or an upgrade breaks it.',
  cause: 'The field is in the experimental channel only, and its shape still changes.',
  remedy: 'Use the stable or vendor-specific way that the finding names.',
  aspects: [],
  provenBy: [
    {
      command: 'kubectl apply --dry-run=server --validate=strict -f FILE',
      shows: 'whether the schemas of the cluster have the field',
    },
  ],
  ask: remarksOnly,
};
