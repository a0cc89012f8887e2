import { ignored } from '../../../../path/remark';
import type { KubeObject } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import { set, unknown, type Setting } from '../../../../path/setting';
import { about as aboutRoute } from '../../about';
import type { FoundRoute, RouteReader, Stretch } from '../../implementation';
import { namesOf } from '../../names-of';
import { about, GATEWAY_CLASS, GROUP, VERSION_ANNOTATION } from './about';
import { agcRouteFacts as facts } from './facts';
import { readAffinity } from './read-affinity';
import { readProbes } from './read-probes';
import { gatewayRemarks } from './gateway-remarks';
import { policyRemarks } from './read-remarks';
import { readTimeouts } from './read-timeouts';
import { versionRemarks } from './remarks';
import { fixedSettings, retriesUnknown } from './settings';
import { routePoliciesOf, servicePoliciesOf } from './targets';

/** Reads what the ALB Controller makes of a route. */
export const agcReader: RouteReader = { name: 'agc', facts, gatewayClass: GATEWAY_CLASS, group: GROUP, read };

const SERVICE_POLICIES = ['HealthCheckPolicy', 'BackendTLSPolicy', 'BackendLoadBalancingPolicy'];

function read(found: FoundRoute): Stretch {
  const policies = routePoliciesOf(found);
  const version = policies[0]?.metadata.annotations?.[VERSION_ANNOTATION] ?? found.version;
  const timeouts = readTimeouts(found.rules, policies[0], version);
  const affinity = readAffinity(found, policies[0], version);
  const probes = readProbes(found);
  const single = policies.length < 2;
  return {
    settings: [
      ...(single ? timeouts.settings : [unknown('total-limit', TWO_POLICIES, about.routeTimeout)]),
      ...fixedSettings,
      ...(single ? affinity.settings : [unknown('affinity', TWO_POLICIES, about.affinity)]),
      ...probes.settings,
      found.rules.some((rule) => 'retry' in rule) ? set('retry', 'when-slow', aboutRoute.retry) : retriesUnknown,
    ],
    remarks: [
      ...versionRemarks(version, timeouts.settings.some(isSwitchedOff)),
      ...twoPolicies(policies),
      ...timeouts.remarks,
      ...affinity.remarks,
      ...probes.remarks,
      ...policyRemarks(found, policies),
      ...gatewayRemarks(found.gateways),
    ],
    sources: [...policies, ...SERVICE_POLICIES.flatMap((kind) => servicePoliciesOf(kind, found, found.services))],
  };
}

/** Or would be, if its controller could. */
const isSwitchedOff = (setting: Setting): boolean => setting.origin === 'unknown' || setting.value === 'disabled';

const TWO_POLICIES = 'two RoutePolicies are on the route, and no source says which counts';

function twoPolicies(policies: readonly KubeObject[]): Remark[] {
  if (policies.length < 2) return [];
  return [
    ignored(
      `${namesOf(policies)} are for the same route`,
      'one of them does not count, and no source says which',
      'merge them into one RoutePolicy',
      facts.onePolicy,
      'RoutePolicy spec.targetRef',
    ),
  ];
}
