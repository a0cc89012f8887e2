import type { Fact } from './fact';
import type { Remark } from './hop';

/** A value that the target refuses, or takes for another. */
export const rejected = (found: string, need: string, fix: string, fact: Fact): Remark => ({
  rule: 'value-rejected-by-target',
  found,
  need,
  fix,
  fact,
});

/** A key that the target does not heed. */
export const ignored = (found: string, need: string, fix: string, fact: Fact): Remark => ({
  rule: 'setting-ignored-by-target',
  found,
  need,
  fix,
  fact,
});
