import { remarksOnly, type Rule } from './rule';

export const literalNeeded: Rule = {
  id: 'literal-needed',
  level: 'error',
  title: 'Every value the arithmetic needs is a literal.',
  symptom: 'The check cannot tell whether the path holds, and the value is only known at deployment.',
  cause: 'A token or reference stands where a rule needs a number.',
  remedy: 'Write a literal there.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
