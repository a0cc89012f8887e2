import { remarksOnly, type Rule } from './rule';

export const timeoutSetTwice: Rule = {
  id: 'timeout-set-twice',
  level: 'warning',
  title: 'Each timeout is written in one place.',
  symptom: 'A timeout that was raised or switched off still ends streams.',
  cause: 'Two objects set the same timeout, and another one wins than its author believes.',
  remedy: 'Keep the place named in the finding and remove the other.',
  aspects: ['idle-limit', 'total-limit'],
  provenBy: [{ check: 'survives-idle' }, { check: 'survives-max-age' }],
  ask: remarksOnly,
};
