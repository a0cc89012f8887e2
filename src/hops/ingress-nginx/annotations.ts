import { isIP } from 'node:net';
import type { KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { annotationOf, keyOf } from './about';
import { nginxFacts as facts } from './facts';

interface Check {
  /** In words. */
  readonly takes: string;
  readonly accepts: (value: string) => boolean;
}

const oneOf = (...values: string[]): Check => ({ takes: values.join(' or '), accepts: (value) => values.includes(value) });
const trimmed = ({ takes, accepts }: Check): Check => ({ takes, accepts: (value) => accepts(value.trim()) });
const anyCase = ({ takes, accepts }: Check): Check => ({ takes, accepts: (value) => accepts(value.toLowerCase()) });
const pattern = (takes: string, regex: RegExp): Check => ({ takes, accepts: (value) => regex.test(value) });

const integer = pattern('a bare whole number', /^[+-]?\d{1,18}$/);
const boolean = pattern('"true" or "false"', /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/);
/** As the controller splits them. */
const ranges: Check = {
  takes: 'addresses and ranges such as 10.0.0.0/8, with commas between',
  accepts: (value) => value.split(',').every((one) => isRange(one.trim())),
};
/** As the controller has it, half anchored. */
const lifetime = pattern('bare seconds', /(^0|-?[1-9]\d*$)/);

function isRange(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && !address.includes('%') && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

/** The controller removes spaces before it looks. */
export const COOKIE_NAME = /^[/\-._~a-zA-Z0-9:]*$/;
const NEXT_UPSTREAM =
  /^((error|timeout|invalid_header|http_500|http_502|http_503|http_504|http_403|http_404|http_429|non_idempotent|off)\s?)+$/;

export const isNextUpstream = (value: string): boolean => NEXT_UPSTREAM.test(value);

/** Checks whose failure drops the value for the default. */
const IGNORED: Readonly<Record<string, Check>> = {
  affinity: oneOf('cookie'),
  'affinity-mode': oneOf('persistent', 'balanced'),
  'affinity-canary-behavior': oneOf('sticky', 'legacy'),
  'session-cookie-name': {
    takes: 'letters, digits and -._~/: only',
    accepts: (value) => COOKIE_NAME.test(value.replaceAll(' ', '')),
  },
  'session-cookie-expires': lifetime,
  'session-cookie-max-age': lifetime,
  'session-cookie-path': pattern('a literal path', /^[A-Za-z0-9 \-._~/:,?&=]*$/),
  'session-cookie-samesite': anyCase(oneOf('none', 'lax', 'strict')),
  'session-cookie-secure': boolean,
  'session-cookie-change-on-failure': boolean,
  'session-cookie-conditional-samesite-none': boolean,
  'proxy-connect-timeout': integer,
  'proxy-read-timeout': integer,
  'proxy-send-timeout': integer,
  'proxy-next-upstream': pattern('error, timeout and the like with spaces between, or off', NEXT_UPSTREAM),
  'proxy-next-upstream-timeout': integer,
  'proxy-next-upstream-tries': integer,
  'proxy-buffering': trimmed(oneOf('on', 'off')),
  'proxy-request-buffering': trimmed(oneOf('on', 'off')),
  'proxy-http-version': oneOf('1.0', '1.1'),
  'service-upstream': boolean,
  'ssl-redirect': boolean,
  'limit-rate': integer,
  'limit-rate-after': integer,
  'limit-burst-multiplier': integer,
  canary: boolean,
  'canary-weight': integer,
  'canary-weight-total': integer,
  'backend-protocol': anyCase(oneOf('http', 'https', 'auto_http', 'grpc', 'grpcs', 'fcgi')),
};

/** Checks whose failure costs the whole Ingress. */
const REFUSED: Readonly<Record<string, Check>> = {
  'upstream-hash-by': pattern('nginx variables and letters, digits, - and _', /^[A-Za-z0-9\-_${}]*$/),
  'load-balance': oneOf('round_robin', 'chash', 'chashsubset', 'sticky_balanced', 'sticky_persistent', 'ewma'),
  'connection-proxy-header': oneOf('close', 'keep-alive'),
  'limit-connections': integer,
  'limit-rps': integer,
  'limit-rpm': integer,
  'limit-allowlist': ranges,
  'limit-whitelist': ranges,
  'upstream-vhost': pattern('a host name', /^\S+$/),
};

const named = (checks: Readonly<Record<string, Check>>) =>
  Object.entries(checks).map(([name, check]) => ({ name, annotation: annotationOf(name), ...check }));
const ALL_IGNORED = named(IGNORED);
const ALL_REFUSED = named(REFUSED);

/** The value of an annotation as written; an empty one is none. */
export const written = (ingress: KubeObject, name: string): string | undefined => valueOf(ingress, annotationOf(name));

function valueOf(ingress: KubeObject, annotation: string): string | undefined {
  const value: unknown = ingress.metadata.annotations?.[annotation];
  // The API server refuses a number or a boolean here; read as its text, it is what the author meant.
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '')
    ? String(value)
    : undefined;
}

/** The value the controller works with: undefined where none is written or its check drops it. */
export function heeded(ingress: KubeObject, name: string): string | undefined {
  const value = written(ingress, name);
  const check = IGNORED[name] ?? REFUSED[name];
  return value === undefined || check?.accepts(value) === false ? undefined : value;
}

export const isTrue = (value: string | undefined): boolean => value !== undefined && /^(1|t|true)$/i.test(value);

/** The integer an annotation holds. */
export function integerOf(ingress: KubeObject, name: string): number | undefined {
  const value = heeded(ingress, name);
  return value === undefined || !integer.accepts(value) ? undefined : Number(value);
}

/** Whether it only adds a Service to the location of another Ingress. */
export const isCanary = (ingress: KubeObject): boolean => isTrue(written(ingress, 'canary'));

function failing(ingress: KubeObject, checks: ReturnType<typeof named>) {
  return checks.flatMap(({ name, annotation, takes, accepts }) => {
    const value = valueOf(ingress, annotation);
    return value === undefined || accepts(value) ? [] : [{ name, value, takes }];
  });
}

/** What becomes of values that the controller drops, of the annotations that count. */
export const droppedRemarks = (ingress: KubeObject, counts: (name: string) => boolean = () => true): Remark[] =>
  failing(
    ingress,
    ALL_IGNORED.filter(({ name }) => counts(name)),
  ).map(({ name, value, takes }) => ({
    rule: 'setting-ignored-by-target',
    found: `${keyOf(name)} is "${value}"`,
    need: `the controller drops it without an error for its default; it takes ${takes}`,
    ...withoutUnit(name, value, `write ${takes}, or remove ${keyOf(name)}`),
    fact: factOf(name) ?? facts.ignoredValue,
    key: keyOf(name),
  }));

/** What becomes of values that cost the whole Ingress. */
export const refusedRemarks = (ingress: KubeObject): Remark[] =>
  failing(ingress, ALL_REFUSED)
    // The old name is read only where the new one is not there.
    .filter(({ name }) => name !== 'limit-whitelist' || written(ingress, 'limit-allowlist') === undefined)
    .map(({ name, value, takes }) => ({
      rule: 'value-rejected-by-target',
      found: `${keyOf(name)} is "${value}"`,
      need: `the controller then serves nothing of the whole Ingress; it takes ${takes}`,
      fix: `write ${takes}, or remove ${keyOf(name)}`,
      fact: factOf(name) ?? facts.refusedValue,
      key: keyOf(name),
    }));

/** Where what becomes of a value was read in the source only. */
function factOf(name: string): Fact | undefined {
  if (name.startsWith('canary')) return facts.canaryValue;
  return name.startsWith('limit-') && name !== 'limit-connections' && name !== 'limit-rate' ? facts.limitValue : undefined;
}

/** What `3600s` is meant to be is beyond doubt. */
function withoutUnit(name: string, value: string, otherwise: string): Pick<Remark, 'fix' | 'edit'> {
  const seconds = name.endsWith('-timeout') ? /^([1-9]\d*)s$/.exec(value)?.[1] : undefined;
  return seconds === undefined ? { fix: otherwise } : { fix: `write "${seconds}"`, edit: { key: keyOf(name), value: seconds } };
}
