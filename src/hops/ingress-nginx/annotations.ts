import type { KubeObject } from '../../kubernetes/object';
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
/** As the controller has it, half anchored. */
const lifetime = pattern('bare seconds', /(^0|-?[1-9]\d*$)/);

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
  'backend-protocol': anyCase(oneOf('http', 'https', 'auto_http', 'grpc', 'grpcs', 'fcgi')),
};

/** Checks whose failure costs the whole Ingress. */
const REFUSED: Readonly<Record<string, Check>> = {
  'upstream-hash-by': pattern('nginx variables and letters, digits, - and _', /^[A-Za-z0-9\-_${}]*$/),
  'load-balance': oneOf('round_robin', 'chash', 'chashsubset', 'sticky_balanced', 'sticky_persistent', 'ewma'),
  'connection-proxy-header': oneOf('close', 'keep-alive'),
  'limit-connections': integer,
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

/** What becomes of values that the controller or nginx does not take. */
export function valueRemarks(ingress: KubeObject): Remark[] {
  const failing = (checks: readonly (Check & { readonly name: string; readonly annotation: string })[]) =>
    checks.flatMap(({ name, annotation, takes, accepts }) => {
      const value = valueOf(ingress, annotation);
      return value === undefined || accepts(value) ? [] : [{ name, value, takes }];
    });
  return [
    ...failing(ALL_IGNORED).map(({ name, value, takes }) => ({
      rule: 'setting-ignored-by-target',
      found: `${keyOf(name)} is "${value}"`,
      need: `the controller drops it without an error for its default; it takes ${takes}`,
      ...withoutUnit(name, value, `write ${takes}, or remove ${keyOf(name)}`),
      fact: facts.ignoredValue,
      key: keyOf(name),
    })),
    ...failing(ALL_REFUSED).map(({ name, value, takes }) => ({
      rule: 'value-rejected-by-target',
      found: `${keyOf(name)} is "${value}"`,
      need: `the controller then serves nothing of the whole Ingress; it takes ${takes}`,
      fix: `write ${takes}, or remove ${keyOf(name)}`,
      fact: facts.refusedValue,
      key: keyOf(name),
    })),
    ...refusedByNginx(ingress),
  ];
}

/** What `3600s` is meant to be is beyond doubt. */
function withoutUnit(name: string, value: string, otherwise: string): Pick<Remark, 'fix' | 'edit'> {
  const seconds = name.endsWith('-timeout') ? /^([1-9]\d*)s$/.exec(value)?.[1] : undefined;
  return seconds === undefined ? { fix: otherwise } : { fix: `write "${seconds}"`, edit: { key: keyOf(name), value: seconds } };
}

/** Values that pass the checks and stop nginx from taking any configuration at all. */
function refusedByNginx(ingress: KubeObject): Remark[] {
  const refused = (name: string, takes: string): Remark => ({
    rule: 'value-rejected-by-target',
    found: `${keyOf(name)} is "${written(ingress, name)}"`,
    need: `nginx refuses the whole file, which blocks every later change of every Ingress of the controller; it takes ${takes}`,
    fix: `write ${takes}, or remove ${keyOf(name)}`,
    fact: facts.refusedFile,
    key: keyOf(name),
  });
  const negative = ['proxy-connect-timeout', 'proxy-read-timeout', 'proxy-send-timeout'].filter(
    (name) => (integerOf(ingress, name) ?? 0) < 0,
  );
  const buffers = integerOf(ingress, 'proxy-buffers-number');
  const busy = bytes(written(ingress, 'proxy-busy-buffers-size'));
  const one = bytes(written(ingress, 'proxy-buffer-size') ?? '4k') ?? 0;
  return [
    ...negative.map((name) => refused(name, 'bare seconds, 1 or more')),
    ...(buffers !== undefined && buffers < 2 ? [refused('proxy-buffers-number', '2 or more')] : []),
    ...(busy !== undefined && busy < one ? [refused('proxy-busy-buffers-size', 'at least proxy-buffer-size')] : []),
  ];
}

function bytes(size: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([bkmg]?)$/i.exec(size ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits) * 1024 ** Math.max(0, 'bkmg'.indexOf(unit.toLowerCase() || 'b'));
}
