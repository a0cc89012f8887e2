import { distinct } from '../../distinct';
import type { FoundRoute, RouteReader, Stretch } from '../../implementation';
import { APP_ROUTING_CONTROLLER, CONTROLLER, GROUP } from './about';
import { appRoutingFacts } from './app-routing-facts';
import { readEnvoyFilters } from './envoy-filters';
import { istioFacts as facts } from './facts';
import { meshFacts } from './mesh-facts';
import { readAffinity } from './read-affinity';
import { readGateways } from './read-gateway';
import { readIdle, readTotal } from './read-limits';
import { istioResources, sessionRemarks, virtualServiceRemarks } from './read-remarks';
import { readRetry } from './read-retry';
import { readSession } from './read-session';
import { fixedSettings, neverAffinity } from './settings';

/** Reads what Istio makes of a route, whoever runs it with its own resources. */
export const istioReader: RouteReader = {
  name: 'istio',
  facts: { ...facts, ...meshFacts },
  gatewayClass: facts.gatewayClass.default,
  controllerName: CONTROLLER,
  group: GROUP,
  sharesObjects: true,
  read: (found) => read(found, false),
};

/** Reads what AKS application routing makes of a route: Istio without its own resources. */
export const appRoutingReader: RouteReader = {
  ...istioReader,
  name: 'AKS application routing (Istio)',
  facts: { ...facts, ...appRoutingFacts },
  gatewayClass: appRoutingFacts.className.fixed,
  controllerName: APP_ROUTING_CONTROLLER,
  read: (found) => read(found, true),
};

function read(found: FoundRoute, isAppRouting: boolean): Stretch {
  const rules = found.rules.length === 0 ? [{}] : found.rules;
  const totals = rules.map(readTotal);
  const affinities = rules.map((rule) => (isAppRouting ? withoutAffinity(found) : readAffinity(rule, found)));
  const retries = rules.map((rule) => readRetry(rule, found));
  const filters: Stretch = isAppRouting ? { settings: [], remarks: [] } : readEnvoyFilters(found);
  const gateways = readGateways(found, isAppRouting);
  const patched = new Set(filters.settings.map(({ aspect }) => aspect));
  const own = [...totals.flatMap(({ settings }) => settings), ...readIdle(found)].filter(({ aspect }) => !patched.has(aspect));
  return {
    settings: [
      ...distinct([...own, ...filters.settings, ...[...affinities, ...retries].flatMap(({ settings }) => settings)]),
      ...fixedSettings,
      ...distinct(gateways.settings),
    ],
    remarks: distinct([
      ...totals.flatMap(({ remarks }) => remarks),
      ...[...affinities, ...retries].flatMap(({ remarks }) => remarks),
      ...sessionRemarks(found),
      ...(isAppRouting ? istioResources(found) : virtualServiceRemarks(found)),
      ...filters.remarks,
      ...gateways.remarks,
    ]),
    sources: [...affinities, filters, gateways].flatMap(({ sources = [] }) => sources),
  };
}

/** A label of the Service is told of all the same. */
const withoutAffinity = (found: FoundRoute): Stretch => ({
  settings: [neverAffinity],
  remarks: found.services.flatMap((service) => readSession(service, found, neverAffinity).remarks),
});
