import { classOf, pathsOf } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { annotationsOf, F5_NGINX_PREFIXES } from '../ingress-controllers';
import { annotationOf, keyOf } from './about';
import { heeded, written } from './annotations';
import { cookieRemarks } from './cookie-remarks';
import { nginxFacts as facts } from './facts';
import { LITERAL_PATH } from './remarks';
import { isRead } from './unread-remarks';

/** What values that are each well-formed come to together. */
export function combinationRemarks(ingress: KubeObject): Remark[] {
  const hasCookie = heeded(ingress, 'affinity') === 'cookie';
  return [
    ...noClass(ingress),
    ...ofAnotherController(ingress),
    ...patternPaths(ingress),
    ...httpVersion(ingress),
    ...(hasCookie ? cookieRemarks(ingress) : withoutCookie(ingress)),
  ];
}

function noClass(ingress: KubeObject): Remark[] {
  if (classOf(ingress) !== '') return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: 'spec.ingressClassName is missing',
      need: 'no controller serves the Ingress unless the cluster has a default class, which the input does not show',
      fix: 'write spec.ingressClassName',
      fact: facts.class,
      key: 'spec.ingressClassName',
      level: 'warning',
    },
  ];
}

function ofAnotherController(ingress: KubeObject): Remark[] {
  const names = annotationsOf(ingress, ...F5_NGINX_PREFIXES);
  if (names.length === 0) return [];
  return [
    ignored(
      `${names.join(', ')} on an Ingress of ingress-nginx`,
      'they are for the F5 NGINX Ingress Controller; this controller reads nginx.ingress.kubernetes.io annotations',
      'write the nginx.ingress.kubernetes.io annotations, and remove these; where the F5 controller serves the Ingress, add its IngressClass to the input',
      facts.otherPrefix,
      `metadata.annotations["${names[0]}"]`,
    ),
  ];
}

function patternPaths(ingress: KubeObject): Remark[] {
  const refused = pathsOf(ingress).find(
    ({ path, pathType }) => ['Prefix', 'Exact'].includes(pathType) && !LITERAL_PATH.test(path),
  );
  if (refused === undefined) return [];
  return [
    rejected(
      `the path ${refused.path} has pathType ${refused.pathType}`,
      'the webhook of the controller refuses the Ingress for it; such a path takes letters, digits and -_./ only',
      'write pathType: ImplementationSpecific for a pattern, with session-cookie-path "/"; better, write the stream path as it is',
      facts.paths,
      'spec.rules',
    ),
  ];
}

function httpVersion(ingress: KubeObject): Remark[] {
  const key = keyOf('proxy-http-version');
  if (heeded(ingress, 'proxy-http-version') !== '1.0') return [];
  return [
    {
      rule: 'response-buffering-off',
      found: `${key} is "1.0"`,
      need: 'by HTTP/1.0 a stream has no chunks: a buffering proxy holds it to its end, and no client can tell a cut from the end',
      fix: `write "${facts.httpVersion.default}", or remove ${key}`,
      fact: facts.httpVersion,
      key,
    },
  ];
}

function withoutCookie(ingress: KubeObject): Remark[] {
  const named = Object.keys(ingress.metadata.annotations ?? {});
  const orphans = named.filter(
    (name) =>
      name === annotationOf('affinity-mode') ||
      (name.startsWith(annotationOf('session-cookie-')) && isRead(name.slice(annotationOf('').length))),
  );
  return [...(orphans.length === 0 ? [] : [orphaned(orphans)]), ...hashed(ingress), ...sticky(ingress)];
}

function orphaned(names: readonly string[]): Remark {
  return {
    rule: 'setting-ignored-by-target',
    found: `${names.join(', ')} without ${annotationOf('affinity')}: cookie`,
    need: 'they set no cookie on their own',
    fix: `write ${annotationOf('affinity')}: cookie, or remove them`,
    fact: facts.noAffinity,
    key: `metadata.annotations["${names[0]}"]`,
    level: 'warning',
  };
}

function hashed(ingress: KubeObject): Remark[] {
  const variable = heeded(ingress, 'upstream-hash-by');
  if (variable === undefined || !variable.includes('cookie_')) return [];
  return [
    {
      rule: 'affinity-conflicts-with-load-balancing',
      found: `${keyOf('upstream-hash-by')} is "${variable}"`,
      need: 'nothing here sets that cookie, and all clients without it go to one pod',
      fix: `write ${annotationOf('affinity')}: cookie instead`,
      fact: facts.hashBy,
      key: keyOf('upstream-hash-by'),
    },
  ];
}

function sticky(ingress: KubeObject): Remark[] {
  const value = heeded(ingress, 'load-balance');
  if (value === undefined || !value.startsWith('sticky_') || written(ingress, 'upstream-hash-by') !== undefined) return [];
  return [
    {
      rule: 'affinity-bypassed',
      found: `${keyOf('load-balance')} is "${value}" without affinity`,
      need: 'it sets no cookie and picks pods at random',
      fix: `write ${annotationOf('affinity')}: cookie and ${annotationOf('affinity-mode')}: persistent instead`,
      fact: facts.precedence,
      key: keyOf('load-balance'),
    },
  ];
}
