import type { KubeObject } from '../../../../kubernetes/object';
import { valueAt } from '../../../../kubernetes/owned-key';
import type { FoundRoute, RouteRule } from '../../implementation';
import { merged } from '../../merged';
import { refsOf } from '../../target-refs';
import { API_VERSION, GROUP, ROUTE_GROUP } from './about';

interface Selector {
  readonly kind?: string;
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly unknown[];
}

/** Envoy Gateway's own objects of a kind. */
export const ofKind = (kind: string, objects: readonly KubeObject[]): KubeObject[] =>
  objects.filter((object) => object.kind === kind && object.apiVersion.startsWith(`${GROUP}/`));

export const selectorsOf = (policy: KubeObject): Selector[] => (valueAt(policy, ['spec', 'targetSelectors']) ?? []) as Selector[];

/** The policies of a kind for this object as a whole, or for this section of it. They count in its own namespace only. */
function policiesFor(kind: string, target: KubeObject, objects: readonly KubeObject[], section?: unknown): KubeObject[] {
  const here = ofKind(kind, objects).filter(({ metadata }) => metadata.namespace === target.metadata.namespace);
  return here.filter(
    (policy) =>
      refsOf(policy).some(
        (ref) =>
          ref.group === ROUTE_GROUP &&
          ref.kind === target.kind &&
          ref.name === target.metadata.name &&
          ref.sectionName === section,
      ) ||
      (section === undefined && selectorsOf(policy).some((selector) => selects(selector, target))),
  );
}

function selects({ kind, matchLabels = {}, matchExpressions = [] }: Selector, { metadata, ...target }: KubeObject): boolean {
  const labels = metadata.labels ?? {};
  return (
    kind === target.kind &&
    matchExpressions.length === 0 &&
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
  );
}

/** The policy for a rule of a route: of the most specific, only that counts, unless it is to be merged. */
export interface Effective {
  readonly spec: unknown;
  /** What it is made of, the most specific first. */
  readonly policies: readonly KubeObject[];
  /** Several that are as specific: which of them counts is not said. */
  readonly rivals: readonly KubeObject[];
  /** Whether policies may be for the Gateway that are not in the input. */
  readonly mayInherit: boolean;
}

export function backendPolicyFor(rule: RouteRule, { route, gateways, objects }: FoundRoute): Effective {
  const kind = 'BackendTrafficPolicy';
  const sections = parentSections(route);
  const named = rule['name'] === undefined ? [] : policiesFor(kind, route, objects, rule['name']);
  const levels = [
    named,
    policiesFor(kind, route, objects),
    gateways.flatMap((gateway) => sections.flatMap((section) => policiesFor(kind, gateway, objects, section))),
    gateways.flatMap((gateway) => policiesFor(kind, gateway, objects)),
  ].filter((level) => level.length > 0);
  const [own = [], above = []] = levels;
  const [policy] = own;
  const merges = valueAt(policy, ['spec', 'mergeType']) !== undefined;
  const spec = valueAt(policy, ['spec']);
  return {
    policies: merges ? [...own, ...above] : own,
    spec: merges ? merged(valueAt(above[0], ['spec']), spec) : spec,
    rivals: own.length > 1 ? own : [],
    mayInherit: gateways.length === 0 && (policy === undefined || merges),
  };
}

const parentSections = (route: KubeObject): string[] =>
  ((valueAt(route, ['spec', 'parentRefs']) ?? []) as { sectionName?: string }[]).flatMap(({ sectionName }) => sectionName ?? []);

/** The ClientTrafficPolicy of a Gateway. */
export const clientPolicyOf = (gateway: KubeObject, objects: readonly KubeObject[]): KubeObject | undefined =>
  policiesFor('ClientTrafficPolicy', gateway, objects)[0];

interface ParametersRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** The EnvoyProxy of a Gateway: its own, else that of its class. `unknown`: named, or perhaps named, and not in the input. */
export function proxyOf(
  gateway: KubeObject,
  gatewayClass: KubeObject | undefined,
  objects: readonly KubeObject[],
): KubeObject | 'none' | 'unknown' {
  const own = valueAt(gateway, ['spec', 'infrastructure', 'parametersRef']) as ParametersRef | undefined;
  const ofClass = valueAt(gatewayClass, ['spec', 'parametersRef']) as ParametersRef | undefined;
  const ref = own === undefined ? ofClass : { ...own, namespace: gateway.metadata.namespace };
  if (ref === undefined) return gatewayClass === undefined ? 'unknown' : 'none';
  const found = ofKind('EnvoyProxy', objects).find(
    ({ apiVersion, metadata }) =>
      apiVersion === API_VERSION &&
      ref.group === GROUP &&
      ref.kind === 'EnvoyProxy' &&
      metadata.name === ref.name &&
      metadata.namespace === ref.namespace,
  );
  return found ?? 'unknown';
}
