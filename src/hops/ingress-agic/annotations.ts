import { ignored, rejected } from '../../path/remark';
import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { AGIC_PREFIX, NGINX_PREFIX } from '../ingress-controllers';
import { annotationOf, keyOf } from './about';
import { agicFacts as facts } from './facts';
import { HANDED_ON, int32Of, isTrue, READ, type Checks } from './values';

const KNOWN = [
  ...Object.keys(READ),
  ...Object.keys(HANDED_ON),
  'appgw-ssl-certificate',
  'appgw-ssl-profile',
  'appgw-trusted-root-certificate',
  'backend-hostname',
  'backend-path-prefix',
  'health-probe-hostname',
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

export const isOn = (ingress: KubeObject, name: string): boolean => isTrue(written(ingress, name) ?? '');

/** The number an annotation holds, where the controller and Azure take it. */
export function secondsOf(ingress: KubeObject, name: 'request-timeout' | 'connection-draining-timeout'): number | undefined {
  const value = written(ingress, name);
  return value !== undefined && HANDED_ON[name]?.accepts(value) ? int32Of(value) : undefined;
}

/** What becomes of annotations that do not do what they say. */
export function annotationRemarks(ingress: KubeObject): Remark[] {
  const wrapped = failing(ingress, WITHIN_32_BITS);
  const unread = failing(ingress, READ).filter(isNotIn(wrapped));
  const refused = failing(ingress, HANDED_ON).filter(isNotIn([...wrapped, ...unread]));
  return [
    ...wrapped.map(({ name, value, takes }) =>
      rejected(
        `${keyOf(name)} is "${value}"`,
        `the controller keeps the last 32 bits of a number, and of this one ${int32Of(value)}; it takes ${takes}`,
        `write ${takes}, or remove ${keyOf(name)}`,
        facts.wrapped,
        keyOf(name),
      ),
    ),
    ...unread.map(({ name, value, takes, otherwise }) =>
      ignored(
        `${keyOf(name)} is "${value}"`,
        `the controller cannot read it and ${otherwise}; it takes ${takes}`,
        `write ${takes}, or remove ${keyOf(name)}`,
        facts.values,
        keyOf(name),
      ),
    ),
    ...refused.map(({ name, value, takes }) =>
      rejected(
        `${keyOf(name)} is "${value}"`,
        `the controller hands it on unchecked, in one request with the whole configuration of the gateway; Azure takes ${takes}`,
        `write ${takes}, or remove ${keyOf(name)}`,
        facts.handedOn,
        keyOf(name),
      ),
    ),
    ...unknownAnnotations(ingress),
  ];
}

/** Each number under the narrowest of its checks, which says what it takes. */
const WITHIN_32_BITS: Checks = Object.fromEntries(
  Object.entries({ ...READ, ...HANDED_ON }).flatMap(([name, check]) =>
    check.isNumber ? [[name, { ...check, accepts: isWithin32Bits }]] : [],
  ),
);

function isWithin32Bits(value: string): boolean {
  const number = int32Of(value);
  return number === undefined || number === Number(value);
}

function failing(ingress: KubeObject, checks: Checks) {
  return Object.entries(checks).flatMap(([name, check]) => {
    const value = written(ingress, name);
    return value === undefined || check.accepts(value) ? [] : [{ ...check, name, value }];
  });
}

const isNotIn =
  (some: readonly { readonly name: string }[]) =>
  ({ name }: { readonly name: string }): boolean =>
    !some.some((one) => one.name === name);

function unknownAnnotations(ingress: KubeObject): Remark[] {
  return Object.keys(ingress.metadata.annotations ?? {})
    .filter(
      (key) => key.startsWith(NGINX_PREFIX) || (key.startsWith(AGIC_PREFIX) && !KNOWN.includes(key.slice(AGIC_PREFIX.length))),
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
