import { suppressionAnnotation } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import type { Known, Setting } from '../../path/setting';
import { textOf } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { isRunByAks } from '../ingress-controllers';
import { controllerSettings, keyOf } from './about';
import { COOKIE_NAME } from './annotations';
import { nginxFacts as facts } from './facts';

/** What the controller takes as a path of type Prefix or Exact. */
export const LITERAL_PATH = /^\/[A-Za-z0-9._\-/]*$/;

const ANNOTATION = `the annotation ${suppressionAnnotation('hop-retired')}`;

/** The way out where two Ingresses set one cookie. */
export const OWN_COOKIE_NAME = 'give each Ingress a cookie name of its own';

/** A construct writes the annotations from its props. */
export const inProps = (fix: string): string =>
  fix
    .replace(ANNOTATION, 'acknowledgeRetired')
    .replace(OWN_COOKIE_NAME, 'give each of the two a policy with an affinity.name of its own');

/** What is true of every Ingress of the class; `ofController` is what is known of the ConfigMap. */
export function classRemarks(
  className: string,
  key = 'spec.ingressClassName',
  ofController: readonly Setting[] = controllerSettings(className),
): Remark[] {
  return [retired(className, key), reloads(className, ofController)];
}

function retired(className: string, key: string): Remark {
  const aks = isRunByAks(className);
  return {
    rule: 'hop-retired',
    found: aks
      ? `class ${className}: Microsoft gives this controller critical security patches through November 2026, and nothing else`
      : `class ${className || 'not given'}: ingress-nginx had its last release in March 2026, and nobody fixes security holes in it any more`,
    need: 'the stream must move to a gateway that is maintained, or this one be accepted with a reason',
    fix: `route by Application Gateway for Containers; or give the reason in ${ANNOTATION}`,
    fact: aks ? facts.retiredOnAks : facts.retired,
    key,
  };
}

const isKnownDrain = (setting: Setting): setting is Known<'drain-limit'> =>
  setting.aspect === 'drain-limit' && setting.origin !== 'unknown';

function reloads(className: string, ofController: readonly Setting[]): Remark {
  const aks = isRunByAks(className);
  const drain = ofController.find(isKnownDrain);
  const limit = drain === undefined ? '' : ` ${drain.value} (${drain.origin})`;
  return {
    rule: 'reload-cuts-streams',
    found: `a change of any Ingress or certificate on the controller reloads nginx, and after worker-shutdown-timeout${limit} every older stream is cut`,
    need: 'clients must return by themselves, and the server replay from Last-Event-ID',
    fix: aks
      ? 'change Ingresses rarely; the ConfigMap of the add-on must not be edited'
      : "change Ingresses rarely, or raise worker-shutdown-timeout in the controller's ConfigMap together with its pods' grace period",
    fact: aks ? facts.aksConfigMap : facts.reload,
    level: 'note',
  };
}

/** What the policy asks for and this hop cannot do. */
export function policyRemarks({ affinity, paths }: StreamPolicy): Remark[] {
  return [
    ...(affinity.kind === 'client-ip' ? [noClientIp()] : []),
    ...(affinity.kind === 'cookie' && !COOKIE_NAME.test(affinity.name) ? [cookieName(affinity.name)] : []),
    ...paths
      .map(textOf)
      .filter((path) => !LITERAL_PATH.test(path))
      .map(pathRefused),
  ];
}

function noClientIp(): Remark {
  return {
    rule: 'affinity-unsupported-by-hop',
    found: 'the policy asks for affinity by client IP',
    need: 'this hop has affinity by cookie only, and passes the sessionAffinity of the Service behind it by',
    fix: "set the policy's affinity to cookie, or expose the pods by an Azure Load Balancer without a proxy",
    fact: facts.noAffinity,
  };
}

function cookieName(name: string): Remark {
  return {
    rule: 'value-rejected-by-target',
    found: `the policy's cookie is named "${name}"`,
    need: `the controller would drop ${keyOf('session-cookie-name')} for ${facts.cookieName.default}; it takes letters, digits and -._~ only`,
    fix: "change the policy's affinity.name",
    fact: facts.cookieName,
  };
}

function pathRefused(path: string): Remark {
  return {
    rule: 'value-rejected-by-target',
    found: `the policy's path is ${path}`,
    need: 'the controller refuses the whole Ingress for it; a path takes letters, digits and -_./ only',
    fix: "change the policy's paths",
    fact: facts.paths,
  };
}
