import type { Fact } from './fact';
import type { Remark } from './hop';

/** A value that the target refuses, or takes for another; `key` where it is about one. */
export const rejected = (found: string, need: string, fix: string, fact: Fact, key?: string): Remark => ({
  rule: 'value-rejected-by-target',
  found,
  need,
  fix,
  fact,
  key,
});

/** A key that the target does not heed; `key` where it is one. */
export const ignored = (found: string, need: string, fix: string, fact: Fact, key?: string): Remark => ({
  rule: 'setting-ignored-by-target',
  found,
  need,
  fix,
  fact,
  key,
});
