import { ignored } from '../../path/remark';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { isOn, written } from './annotations';
import { agicFacts as facts } from './facts';
import { listAt, pathsOf } from '../../kubernetes/ingress';
import { classRemarks } from './read-class';
import { drainingAffinity, redirectRemarks, secretRemarks } from './remarks';
import { tlsOf } from './tls';

/** What annotations say that only others make true or undo. */
export function combinationRemarks(ingress: KubeObject, service: KubeObject | undefined): Remark[] {
  return [
    ...tlsRemarks(ingress),
    ...leavingRemarks(ingress),
    ...affinityRemarks(ingress),
    ...drainingRemarks(ingress),
    ...ruleRemarks(ingress),
    ...classRemarks(ingress),
    ...portRemarks(ingress, service),
  ];
}

function tlsRemarks(ingress: KubeObject): Remark[] {
  const tls = tlsOf(ingress);
  if (tls === 'none') {
    if (written(ingress, 'appgw-ssl-profile') === undefined) return [];
    const key = keyOf('appgw-ssl-profile');
    return [
      ignored(
        `${key} is set and the Ingress has no TLS`,
        'a profile applies to TLS only',
        `set ${keyOf('appgw-ssl-certificate')}`,
        facts.tls,
        key,
      ),
    ];
  }
  if (tls === 'undone') {
    return [
      {
        rule: 'secure-transport',
        found: `${keyOf('override-frontend-port')} is set together with ${keyOf('ssl-redirect')}`,
        need: 'both listeners then want one port, and the gateway serves plain HTTP on it, without TLS and without redirect',
        fix: `remove ${keyOf('override-frontend-port')}, or ${keyOf('ssl-redirect')}`,
        fact: facts.overridePort,
        key: keyOf('override-frontend-port'),
      },
    ];
  }
  return [...(tls === 'secret' ? secretRemarks() : []), ...(isOn(ingress, 'ssl-redirect') ? [] : redirectRemarks())];
}

function leavingRemarks(ingress: KubeObject): Remark[] {
  const both = ['cookie-based-affinity', 'connection-draining'].every((name) => isOn(ingress, name));
  return both && pathsOf(ingress).length > 0 ? [drainingAffinity] : [];
}

function affinityRemarks(ingress: KubeObject): Remark[] {
  const has = isOn(ingress, 'cookie-based-affinity');
  const distinct = isOn(ingress, 'cookie-based-affinity-distinct-name');
  if (has && !distinct) {
    return [
      {
        rule: 'affinity-cookie-name-collision',
        found: `${keyOf('cookie-based-affinity-distinct-name')} is not "true", so the cookie is ${facts.cookieName.default}`,
        need: 'every Service on this gateway then shares that cookie, and each overwrites the others’',
        fix: `set ${keyOf('cookie-based-affinity-distinct-name')} to "true"`,
        edit: { key: keyOf('cookie-based-affinity-distinct-name'), value: 'true' },
        fact: facts.cookieName,
        key: keyOf('cookie-based-affinity-distinct-name'),
        level: 'warning',
      },
    ];
  }
  if (!distinct || has) return [];
  const found = `${keyOf('cookie-based-affinity-distinct-name')} is "true" without ${keyOf('cookie-based-affinity')}`;
  return [
    ignored(
      found,
      'there is a name and no affinity',
      `set ${keyOf('cookie-based-affinity')} to "true"`,
      facts.affinity,
      keyOf('cookie-based-affinity-distinct-name'),
    ),
  ];
}

function drainingRemarks(ingress: KubeObject): Remark[] {
  if (written(ingress, 'connection-draining-timeout') === undefined || isOn(ingress, 'connection-draining')) return [];
  const found = `${keyOf('connection-draining-timeout')} is set without ${keyOf('connection-draining')}`;
  return [
    ignored(
      found,
      'it is 30 s all the same',
      `set ${keyOf('connection-draining')} to "true"`,
      facts.draining,
      keyOf('connection-draining-timeout'),
    ),
  ];
}

function ruleRemarks(ingress: KubeObject): Remark[] {
  if (pathsOf(ingress).length > 0 || valueAt(ingress, ['spec', 'defaultBackend']) === undefined) return [];
  const found = 'the Ingress has a default backend and no rules';
  return [
    ignored(
      found,
      'affinity, timeout and draining then apply to nothing',
      'write a rule with a host and the path of the stream',
      facts.rules,
      'spec.defaultBackend',
    ),
  ];
}

function portRemarks(ingress: KubeObject, service: KubeObject | undefined): Remark[] {
  if (service === undefined) return [];
  const offered = listAt(service, 'spec', 'ports').flatMap((port) => [valueAt(port, ['port']), valueAt(port, ['name'])]);
  const wanted = pathsOf(ingress).filter((path) => path.service === service.metadata.name);
  const missing = [...new Set(wanted.map(({ port }) => port))].filter((port) => port !== undefined && !offered.includes(port));
  return missing.map((port) => ({
    rule: 'value-rejected-by-target',
    found: `a rule sends to port ${port} of Service ${service.metadata.name}`,
    need: 'the Service has no such port, and the gateway answers from an empty pool',
    fix: `use one of its ports: ${offered.filter((one) => typeof one === 'number' || typeof one === 'string').join(', ')}`,
    fact: facts.missingService,
    key: 'spec.rules[].http.paths[].backend.service.port',
  }));
}
