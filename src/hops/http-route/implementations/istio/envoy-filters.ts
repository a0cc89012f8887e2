import { listAt } from '../../../../kubernetes/ingress';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import { set, unknown, type Aspect, type Setting } from '../../../../path/setting';
import { durationIn } from '../../duration-in';
import type { FoundRoute, Stretch } from '../../implementation';
import { about } from './about';
import { gatewayNamespaceOf, ofKind } from './destination-rules';
import { istioFacts as facts } from './facts';
import { ROOT_NAMESPACES } from './root-namespaces';

interface Patch {
  readonly applyTo?: string;
  readonly match?: unknown;
  readonly patch?: unknown;
}

/** What EnvoyFilters that reach the gateway change for a stream, as far as they are read here. */
export function readEnvoyFilters(found: FoundRoute): Stretch {
  const sources = ofKind('EnvoyFilter', found.objects).filter((filter) => mayReach(filter, found));
  const read = sources.flatMap((filter) => {
    const patches = listAt(filter, 'spec', 'configPatches') as readonly Patch[];
    return patches.filter(isForGateways).map((patch) => readPatch(patch, filter, found));
  });
  return { settings: read.flatMap(({ settings }) => settings), remarks: read.flatMap(({ remarks }) => remarks), sources };
}

const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

function mayReach(filter: KubeObject, found: FoundRoute): boolean {
  const { namespace } = filter.metadata;
  if (namespace !== gatewayNamespaceOf(found) && !ROOT_NAMESPACES.includes(namespace ?? '')) return false;
  const refs = valueAt(filter, ['spec', 'targetRefs']) as { kind?: string; name?: string }[] | undefined;
  if (refs !== undefined) return refs.some(({ kind, name }) => kind === 'GatewayClass' || isParent(name, found));
  const name = labelsOf(filter)?.[GATEWAY_LABEL];
  return name === undefined || isParent(name, found);
}

function isParent(name: string | undefined, { route }: FoundRoute): boolean {
  const refs = listAt(route, 'spec', 'parentRefs') as readonly { name?: string }[];
  return refs.some((ref) => ref.name === name);
}

const labelsOf = (filter: KubeObject) =>
  valueAt(filter, ['spec', 'workloadSelector', 'labels']) as Readonly<Record<string, string>> | undefined;

/** One for sidecars leaves gateways as they are. */
const isForGateways = ({ match }: Patch): boolean => !/^SIDECAR_/.test(String(valueAt(match, ['context'])));

function readPatch({ applyTo, match, patch }: Patch, filter: KubeObject, found: FoundRoute): Stretch {
  const value = valueAt(patch, ['value']);
  const labels = Object.keys(labelsOf(filter) ?? {});
  const isSure = labels.length === 0 || labels.every((label) => label === GATEWAY_LABEL);
  const limit = (aspect: 'idle-limit' | 'total-limit', written: unknown): Setting[] =>
    written === undefined ? [] : [limitFrom(aspect, written, isSure)];
  const compresses = JSON.stringify(value ?? null).includes('envoy.filters.http.compressor');
  const route = applyTo === 'HTTP_ROUTE' && isForRoute(match, found) ? valueAt(value, ['route']) : undefined;
  return {
    settings: [
      ...limit('idle-limit', applyTo === 'NETWORK_FILTER' ? valueAt(value, ['typed_config', 'stream_idle_timeout']) : undefined),
      ...limit('idle-limit', valueAt(route, ['idle_timeout'])),
      ...limit('total-limit', valueAt(route, ['timeout'])),
    ],
    remarks: compresses ? [compressor(filter)] : [],
  };
}

/** Istio names a route `<namespace>.<HTTPRoute>.<index of the rule>`. */
function isForRoute(match: unknown, { route }: FoundRoute): boolean {
  const name = valueAt(match, ['routeConfiguration', 'vhost', 'route', 'name']);
  return typeof name !== 'string' || name.startsWith(`${route.metadata.namespace}.${route.metadata.name}.`);
}

function limitFrom(aspect: Extract<Aspect, 'idle-limit' | 'total-limit'>, written: unknown, isSure: boolean): Setting {
  const limit = durationIn(written);
  const key = aspect === 'idle-limit' ? about.envoyFilter : about.envoyFilterTotal;
  if (!isSure || limit === undefined)
    return unknown(aspect, 'whether the EnvoyFilter counts for this gateway cannot be read', key);
  return set(aspect, limit.milliseconds === 0 ? 'disabled' : limit, key);
}

const compressor = (filter: KubeObject): Remark => ({
  rule: 'no-compression-on-stream',
  level: 'note',
  found: `${describe(filter)} adds a compressor`,
  need: 'Envoy’s list of types leaves text/event-stream alone; where the filter lists it, each event is compressed and still passed at once',
  fix: 'leave text/event-stream out of content_type',
  fact: facts.compression,
  key: keyIn(filter, 'spec.configPatches'),
});
