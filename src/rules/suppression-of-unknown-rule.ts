import { remarksOnly, type Rule } from './rule';

export const suppressionOfUnknownRule: Rule = {
  id: 'suppression-of-unknown-rule',
  level: 'warning',
  title: 'What accepts a finding names a rule that exists.',
  symptom: 'The finding that was to be accepted is reported all the same.',
  cause: 'The id of the rule is misspelt, or a later version of sse-ready has no such rule.',
  remedy: 'Write the id as the report prints it; sse-ready explain lists them all.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
