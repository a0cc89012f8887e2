import { remarksOnly, type Rule } from './rule';

export const suppressionUnused: Rule = {
  id: 'suppression-unused',
  level: 'note',
  title: 'What accepts a finding is there only as long as the finding is.',
  symptom: 'Nothing now; a finding that comes back later is accepted without anybody looking.',
  cause: 'The file or the policy was mended, or the comment stands at another line than the finding.',
  remedy: 'Remove it, or move it to the line of the finding or to the head of its object.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
