import { ROOT_NAMESPACES } from './implementations/istio/root-namespaces';
import { BESIDE_A_ROUTE } from './keys';
import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';

export const ROUTE = /^(?:HTTP|GRPC|TCP|UDP|TLS)Route$|^ListenerSet$/;

/** What says how routes are served; the switches of Istio are on the Deployment that runs it. */
export const servesRoutes = ({ kind, metadata }: KubeObject): boolean =>
  BESIDE_A_ROUTE.test(kind) || (kind === 'Deployment' && ROOT_NAMESPACES.includes(metadata.namespace ?? ''));

/** What says for which routes, Services or Gateways it is; the rest is named by those. */
export const forOthers = ({ kind }: KubeObject): boolean => /Policy$|^(?:DestinationRule|VirtualService|EnvoyFilter)$/.test(kind);

/** What a policy is for, by the forms that the products have. */
export function targetRefs(policy: KubeObject): { readonly kind: string; readonly name: string }[] {
  const refs = [valueAt(policy, ['spec', 'targetRef']), ...listAt(policy, 'spec', 'targetRefs')];
  return refs
    .map((ref) => valueAt(ref, ['targetRef']) ?? ref)
    .map((ref) => ({ kind: String(valueAt(ref, ['kind'])), name: valueAt(ref, ['name']) }))
    .filter((ref): ref is { kind: string; name: string } => typeof ref.name === 'string');
}

interface Selector {
  readonly kind?: string;
  readonly namespaces?: unknown;
  readonly matchLabels?: Readonly<Record<string, unknown>> | null;
  readonly matchExpressions?: unknown;
}

const selectorsOf = (policy: KubeObject) => listAt(policy, 'spec', 'targetSelectors') as readonly Selector[];

/** Of a policy that selects routes of its namespace by labels alone: one label of each selector. */
export function selectedLabels(policy: KubeObject): string[] {
  const selectors = selectorsOf(policy);
  const labels = selectors.map(({ matchLabels }) => Object.entries(matchLabels ?? {})[0]);
  const isByLabels =
    targetRefs(policy).length === 0 &&
    selectors.every(
      ({ kind, namespaces, matchExpressions }, at) =>
        ROUTE.test(String(kind)) && namespaces === undefined && matchExpressions === undefined && labels[at] !== undefined,
    );
  return isByLabels ? labels.flatMap((label) => (label === undefined ? [] : [labelKey(policy, ...label)])) : [];
}

/** Its labels, as policies of its namespace select it by. */
export const ownLabels = (route: KubeObject): string[] =>
  Object.entries(route.metadata.labels ?? {}).map(([name, value]) => labelKey(route, name, value));

const labelKey = ({ metadata }: KubeObject, name: string, value: unknown): string =>
  JSON.stringify([metadata.namespace, name, value]);

export function targetNames(object: KubeObject): string[] {
  const names = targetRefs(object).map(({ name }) => name);
  const own = ROUTE.test(object.kind) ? [object.metadata.name] : [];
  const host = valueAt(object, ['spec', 'host']);
  const ofHost = object.kind === 'DestinationRule' && typeof host === 'string' ? [host.replace(/\..*$/, '')] : [];
  return [...new Set([...own, ...names, ...ofHost])];
}

export const backendNames = (route: KubeObject): string[] =>
  listAt(route, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs').map((ref) => valueAt(ref, ['name'])))
    .filter((name) => typeof name === 'string');

/** A policy that selects its targets in other namespaces than its own, or a grant that lets policies do so. */
export const reachesAcross = (object: KubeObject): boolean =>
  object.kind === 'ReferenceGrant'
    ? listAt(object, 'spec', 'from').some((from) => String(valueAt(from, ['kind'])).endsWith('Policy'))
    : listAt(object, 'spec', 'targetSelectors').some((selector) =>
        ['All', 'Selector'].includes(String(valueAt(selector, ['namespaces', 'from']))),
      );
