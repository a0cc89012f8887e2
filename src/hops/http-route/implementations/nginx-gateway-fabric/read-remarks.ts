import { ignored } from '../../../../path/remark';
import { describe, keyIn } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import { persistenceRemarks } from '../../backend-persistence';
import type { FoundRoute } from '../../implementation';
import { about } from './about';
import { ngfFacts as facts } from './facts';
import { policyRemarks } from './policy-remarks';
import { snippetRemarks } from './snippet-remarks';

/** What is written for the route and does nothing, or is refused. */
export function readRemarks(found: FoundRoute): Remark[] {
  return [
    ...ruleRemarks(found),
    ...policyRemarks(found),
    ...snippetRemarks(found),
    ...serviceRemarks(found),
    ...persistenceRemarks(found, 'NGINX Gateway Fabric', `remove it and set ${about.method.key}`, facts.backendPersistence),
  ];
}

function ruleRemarks({ rules }: FoundRoute): Remark[] {
  const fixes = { timeouts: 'set ProxySettingsPolicy spec.timeout.read', retry: 'have the server send its headers at once' };
  return Object.entries(fixes)
    .filter(([field]) => rules.some((rule) => field in rule))
    .map(([field, fix]) =>
      ignored(
        `spec.rules[].${field} is set`,
        'NGINX Gateway Fabric ignores it: the route is Accepted with reason UnsupportedField',
        `remove it and ${fix}`,
        facts.ruleFields,
        `spec.rules[].${field}`,
      ),
    );
}

function serviceRemarks({ objects, services, route }: FoundRoute): Remark[] {
  const annotation = 'nginx.org/sticky-cookie-services';
  return objects
    .filter(
      ({ kind, metadata }) =>
        kind === 'Service' &&
        services.includes(metadata.name) &&
        metadata.namespace === route.metadata.namespace &&
        metadata.annotations?.[annotation] !== undefined,
    )
    .map((service) =>
      ignored(
        `${describe(service)} has annotation ${annotation}`,
        'NGINX Gateway Fabric reads no annotation of a Service',
        'remove it and set UpstreamSettingsPolicy spec.loadBalancingMethod',
        facts.serviceAnnotation,
        keyIn(service, `metadata.annotations["${annotation}"]`),
      ),
    );
}
