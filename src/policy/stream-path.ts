/** A URL path that streams: everything at and below `prefix`, or just `exact`. */
export type StreamPath = { readonly prefix: string } | { readonly exact: string };

/** The path itself, or the path and all below it. */
export const textOf = (path: StreamPath): string => ('exact' in path ? path.exact : path.prefix);

/**
 * A literal URL path without empty, `.` or `..` segments, which the Gateway API refuses and proxies rewrite. Wildcards,
 * patterns, queries and fragments are forms some hop on every path would read differently.
 */
export const URL_PATH = /^(?=\/)(?:\/(?!\.\.?(?:\/|$))[\w.~-]+)*\/?$/;
