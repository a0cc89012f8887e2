/** A URL path that streams: everything at and below `prefix`, or just `exact`. */
export type StreamPath = { readonly prefix: string } | { readonly exact: string };

/** The path itself, or the path and all below it. */
export const textOf = (path: StreamPath): string => ('exact' in path ? path.exact : path.prefix);
