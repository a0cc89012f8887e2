import type { Fact } from '../../../src/path/fact';

/** A file of a recipe that works, made worse: by fields of its objects of a kind, and by more objects. */
export type Trap = readonly [fact: Fact, worse: Readonly<Record<string, object>>, ...more: object[]];
