/** Deeper than any configuration, and far from the end of the stack. */
export const MAX_DEPTH = 200;

/** In characters. A plan of thousands of resources has some ten millions. */
export const MAX_LENGTH = 64_000_000;

export const tooLong = (text: string): string => `has ${text.length} characters; ${MAX_LENGTH} are read at most`;
