import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { valueAt } from '../../kubernetes/owned-key';
import { ignored, rejected } from '../../path/remark';
import type { Setting } from '../../path/setting';
import { about } from './about';
import { limitIn } from './duration-in';
import { httpRouteFacts as facts } from './facts';
import type { RouteRule } from './implementation';

const EVERYWHERE =
  'on AGC in RoutePolicy spec.default.sessionAffinity, on Envoy Gateway in BackendTrafficPolicy spec.loadBalancer, on NGINX Gateway Fabric in UpstreamSettingsPolicy spec.loadBalancingMethod';

/** What recipes show and no product heeds, or the API server refuses, with the key by which the route's product has affinity. */
export function recipeRemarks(route: KubeObject, rules: readonly RouteRule[], settings: readonly Setting[]): Remark[] {
  const affinity = settings.find(({ aspect }) => aspect === 'affinity');
  const isKnown = affinity?.key !== undefined && affinity.name !== about.implementation.name;
  const fix = `remove it; affinity is set where the implementation has it, ${isKnown ? `here ${affinity.key}` : EVERYWHERE}`;
  return [...backendRemarks(rules, fix), ...annotationRemarks(route, fix), ...rules.flatMap(timeoutRemarks)];
}

function backendRemarks(rules: readonly RouteRule[], fix: string): Remark[] {
  const refs = rules.flatMap((rule) => (rule['backendRefs'] ?? []) as { name?: string; sessionAffinity?: unknown }[]);
  return refs
    .filter(({ sessionAffinity }) => sessionAffinity !== undefined)
    .map(({ name }) =>
      ignored(
        `spec.rules[].backendRefs[${name}].sessionAffinity is set`,
        'no version of the Gateway API has that field; the API server drops it, or refuses the route',
        fix,
        facts.backendRefs,
        `spec.rules[].backendRefs[${name}].sessionAffinity`,
      ),
    );
}

function annotationRemarks({ metadata }: KubeObject, fix: string): Remark[] {
  return Object.keys(metadata.annotations ?? {})
    .filter((name) => name.startsWith('nginx.org/session-cookie-'))
    .map((name) =>
      ignored(
        `the route has annotation ${name}`,
        'no controller reads it',
        fix,
        facts.nginxAnnotations,
        `metadata.annotations["${name}"]`,
      ),
    );
}

function timeoutRemarks(rule: RouteRule): Remark[] {
  const [request, backendRequest] = ['request', 'backendRequest'].map((key) => limitIn(valueAt(rule, ['timeouts', key])));
  if (request === undefined || backendRequest === undefined || request === 'disabled' || backendRequest === 'disabled') return [];
  if (!backendRequest.isLongerThan(request)) return [];
  return [
    rejected(
      `spec.rules[].timeouts has request ${request} and backendRequest ${backendRequest}`,
      'backendRequest may be no longer than request; the API server refuses the route',
      'remove spec.rules[].timeouts.backendRequest',
      facts.backendTimeout,
      'spec.rules[].timeouts.backendRequest',
    ),
  ];
}
