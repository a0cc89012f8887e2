import { remarksOnly, type Rule } from './rule';

export const valueRejectedByTarget: Rule = {
  id: 'value-rejected-by-target',
  level: 'error',
  title: 'Every value has the type, unit and range that its target takes.',
  symptom: 'The apply fails, or the product falls back to its default without a word.',
  cause: 'The target takes another unit or a smaller range than the value has.',
  remedy: 'Write the value in the form the finding gives, or change the policy so that it fits.',
  aspects: [
    'idle-limit',
    'total-limit',
    'drain-limit',
    'affinity',
    'grace-period',
    'server-shutdown-timeout',
    'scale-down-window',
  ],
  provenBy: [
    {
      command: 'kubectl apply --dry-run=server --validate=strict -f FILE',
      shows: 'whether the API server takes it; what a controller makes of it is in its log and in the status of the object',
    },
  ],
  ask: remarksOnly,
};
