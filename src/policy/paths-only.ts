import { DEFAULTS } from './defaults';
import { Duration } from './duration';
import type { PolicyValues } from './policy-schema';
import { URL_PATH, type StreamPath } from './stream-path';

/**
 * The values of a policy that states its paths and nothing else; undefined for any other, and for paths that only the schema
 * can refuse in words. Most streams have such a policy, and the schema library takes longer to load than a file to lint.
 */
export function valuesOfPathsOnly(input: unknown): PolicyValues | undefined {
  const { paths, ...others } = (input ?? {}) as { readonly paths?: unknown };
  const isPathsOnly = Array.isArray(paths) && paths.length > 0 && paths.every(isStreamPath) && Object.keys(others).length === 0;
  if (!isPathsOnly) return undefined;
  return {
    paths: paths as (string | StreamPath)[],
    heartbeat: Duration.parse(DEFAULTS.heartbeat),
    maxAge: { limit: Duration.parse(DEFAULTS.maxAge) },
    affinity: { kind: 'cookie', name: DEFAULTS.cookieName, lifetime: Duration.parse(DEFAULTS.cookieLifetime) },
    resume: DEFAULTS.resume,
    drain: {
      window: Duration.parse(DEFAULTS.window),
      retry: { min: Duration.parse(DEFAULTS.retryMin), max: Duration.parse(DEFAULTS.retryMax) },
    },
  };
}

function isStreamPath(path: unknown): boolean {
  if (typeof path === 'string') return URL_PATH.test(path);
  if (typeof path !== 'object' || path === null) return false;
  const [[kind, text] = [], ...more] = Object.entries(path);
  return more.length === 0 && (kind === 'prefix' || kind === 'exact') && typeof text === 'string' && URL_PATH.test(text);
}
