import { valueAt } from '../../../../kubernetes/owned-key';
import { distinct } from '../../distinct';
import type { FoundRoute, RouteReader, Stretch } from '../../implementation';
import { sessionRemarks } from '../../session-remarks';
import { refsOf } from '../../target-refs';
import { about, CONTROLLER, GROUP, VERSION_ANNOTATION } from './about';
import { ngfFacts as facts } from './facts';
import { readAffinity } from './read-affinity';
import { readGateways } from './read-gateway';
import { readProxySettings } from './read-proxy-settings';
import { readRemarks } from './read-remarks';
import { fixedSettings } from './settings';
import { filtersOf, snippetsPoliciesOf } from './snippets';
import { proxyOf, proxySettingsOf, upstreamSettingsOf } from './targets';
import { versionRemarks, type Needed } from './versions';

/** Reads what NGINX Gateway Fabric makes of a route. */
export const ngfReader: RouteReader = {
  name: 'nginx-gateway-fabric',
  facts,
  gatewayClass: facts.gatewayClass.default,
  controllerName: CONTROLLER,
  group: GROUP,
  read,
};

function read(found: FoundRoute): Stretch {
  const rules = found.rules.length === 0 ? [{}] : found.rules;
  const affinity = rules.map((rule) => readAffinity(rule, found));
  const proxySettings = readProxySettings(found);
  const gateways = readGateways(found);
  return {
    settings: [
      ...proxySettings.settings,
      ...distinct(affinity.flatMap(({ settings }) => settings)),
      ...distinct(gateways.settings),
      ...fixedSettings,
    ],
    remarks: distinct([
      ...versionRemarks(found.version ?? versionIn(found), neededBy(found)),
      ...proxySettings.remarks,
      ...affinity.flatMap(({ remarks }) => remarks),
      ...sessionRemarks(found, `remove it and hash a cookie that the application sets (${about.cookieHash.key})`),
      ...gateways.remarks,
      ...readRemarks(found),
    ]),
    sources: [
      ...proxySettingsOf(found).policies,
      ...found.services.flatMap((service) => upstreamSettingsOf(service, found)),
      ...found.gateways.flatMap((gateway) => proxyOf(gateway, found.objects).proxies),
      ...filtersOf(found),
      ...snippetsPoliciesOf(found),
    ],
  };
}

/** The version that a policy of ours for the route was written for. */
const versionIn = ({ route, policies }: FoundRoute): string | undefined =>
  policies
    .filter((policy) => refsOf(policy).some(({ name }) => name === route.metadata.name))
    .flatMap(({ metadata }) => metadata.annotations?.[VERSION_ANNOTATION] ?? [])[0];

/** What the policies of a route use that came late. */
function neededBy(found: FoundRoute): Needed[] {
  const { spec } = proxySettingsOf(found);
  const methods = found.services.flatMap((service) => upstreamSettingsOf(service, found));
  return [
    ...(valueAt(spec, ['timeout']) === undefined ? [] : (['readTimeout'] as const)),
    ...(valueAt(spec, ['buffering']) === undefined ? [] : (['buffering'] as const)),
    ...(methods.some((policy) => valueAt(policy, ['spec', 'loadBalancingMethod']) !== undefined) ? (['method'] as const) : []),
    ...(found.rules.some((rule) => 'sessionPersistence' in rule) ? (['plusOnly'] as const) : []),
  ];
}
