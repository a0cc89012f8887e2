import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, type Setting } from '../../../../path/setting';
import { distinct } from '../../distinct';
import type { FoundRoute, RouteReader, RouteRule, Stretch } from '../../implementation';
import { about, APP_ROUTING_CONTROLLER, CONTROLLER, GROUP } from './about';
import { appRoutingFacts } from './app-routing-facts';
import { readEnvoyFilters } from './envoy-filters';
import { istioFacts as facts } from './facts';
import { meshFacts } from './mesh-facts';
import { readAffinity } from './read-affinity';
import { readGateways } from './read-gateway';
import { readIdle, readTotal } from './read-limits';
import { istioResources, sessionRemarks, virtualServiceRemarks } from './read-remarks';
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
  const filters: Stretch = isAppRouting ? { settings: [], remarks: [] } : readEnvoyFilters(found);
  const gateways = readGateways(found, isAppRouting);
  const patched = new Set(filters.settings.map(({ aspect }) => aspect));
  const own = [...totals.flatMap(({ settings }) => settings), ...readIdle(found)].filter(({ aspect }) => !patched.has(aspect));
  return {
    settings: [
      ...distinct([...own, ...filters.settings, ...affinities.flatMap(({ settings }) => settings), ...rules.map(readRetry)]),
      ...fixedSettings,
      ...distinct(gateways.settings),
    ],
    remarks: distinct([
      ...totals.flatMap(({ remarks }) => remarks),
      ...affinities.flatMap(({ remarks }) => remarks),
      ...rules.flatMap(retryRemarks),
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

const isOff = (rule: RouteRule): boolean => valueAt(rule, ['retry', 'attempts']) === 0;

function readRetry(rule: RouteRule): Setting {
  if (isOff(rule)) return set('retry', 'off', about.retry);
  return ('retry' in rule ? set : byDefault)('retry', 'when-refused', about.retry);
}

function retryRemarks(rule: RouteRule): Remark[] {
  if (!isOff(rule)) return [];
  return [
    {
      rule: 'no-retry-on-stream',
      level: 'note',
      found: 'spec.rules[].retry.attempts is 0',
      need: 'the default only repeats what never reached a pod; without it each client whose pod refuses the connection gets 503',
      fix: 'remove retry',
      fact: facts.noRetry,
      key: 'spec.rules[].retry.attempts',
    },
  ];
}
