import { ignored } from '../../path/remark';
import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { annotationOf, keyOf, PREFIX } from './about';
import { agicFacts as facts } from './facts';

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];
const INTEGER = /^[+-]?\d+$/;

interface Check {
  /** In words. */
  readonly takes: string;
  readonly accepts: (value: string) => boolean;
  /** What happens with another value. */
  readonly otherwise: string;
}

const boolean = (otherwise: string): Check => ({
  takes: '"true" or "false"',
  accepts: (value) => TRUE.includes(value) || FALSE.includes(value),
  otherwise,
});

const integer = (min: number, max: number, otherwise: string): Check => ({
  takes: `a bare whole number, ${min} to ${max}`,
  accepts: (value) => INTEGER.test(value) && Number(value) >= min && Number(value) <= max,
  otherwise,
});

const anyInteger = (otherwise: string): Check => ({
  takes: 'a bare whole number',
  accepts: (value) => INTEGER.test(value),
  otherwise,
});

const MOST = 2_147_483_647;

/** Values that cannot be read become something else. */
const READ: Readonly<Record<string, Check>> = {
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
const HANDED_ON: Readonly<Record<string, Check>> = {
  'request-timeout': integer(1, facts.requestTimeout.max.toSeconds(), ''),
  'connection-draining-timeout': integer(1, facts.draining.max.toSeconds(), ''),
  'health-probe-unhealthy-threshold': integer(1, 20, ''),
  'waf-policy-for-path': {
    takes: 'the id of a WAF policy',
    accepts: (value) => /^\/subscriptions\/[^/]+\//i.test(value),
    otherwise: '',
  },
};

const KNOWN = [
  ...Object.keys(READ),
  ...Object.keys(HANDED_ON),
  'appgw-ssl-certificate',
  'appgw-ssl-profile',
  'appgw-trusted-root-certificate',
  'backend-hostname',
  'backend-path-prefix',
  'health-probe-hostname',
  'health-probe-status-codes',
  'hostname-extension',
  'rewrite-rule-set',
  'rewrite-rule-set-custom-resource',
];

/** The value of an annotation as written. */
export function written(ingress: KubeObject, name: string): string | undefined {
  const value: unknown = ingress.metadata.annotations?.[annotationOf(name)];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const isOn = (ingress: KubeObject, name: string): boolean => TRUE.includes(written(ingress, name) ?? '');

/** The number an annotation holds, where the controller and Azure take it. */
export function secondsOf(ingress: KubeObject, name: 'request-timeout' | 'connection-draining-timeout'): number | undefined {
  const value = written(ingress, name);
  return value !== undefined && HANDED_ON[name]?.accepts(value) ? Number(value) : undefined;
}

/** What becomes of annotations that do not do what they say. */
export function annotationRemarks(ingress: KubeObject): Remark[] {
  const unread = failing(ingress, READ);
  const refused = failing(ingress, HANDED_ON).filter(({ name }) => !unread.some((one) => one.name === name));
  return [
    ...unread.map(({ name, value, takes, otherwise }) =>
      ignored(
        `${keyOf(name)} is "${value}"`,
        `the controller cannot read it and ${otherwise}; it takes ${takes}`,
        `write ${takes}, or remove ${keyOf(name)}`,
        facts.values,
        keyOf(name),
      ),
    ),
    ...refused.map(({ name, value, takes }) => ({
      rule: 'value-rejected-by-target',
      found: `${keyOf(name)} is "${value}"`,
      need: `the controller hands it on unchecked, in one request with the whole configuration of the gateway; Azure takes ${takes}`,
      fix: `write ${takes}, or remove ${keyOf(name)}`,
      fact: facts.handedOn,
      key: keyOf(name),
    })),
    ...unknownAnnotations(ingress),
  ];
}

function failing(ingress: KubeObject, checks: Readonly<Record<string, Check>>) {
  return Object.entries(checks).flatMap(([name, check]) => {
    const value = written(ingress, name);
    return value === undefined || check.accepts(value) ? [] : [{ ...check, name, value }];
  });
}

function unknownAnnotations(ingress: KubeObject): Remark[] {
  return Object.keys(ingress.metadata.annotations ?? {})
    .filter(
      (key) =>
        key.startsWith('nginx.ingress.kubernetes.io/') || (key.startsWith(PREFIX) && !KNOWN.includes(key.slice(PREFIX.length))),
    )
    .map((key) =>
      ignored(
        `metadata.annotations["${key}"] is set`,
        'the controller does not know it',
        `remove it${hint(key)}`,
        facts.annotations,
        `metadata.annotations["${key}"]`,
      ),
    );
}

function hint(key: string): string {
  return key.includes('buffering') ? ', and switch response buffering off on the gateway, in its global configuration' : '';
}
