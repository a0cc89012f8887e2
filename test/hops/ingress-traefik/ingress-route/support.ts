import type { KubeObject } from '../../../../src/kubernetes/object';

const object = (kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'app' },
  spec,
});

/** An IngressRoute that does all a stream needs but affinity, as far as these fields do not change it. */
export const ingressRoute = (service: object = {}, route: object = {}, spec: object = {}): KubeObject =>
  object('IngressRoute', 'prices', {
    tls: {},
    routes: [{ match: 'PathPrefix(`/events`)', services: [{ name: 'prices', port: 80, ...service }], ...route }],
    ...spec,
  });

export const traefikService = (spec: object, name = 'canary'): KubeObject => object('TraefikService', name, spec);
