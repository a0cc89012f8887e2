import { remarksOnly, type Rule } from './rule';

export const hopRetired: Rule = {
  id: 'hop-retired',
  level: 'error',
  title: 'No hop is retired.',
  symptom: 'Nothing at first; then a security hole stays open, or the platform removes the hop.',
  cause: 'Its maintainers have ended releases and security fixes, or will do so at a date that is known.',
  remedy: 'Move to a hop that is maintained. Until then accept the finding with a reason.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
