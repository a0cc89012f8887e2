import { remarksOnly, type Rule } from './rule';

export const suppressionWithoutReason: Rule = {
  id: 'suppression-without-reason',
  level: 'warning',
  title: 'Whoever accepts a finding says why.',
  symptom: 'The finding is reported all the same.',
  cause: 'An annotation or a comment that accepts a finding has no reason, and without one it accepts nothing.',
  remedy: 'Write the reason behind the colon, as text.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
