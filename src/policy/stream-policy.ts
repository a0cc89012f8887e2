import { Duration, type TimeLimit } from './duration';
import { valuesOfPathsOnly } from './paths-only';
import { crossFieldProblems } from './policy-checks';
import type { PolicyProblem } from './policy-problem';
import type { PolicyInput, StreamPolicyProps } from './policy-input';
import type * as PolicySchema from './policy-schema';
import type { PolicyValues } from './policy-schema';
import type { StreamPath } from './stream-path';

export type { PolicyInput, StreamPolicyProps } from './policy-input';
export type { PolicyProblem } from './policy-problem';
export type { StreamPath } from './stream-path';

/** How a client gets back to the pod that holds its state. */
export type Affinity =
  | { readonly kind: 'cookie'; readonly name: string; readonly lifetime: Duration }
  | { readonly kind: 'client-ip'; readonly timeout: Duration }
  | { readonly kind: 'none'; readonly reason: string };

/** Raised once with everything that is wrong with a policy. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  declare readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    const lines = problems.map(({ field, message: told }) => `  ${field || 'policy'} ${told}`);
    super(['The stream policy is not valid:', ...lines, 'Every field and its form: sse-ready schema'].join('\n'));
    // Not enumerable and one frame deep: Node prints both when nobody catches the error, and the message says it all.
    Object.defineProperty(this, 'problems', { value: problems });
    Error.captureStackTrace(this, StreamPolicy);
    const [madeAt = ''] = (this.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    this.stack = `${this.name}: ${this.message}\n${madeAt}`;
  }
}

/**
 * What one stream needs from every hop between client and process. Immutable, and valid once made.
 *
 * @throws PolicyError naming every problem at once.
 */
export class StreamPolicy {
  /** The URL paths that stream. */
  readonly paths: readonly StreamPath[];
  /** The server writes at least a comment line this often. Default 15s. */
  readonly heartbeat: Duration;
  /** The server ends each stream at a random age from `limit - jitter` to `limit`. Default 1h and a tenth of it. */
  readonly maxAge: { readonly limit: TimeLimit; readonly jitter: Duration };
  /** Default: a cookie named `sse-affinity`, kept for 24h. */
  readonly affinity: Affinity;
  /** Default `last-event-id`. */
  readonly resume: 'last-event-id' | 'none';
  /** After SIGTERM the server closes its streams spread over `window`, each with a `retry:` from the range. Default 30s, 1s to 5s. */
  readonly drain: { readonly window: Duration; readonly retry: { readonly min: Duration; readonly max: Duration } };

  constructor(props: StreamPolicyProps) {
    // A Duration becomes its text here, so one schema serves code, JSON and YAML.
    const input: unknown = JSON.parse(JSON.stringify(props) ?? 'null');
    const { paths, heartbeat, maxAge, affinity, resume, drain } = valuesOfPathsOnly(input) ?? validValues(input);
    this.paths = paths.map((path) => (typeof path === 'string' ? { prefix: path } : path));
    this.heartbeat = heartbeat;
    this.maxAge = { limit: maxAge.limit, jitter: maxAge.jitter ?? tenthOf(maxAge.limit) };
    this.affinity = affinity;
    this.resume = resume;
    this.drain = drain;
    deepFreeze(this);
  }

  /** The same policy with some fields replaced whole. */
  with(changes: Partial<StreamPolicyProps>): StreamPolicy {
    return new StreamPolicy({ ...this.toJSON(), ...changes });
  }

  /** The policy as plain JSON that `new StreamPolicy` reads back to an equal one. */
  toJSON(): PolicyInput {
    const { paths, heartbeat, maxAge, affinity, resume, drain } = this;
    const jitter = maxAge.limit === 'disabled' ? {} : { jitter: maxAge.jitter };
    return JSON.parse(
      JSON.stringify({ paths, heartbeat, maxAge: { limit: maxAge.limit, ...jitter }, affinity, resume, drain }),
    ) as PolicyInput;
  }
}

/** The JSON Schema of a policy file, for editors. */
export function policyJsonSchema(): object {
  return schema().jsonSchema();
}

/** Loaded with the first policy: a program that only reads what others made needs no schema library. */
function schema(): typeof PolicySchema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./policy-schema') as typeof PolicySchema;
}

function validValues(input: unknown): PolicyValues {
  const { values, problems: ofFields } = schema().readFields(input);
  const problems = [...ofFields, ...crossFieldProblems(input)];
  if (values === undefined || problems.length > 0) throw new PolicyError(problems);
  return values;
}

function tenthOf(limit: TimeLimit): Duration {
  return limit === 'disabled' ? Duration.seconds(0) : limit.times(0.1);
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}
