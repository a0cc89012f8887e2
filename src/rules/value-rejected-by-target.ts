import { remarksOnly, type Rule } from './rule';

export const valueRejectedByTarget: Rule = {
  id: 'value-rejected-by-target',
  level: 'error',
  title: 'Every value has the type, unit and range that its target takes.',
  symptom: 'The apply fails, or the product falls back to its default without a word.',
  cause: 'The target takes another unit or a smaller range than the value has.',
  remedy: 'Write the value in the form the finding gives, or change the policy so that it fits.',
  ask: remarksOnly,
};
