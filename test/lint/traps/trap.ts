import type { Fact } from '../../../src/path/fact';

/** A file of a recipe that works, made worse: by fields of its objects of a kind, and by more objects. */
export type WorseObjects = readonly [fact: Fact, worse: Readonly<Record<string, object>>, ...more: object[]];

/** The same where the file is no manifest: some text of it gives way to another. */
export type WorseText = readonly [fact: Fact, text: string, worse: string];

export type Trap = WorseObjects | WorseText;
