import type { KubeObject } from '../../kubernetes/object';
import { nginxTime } from '../../nginx/time';
import type { Duration } from '../../policy/duration';
import { partOf } from '../ingress-controllers';
import { annotationOf, keyOf, STICKY } from './about';
import { parseSticky } from './sticky';

/** An Ingress as the controller has it: what a minion lacks comes from its master. */
export interface Served {
  readonly ingress: KubeObject;
  /** Undefined for an Ingress that is no minion, and for a minion whose master is not in the input. */
  readonly master?: KubeObject | undefined;
}

interface Check {
  /** In words. */
  readonly takes: string;
  accepts(value: string): boolean;
}

const oneOf = (...values: string[]): Check => ({ takes: values.join(' or '), accepts: (value) => values.includes(value) });
const pattern = (takes: string, regex: RegExp): Check => ({ takes, accepts: (value) => regex.test(value) });

const boolean = pattern('"true" or "false"', /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/);
const time: Check = {
  takes: 'a time of nginx, such as 90, 90s or 1h30m',
  accepts: (value) => timeOf(value) !== undefined,
};
const count = pattern('a whole number', /^\d{1,15}$/);
const METHOD =
  /^\s*(round_robin|least_conn|ip_hash|random( two( least_conn| least_time=(header|last_byte))?)?|least_time (header|last_byte)( inflight)?|hash \S+( consistent)?)\s*$/;
const CONDITION =
  /^(error|timeout|invalid_header|http_500|http_502|http_503|http_504|http_403|http_404|http_429|non_idempotent|off)$/;

/** What the controller does for a check that fails, in words. */
export const SERVES_NOTHING = 'the controller rejects the whole object for it and serves nothing of it';

/** What the controller rejects the Ingress for when it fails. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'mergeable-ingress-type': oneOf('master', 'minion'),
  [STICKY]: {
    takes: 'serviceName=NAME, a space, the cookie and its parameters, with one semicolon and no space between two Services',
    accepts: (value) => parseSticky(value) !== undefined,
  },
  'proxy-connect-timeout': time,
  'proxy-read-timeout': time,
  'proxy-send-timeout': time,
  'proxy-buffering': boolean,
  'proxy-next-upstream': {
    takes: 'error, timeout and the like with spaces between, each once, or off',
    accepts: (value) => {
      const words = value.split(/\s+/).filter((word) => word !== '');
      return value !== '' && words.every((word) => CONDITION.test(word)) && new Set(words).size === words.length;
    },
  },
  'proxy-next-upstream-timeout': time,
  'proxy-next-upstream-tries': count,
  'lb-method': pattern('a load balancing method of the controller', METHOD),
  'use-cluster-ip': boolean,
  'ssl-redirect': boolean,
  'redirect-to-https': boolean,
  'max-conns': count,
};

/** Of the annotations read here, those that a minion takes from its master. */
const INHERITED = [
  'proxy-connect-timeout',
  'proxy-read-timeout',
  'proxy-send-timeout',
  'proxy-buffering',
  'lb-method',
  'max-conns',
  'location-snippets',
];

/** Of the annotations read here, those of the server, which a minion is not asked for. */
const OF_THE_SERVER = ['ssl-redirect', 'redirect-to-https', 'server-snippets'];

interface Written {
  readonly value: string;
  /** Where it is written, with the master's name where it is the master. */
  readonly key: string;
}

/** The value of an annotation as it reaches the controller's location. */
export function written({ ingress, master }: Served, name: string): Written | undefined {
  const isMinion = partOf(ingress) === 'minion';
  const own = isMinion && OF_THE_SERVER.includes(name) ? undefined : textOf(ingress, name);
  if (own !== undefined) return { value: own, key: keyOf(name) };
  if (master === undefined || ![...INHERITED, ...OF_THE_SERVER].includes(name)) return undefined;
  const value = textOf(master, name);
  return value === undefined ? undefined : { value, key: `Ingress/${master.metadata.name} ${keyOf(name)}` };
}

/** As written on the object itself. */
export function textOf(ingress: KubeObject, name: string): string | undefined {
  const value: unknown = ingress.metadata.annotations?.[annotationOf(name)];
  // The API server refuses a number or a boolean here; read as its text, it is what the author meant.
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? String(value) : undefined;
}

export const passes = (name: string, value: string): boolean => CHECKS[name]?.accepts(value) !== false;

export const isTrue = (value: string): boolean => /^(1|t|true)$/i.test(value);

/** Whether a value may come from a master that is not in the input. */
export const mayInherit = ({ ingress, master }: Served, name: string): boolean =>
  partOf(ingress) === 'minion' && master === undefined && [...INHERITED, ...OF_THE_SERVER].includes(name);

/** As the controller has it, reluctant where a part may be missing. */
const TIME = /^(\d+y)??\s*(\d+M)??\s*(\d+w)??\s*(\d+d)??\s*(\d+h)??\s*(\d+m)??\s*(\d+s?)??\s*(\d+ms)??$/;

/** A time as the controller takes it: the units in this order, seconds with or without theirs. */
export function timeOf(text: string): Duration | undefined {
  const [, ...parts] = TIME.exec(text) ?? [];
  const units = parts.filter((part) => part !== undefined).map((part) => (/\d$/.test(part) ? `${part}s` : part));
  return units.length === 0 ? undefined : nginxTime(units.join(' '));
}
