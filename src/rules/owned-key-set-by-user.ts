import { remarksOnly, type Rule } from './rule';

export const ownedKeySetByUser: Rule = {
  id: 'owned-key-set-by-user',
  level: 'error',
  title: 'No key that the policy decides is also set by hand.',
  symptom: 'The value written by hand has no effect, or undoes what the policy asks.',
  cause: 'A construct or mixin computes this key from the policy, and props, an override or later code set it too.',
  remedy: 'Remove it there, and change the policy or the named option instead.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
