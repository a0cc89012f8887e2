import { check } from '../../../src/check';
import type { KubeObject } from '../../../src/kubernetes/object';
import { findPaths } from '../../../src/load/paths';
import { known, settingsOf, type Hop } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import type { Finding } from '../../../src/rules/rule';
import { byNobody } from '../../support/policies';

const ANNOTATIONS = {
  'nginx.org/proxy-buffering': 'false',
  'nginx.org/proxy-read-timeout': '1h',
  'nginx.org/proxy-send-timeout': '1h',
  'nginx.org/proxy-next-upstream': 'error',
};
export const STICKY = 'nginx.org/sticky-cookie-services';

interface Shape {
  readonly name?: string;
  readonly spec?: object;
  readonly rule?: object;
}

/** An Ingress that does all a stream needs but affinity, as far as these annotations do not change it. */
export const ingress = (
  annotations: Readonly<Record<string, string>> = {},
  { name = 'prices', spec, rule }: Shape = {},
): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name, namespace: 'app', annotations: { ...ANNOTATIONS, ...annotations } },
  spec: {
    ingressClassName: 'nginx',
    tls: [{ hosts: ['prices.example.com'], secretName: 'tls' }],
    rules: [
      {
        host: 'prices.example.com',
        http: {
          paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } }],
        },
        ...rule,
      },
    ],
    ...spec,
  },
});

export const ingressClass = (controller: string, name = 'nginx'): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
});

const pathsOf = (...objects: readonly KubeObject[]) => findPaths({ objects, resources: [] }, byNobody.paths);

export const typesOf = (...objects: readonly KubeObject[]): string[] =>
  pathsOf(...objects).flatMap(({ hops }) => hops.map(({ type }) => type).filter((type) => type !== 'unknown'));

/** The controller's hop on the only path. */
export function hopOf(...objects: readonly KubeObject[]): Hop {
  const hop = pathsOf(...objects)
    .flatMap(({ hops }) => hops)
    .find(({ type }) => type === 'ingress-f5-nginx');
  if (hop === undefined) throw new Error('there is no hop of F5 NGINX');
  return hop;
}

export const valueOf = (hop: Hop, aspect: Aspect): unknown => known(hop, aspect).map(({ value }) => value)[0];
export const originOf = (hop: Hop, aspect: Aspect): unknown => settingsOf(hop, aspect)[0]?.origin;

export const told = (...objects: readonly KubeObject[]): Finding[] =>
  pathsOf(...objects)
    .flatMap((path) => check(byNobody, path))
    .filter(({ hop }) => hop === 'ingress-f5-nginx');

/** `rule level` of what matters. */
export const serious = (...objects: readonly KubeObject[]): string[] =>
  told(...objects)
    .filter(({ level }) => level === 'error' || level === 'warning')
    .map(({ rule, level }) => `${rule} ${level}`);
