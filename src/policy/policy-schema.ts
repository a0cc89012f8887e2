import { z } from 'zod';
import { Duration, DURATION_PATTERN, DurationError } from './duration';
import { DEFAULTS } from './defaults';
import { message } from './message';
import type { PolicyProblem } from './policy-problem';
import { URL_PATH } from './stream-path';

/** RFC 6265 section 4.1.1: a cookie name is an RFC 2616 token. */
const COOKIE_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** An error text for whatever a field refuses. */
const needs = (need: string) => ({ error: ({ input }: { readonly input?: unknown }) => message(input, need) });

const duration = (meaning: string, example: string) => {
  const need = needs(`write a duration with a unit h, m, s or ms, such as ${example}`);
  return z
    .string(need)
    .regex(DURATION_PATTERN, need)
    .meta({ description: meaning, examples: [example] })
    .transform((text, context) => {
      try {
        return Duration.parse(text);
      } catch (error) {
        if (!(error instanceof DurationError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    });
};

const urlPath = z
  .string()
  .regex(URL_PATH, needs('write a path that begins with "/", without //, /./, /../, wildcard, pattern, query or fragment'));

const streamPath = z.union(
  [
    urlPath.meta({ description: 'Short for {"prefix": ...}.' }),
    z.strictObject({ prefix: urlPath.meta({ description: 'This path and everything below it.' }) }),
    z.strictObject({ exact: urlPath.meta({ description: 'This path only.' }) }),
  ],
  needs('write "/path", {"prefix": "/path"} or {"exact": "/path"}'),
);

const cookieName = z
  .string()
  .regex(
    COOKIE_NAME,
    needs('write a cookie name of letters, digits and !#$%&\'*+-.^_`|~ (RFC 6265), without space, comma, semicolon or "="'),
  );

const REASON = needs('say why any pod can serve any client, such as "Redis Streams backplane"');

const affinity = z.discriminatedUnion(
  'kind',
  [
    z
      .strictObject({
        kind: z.literal('cookie'),
        name: cookieName.default(DEFAULTS.cookieName).meta({ description: 'Cookie name. Give each stream service its own.' }),
        lifetime: duration(
          'How long the browser keeps the cookie. No hop on Azure renews it while it is in use.',
          '24h',
        ).prefault(DEFAULTS.cookieLifetime),
      })
      .meta({
        description: 'A cookie names the pod, so a client returns to it. Needs a hop that balances over pods at HTTP level.',
      }),
    z
      .strictObject({
        kind: z.literal('client-ip'),
        timeout: duration('How long an idle client address keeps its pod, 1s to 86400s.', '3h').prefault('3h'),
      })
      .meta({ description: 'The client address chooses the pod. Works only where no proxy stands between client and Service.' }),
    z
      .strictObject({
        kind: z.literal('none'),
        reason: z
          .string(REASON)
          .regex(/\S/, REASON)
          .meta({ description: 'Why any pod can serve any client, such as a shared event log.' }),
      })
      .meta({ description: 'Any pod serves any client.' }),
  ],
  { error: ({ input }) => affinityMessage(input) },
);

/** Zod reports a wrong kind at `affinity.kind` and gives the whole object; anything else at `affinity`. */
function affinityMessage(input: unknown): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return message(
      input,
      'write an object with a kind: {"kind": "cookie"}, {"kind": "client-ip"} or {"kind": "none", "reason": "..."}',
    );
  }
  return message((input as { kind?: unknown }).kind, 'it must be cookie, client-ip or none');
}

const drain = z.strictObject({
  window: duration('After SIGTERM the server closes its streams spread over this time.', '30s').prefault(DEFAULTS.window),
  retry: z
    .strictObject({
      min: duration('Shortest reconnect delay the server sends.', '1s').prefault(DEFAULTS.retryMin),
      max: duration('Longest reconnect delay the server sends.', '5s').prefault(DEFAULTS.retryMax),
    })
    .prefault({})
    .meta({
      description:
        'Before it closes a stream the server sends `retry:` with a random value of this range, so clients do not return all at once.',
    }),
});

const maxAge = z.strictObject({
  limit: z
    .union(
      [z.literal('disabled'), duration('No stream is older than this.', '1h')],
      needs('write a duration with a unit h, m, s or ms, such as 1h, or "disabled"'),
    )
    .prefault(DEFAULTS.maxAge)
    .meta({ description: 'The server ends every stream by this age; "disabled" when it never does.' }),
  jitter: duration('The server picks each stream’s age at random from limit - jitter to limit.', '6m')
    .optional()
    .meta({ description: 'Default: a tenth of the limit, so that streams opened together do not end together.' }),
});

const PATHS = needs('list at least one path that streams, such as ["/events"]');

export const policySchema = z
  .strictObject({
    paths: z.array(streamPath, PATHS).min(1, PATHS).meta({ description: 'The URL paths that stream.' }),
    heartbeat: duration('The server writes at least a comment line this often.', '15s').prefault(DEFAULTS.heartbeat),
    maxAge: maxAge.prefault({}).meta({ description: 'How old a stream may become.' }),
    affinity: affinity
      .prefault({ kind: 'cookie' })
      .meta({ description: 'How a returning client gets to the pod that knows it.' }),
    resume: z
      .enum(['last-event-id', 'none'], needs('it must be last-event-id or none'))
      .default(DEFAULTS.resume)
      .meta({ description: 'Whether the server replays what a returning client missed.' }),
    drain: drain.prefault({}).meta({ description: 'How the server gives its streams up when its pod must go.' }),
  })
  .meta({
    title: 'StreamPolicy',
    description: 'What one Server-Sent Events stream needs from every hop between client and process.',
  });

export type PolicyValues = z.output<typeof policySchema>;

/** Reads the fields of a policy one by one: their values where all can be read, and what is wrong with those that cannot. */
export function readFields(input: unknown): { readonly values?: PolicyValues; readonly problems: readonly PolicyProblem[] } {
  const parsed = policySchema.safeParse(input, { error: wrongType });
  return parsed.success ? { values: parsed.data, problems: [] } : { problems: fieldProblems(parsed.error) };
}

/** The JSON Schema of a policy file. */
export function jsonSchema(): object {
  return z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
}

/** For what the schema itself says nothing about. */
function wrongType(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_type' ? message(issue.input, `it must be of type ${issue.expected}`) : undefined;
}

function fieldProblems(error: z.ZodError): PolicyProblem[] {
  return error.issues.map((issue) => {
    const field = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    const unknown =
      issue.code === 'unrecognized_keys' ? `has no field ${issue.keys.map((key) => `"${key}"`).join(', ')}` : undefined;
    return { field: field.replace(/^\./, ''), message: unknown ?? issue.message };
  });
}
