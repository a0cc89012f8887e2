import { remarksOnly, type Rule } from './rule';

export const baselineEntryStale: Rule = {
  id: 'baseline-entry-stale',
  level: 'note',
  title: 'The baseline holds only findings that are still there.',
  symptom: 'Nothing now; a finding that comes back later counts as known from before.',
  cause: 'The finding was mended, or its object or key has another name now.',
  remedy: 'Write the baseline again with sse-ready lint --write-baseline.',
  aspects: [],
  provenBy: [],
  ask: remarksOnly,
};
