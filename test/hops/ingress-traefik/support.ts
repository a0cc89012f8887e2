import { check } from '../../../src/check';
import type { KubeObject } from '../../../src/kubernetes/object';
import { findPaths } from '../../../src/load/paths';
import { known, settingsOf, type Hop } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import type { Finding } from '../../../src/rules/rule';
import { byNobody } from '../../support/policies';

const PREFIX = 'traefik.ingress.kubernetes.io/';

/** With Traefik's prefix, where a name has none. */
const prefixed = (annotations: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name.includes('/') ? name : PREFIX + name, value]));

export const ingress = (
  annotations: Readonly<Record<string, string>> = { 'router.tls': 'true' },
  spec: object = {},
): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'prices', namespace: 'app', annotations: prefixed(annotations) },
  spec: {
    ingressClassName: 'traefik',
    rules: [
      {
        host: 'prices.example.com',
        http: {
          paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } }],
        },
      },
    ],
    ...spec,
  },
});

export const service = (annotations: Readonly<Record<string, string>> = {}, spec: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'prices', namespace: 'app', annotations: prefixed(annotations) },
  spec: { ports: [{ name: 'http', port: 80 }], ...spec },
});

export const middleware = (name: string, spec: object): KubeObject => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name, namespace: 'app' },
  spec,
});

/** What runs Traefik. */
export const traefik = (args: readonly string[], more: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'traefik', namespace: 'traefik' },
  spec: { template: { spec: { containers: [{ name: 'traefik', image: 'docker.io/traefik:v3.6.12', args, ...more }] } } },
});

const pathsOf = (objects: readonly KubeObject[]) => findPaths({ objects, resources: [] }, byNobody.paths);

export const typesOf = (...objects: readonly KubeObject[]): string[] =>
  pathsOf(objects).flatMap(({ hops }) => hops.map(({ type }) => type));

export function hopOf(...objects: readonly KubeObject[]): Hop {
  const hop = pathsOf(objects)
    .flatMap(({ hops }) => hops)
    .find(({ type }) => type === 'ingress-traefik');
  if (hop === undefined) throw new Error('there is no hop of Traefik');
  return hop;
}

export const valueOf = (hop: Hop, aspect: Aspect): unknown => known(hop, aspect).map(({ value }) => value)[0];
export const originOf = (hop: Hop, aspect: Aspect): unknown => settingsOf(hop, aspect)[0]?.origin;

export const told = (...objects: readonly KubeObject[]): Finding[] =>
  pathsOf(objects)
    .flatMap((path) => check(byNobody, path))
    .filter(({ hop }) => hop === 'ingress-traefik');

/** `rule level` of what matters. */
export const serious = (...objects: readonly KubeObject[]): string[] =>
  told(...objects)
    .filter(({ level }) => level === 'error' || level === 'warning')
    .map(({ rule, level }) => `${rule} ${level}`);
