import { listAt } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { GROUP, INGRESS_CLASS } from './about';
import type { Beside } from './beside';
import { apisixFacts as facts } from './facts';

/** What stands beside an ApisixRoute and does nothing for it. */
export function routeRemarks(route: KubeObject, services: readonly string[], beside: Beside): Remark[] {
  return [...noClass(route), ...strayUpstreams(route, services, beside), ...policies(route, services, beside)];
}

function noClass(route: KubeObject): Remark[] {
  if (typeof valueAt(route, ['spec', 'ingressClassName']) === 'string') return [];
  return [
    {
      ...ignored(
        'spec.ingressClassName is missing',
        'no controller serves the route unless the cluster has a default class, which the input does not show',
        `write spec.ingressClassName, such as ${INGRESS_CLASS}`,
        facts.class,
        'spec.ingressClassName',
      ),
      level: 'warning',
    },
  ];
}

/** An ApisixUpstream of the same namespace that no Service and no route of the input calls its own. */
function strayUpstreams(route: KubeObject, services: readonly string[], beside: Beside): Remark[] {
  const { namespace } = route.metadata;
  const [service] = services;
  if (service === undefined || beside.named('ApisixUpstream', namespace, service) !== undefined) return [];
  const strays = beside
    .ofKind('ApisixUpstream')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .filter(({ metadata }) => beside.named('Service', namespace, metadata.name) === undefined);
  if (strays.length === 0) return [];
  const meant = [route, ...beside.ofKind('ApisixRoute')].flatMap(namesIn);
  return strays
    .filter(({ metadata }) => !meant.includes(metadata.name))
    .map((upstream) => ({
      ...ignored(
        `${describe(upstream)} has not the name of a Service of the input, and Service ${service} of this route has no ApisixUpstream`,
        'the controller takes the ApisixUpstream with the name of the Service for it; one of another name has no effect',
        `name it ${service}, if it is meant for that`,
        facts.upstreamName,
      ),
      level: 'warning' as const,
    }));
}

/** What the rules of an ApisixRoute lead to. */
function namesIn(route: KubeObject): unknown[] {
  return listAt(route, 'spec', 'http').flatMap((rule) => [
    ...listAt(rule, 'upstreams').map((each) => valueAt(each, ['name'])),
    ...listAt(rule, 'backends').map((each) => valueAt(each, ['serviceName'])),
  ]);
}

function policies(route: KubeObject, services: readonly string[], beside: Beside): Remark[] {
  const { namespace } = route.metadata;
  return beside
    .ofKind('BackendTrafficPolicy')
    .filter(({ apiVersion, metadata }) => apiVersion.startsWith(`${GROUP}/`) && metadata.namespace === namespace)
    .filter((policy) => listAt(policy, 'spec', 'targetRefs').some((ref) => services.includes(String(valueAt(ref, ['name'])))))
    .map((policy) =>
      ignored(
        `${describe(policy)} is for a Service of this ApisixRoute`,
        'the controller does not read it for an ApisixRoute',
        'write loadbalancer and retries into an ApisixUpstream with the name of the Service, and timeout into the rule',
        facts.policyTarget,
      ),
    );
}
