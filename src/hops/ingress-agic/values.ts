import { agicFacts as facts } from './facts';

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];
const MOST = 2_147_483_647;

interface Check {
  /** In words. */
  readonly takes: string;
  readonly accepts: (value: string) => boolean;
  /** What happens with another value. */
  readonly otherwise: string;
  readonly isNumber?: true;
}

export type Checks = Readonly<Record<string, Check>>;

export const isTrue = (value: string): boolean => TRUE.includes(value);

/** A bare number as the controller reads it: one of 64 bits, of which it keeps the last 32. Undefined where it reads none. */
export function int32Of(value: string): number | undefined {
  if (!/^[+-]?\d+$/.test(value)) return undefined;
  const whole = BigInt(value);
  return BigInt.asIntN(64, whole) === whole ? Number(BigInt.asIntN(32, whole)) : undefined;
}

const boolean = (otherwise: string): Check => ({
  takes: '"true" or "false"',
  accepts: (value) => isTrue(value) || FALSE.includes(value),
  otherwise,
});

const integer = (min: number, max: number, otherwise = ''): Check => ({
  takes: `a bare whole number, ${min} to ${max}`,
  accepts: (value) => {
    const number = int32Of(value);
    return number !== undefined && number >= min && number <= max;
  },
  otherwise,
  isNumber: true,
});

const anyInteger = (otherwise: string): Check => ({
  takes: 'a bare whole number',
  accepts: (value) => int32Of(value) !== undefined,
  otherwise,
  isNumber: true,
});

/** Values that cannot be read become something else. */
export const READ: Checks = {
  'cookie-based-affinity': boolean('there is no affinity'),
  'cookie-based-affinity-distinct-name': boolean('all Services share one cookie name'),
  'request-timeout': anyInteger('it is 30 s'),
  'connection-draining': boolean('it is 30 s'),
  'connection-draining-timeout': anyInteger('it is 30 s'),
  'ssl-redirect': boolean('nothing redirects'),
  'use-private-ip': boolean('the stream is served on the public address'),
  'override-frontend-port': integer(1, 64_999, 'the port is 80'),
  'backend-protocol': { takes: '"http" or "https"', accepts: (value) => /^https?$/i.test(value), otherwise: 'it is http' },
  'health-probe-path': { takes: 'a path', accepts: (value) => value !== '', otherwise: 'the probe follows the pods' },
  'health-probe-port': integer(1, 65_535, 'the port follows the pods'),
  'health-probe-interval': integer(1, MOST, 'it follows the pods'),
  'health-probe-timeout': integer(1, MOST, 'it follows the pods'),
  'rule-priority': integer(1, 20_000, 'the controller gives one'),
};

/** Values that the controller hands on and that Azure does not take. */
export const HANDED_ON: Checks = {
  'request-timeout': integer(1, facts.requestTimeout.max.toSeconds()),
  'connection-draining-timeout': integer(1, facts.draining.max.toSeconds()),
  'health-probe-unhealthy-threshold': integer(1, 20),
  'health-probe-status-codes': {
    takes: 'codes and ranges of them, such as "200-399,401"',
    accepts: (value) => value.split(',').every((code) => /^\s*\d{3}(-\d{3})?\s*$/.test(code)),
    otherwise: '',
  },
  'waf-policy-for-path': {
    takes: 'the id of a WAF policy',
    accepts: (value) => /^\/subscriptions\/[^/]+\//i.test(value),
    otherwise: '',
  },
};
