import { ignored } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { describe, keyIn, type KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { Remark } from '../../../../path/hop';
import type { FoundRoute } from '../../implementation';
import { GROUP } from './about';
import { meshFacts as facts } from './mesh-facts';
import { ROOT_NAMESPACES } from './root-namespaces';

const DOMAIN = 'svc.cluster.local';

/** Istio's own objects of a kind. */
export const ofKind = (kind: string, objects: readonly KubeObject[]): KubeObject[] =>
  objects.filter((object) => object.kind === kind && object.apiVersion.startsWith(`${GROUP}/`));

/** The namespace of the gateway pods: that of the Gateway, which the route names even where the input lacks it. */
export function gatewayNamespaceOf({ route }: FoundRoute): string | undefined {
  const refs = listAt(route, 'spec', 'parentRefs') as readonly { namespace?: string }[];
  return refs[0]?.namespace ?? route.metadata.namespace;
}

/** The DestinationRule of a Service that counts at the gateway. */
export interface Counting {
  /** `unknown`: which one, or whether one counts, is not in the input. */
  readonly rule: KubeObject | 'unknown' | undefined;
  readonly remarks: readonly Remark[];
}

/** Looked for in the namespace of the gateway, then of the Service, then in the root namespace; the first that has one counts. */
export function destinationRuleOf(service: string, found: FoundRoute): Counting {
  const { namespace } = found.route.metadata;
  const from = gatewayNamespaceOf(found);
  const all = ofKind('DestinationRule', found.objects).filter((rule) => means(rule, service, namespace));
  const places = [...new Set([from, namespace, ...ROOT_NAMESPACES])];
  const levels = places.map((place) => mostSpecific(all.filter((rule) => rule.metadata.namespace === place && sees(rule, from))));
  const [own = []] = levels.filter((level) => level.length > 0);
  const withPolicy = own.filter((rule) => valueAt(rule, ['spec', 'trafficPolicy']) !== undefined);
  const selecting = own.some((rule) => valueAt(rule, ['spec', 'workloadSelector']) !== undefined);
  const [first] = withPolicy;
  return {
    rule: selecting || withPolicy.length > 1 ? 'unknown' : first,
    remarks: [
      ...(selecting ? [selects(own)] : []),
      ...(withPolicy.length > 1 ? [rivalry(withPolicy)] : []),
      ...all
        .filter((rule) => !own.includes(rule) && valueAt(rule, ['spec', 'trafficPolicy']) !== undefined)
        .filter((rule) => !isGeneralCaseOf(own[0], rule))
        .map((rule) => elsewhere(rule, own[0], [from, namespace])),
      ...ofKind('DestinationRule', found.objects).flatMap((rule) => halfNamed(rule, service, namespace)),
    ],
  };
}

function hostOf(rule: KubeObject): string {
  const host = valueAt(rule, ['spec', 'host']);
  return typeof host === 'string' ? host : '';
}

function means(rule: KubeObject, service: string, namespace: string | undefined): boolean {
  const host = hostOf(rule);
  const full = `${service}.${namespace}.${DOMAIN}`;
  if (host.startsWith('*')) return full.endsWith(host.slice(1));
  return host === full || (host === service && rule.metadata.namespace === namespace);
}

/** A name without a wildcard before one with, and then the longest. */
function mostSpecific(rules: readonly KubeObject[]): KubeObject[] {
  const weight = (rule: KubeObject): number => (hostOf(rule).startsWith('*') ? hostOf(rule).length : Infinity);
  const most = Math.max(...rules.map(weight));
  return rules.filter((rule) => weight(rule) === most);
}

/** What is written for many hosts is meant to give way to what is written for one. */
const isGeneralCaseOf = (counting: KubeObject | undefined, rule: KubeObject): boolean =>
  counting !== undefined && !hostOf(counting).startsWith('*') && hostOf(rule).startsWith('*');

function sees(rule: KubeObject, from: string | undefined): boolean {
  const exported = listAt(rule, 'spec', 'exportTo');
  if (rule.metadata.namespace === from || exported.length === 0) return true;
  return exported.includes('*') || exported.includes(from);
}

const elsewhere = (rule: KubeObject, counting: KubeObject | undefined, places: readonly (string | undefined)[]): Remark =>
  ignored(
    `${describe(rule)} is for host ${hostOf(rule)}`,
    counting === undefined
      ? `it counts in the namespaces ${[...new Set(places)].join(' and ')} or the root namespace only, and where exportTo lets the gateway see it`
      : `${describe(counting)} comes first for the gateway`,
    counting === undefined ? `move it to namespace ${places[0]}, without exportTo` : 'keep one DestinationRule for the host',
    facts.place,
    keyIn(rule, counting === undefined ? 'metadata.namespace' : 'spec.host'),
  );

const rivalry = (rules: readonly KubeObject[]): Remark =>
  ignored(
    `${rules.map(describe).join(' and ')} are for the same host`,
    'only the trafficPolicy of the oldest counts, and which that is no file says',
    'merge them into one',
    facts.precedence,
    'DestinationRule spec.host',
  );

const selects = (rules: readonly KubeObject[]): Remark => ({
  ...ignored(
    `${rules.map(describe).join(' and ')} has spec.workloadSelector`,
    'whether the pods of the gateway are among those it selects is not read',
    'write one for all that call the Service, without workloadSelector',
    facts.place,
    'DestinationRule spec.workloadSelector',
  ),
  level: 'unknown',
});

/** `web.app` looks like a name of the Service, and is none to Istio. */
function halfNamed(rule: KubeObject, service: string, namespace: string | undefined): Remark[] {
  const isHalf = [`${service}.${namespace}`, `${service}.${namespace}.svc`].includes(hostOf(rule));
  const full = `${service}.${namespace}.${DOMAIN}`;
  return isHalf
    ? [
        ignored(
          `${describe(rule)} is for host ${hostOf(rule)}`,
          `to Istio the Service is ${full}`,
          `write ${full}`,
          facts.host,
          keyIn(rule, 'spec.host'),
        ),
      ]
    : [];
}
