import type { KubeObject } from '../../kubernetes/object';

/** The other objects of a cluster, by what refers to them. */
export interface Beside {
  named(kind: string, namespace: string | undefined, name: string): KubeObject | undefined;
  ofKind(kind: string): readonly KubeObject[];
}

/** What may stand beside an ApisixRoute and say how it is served. */
export const BESIDE_AN_APISIX_ROUTE =
  /^(?:ApisixRoute|ApisixUpstream|ApisixPluginConfig|ApisixTls|BackendTrafficPolicy|Service)$/;

export const besideIn = (objects: readonly KubeObject[]): Beside => ({
  named: (kind, namespace, name) =>
    objects.find(({ kind: other, metadata }) => other === kind && metadata.name === name && metadata.namespace === namespace),
  ofKind: (kind) => objects.filter((object) => object.kind === kind),
});
