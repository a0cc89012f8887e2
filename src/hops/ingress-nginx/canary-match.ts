import { classOf, hostsOf, pathsOf, pathsServing, placeOf, type IngressPath } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import type { StreamPath } from '../../policy/stream-path';
import { isCanary } from './annotations';
import { nginxFacts as facts } from './facts';

/** The Ingresses of a canary's hosts that it may have a location from. */
export const ofHostsOf = (canary: KubeObject, all: readonly KubeObject[]): KubeObject[] =>
  all.filter(
    (other) =>
      !isCanary(other) && classOf(other) === classOf(canary) && hostsOf(other).some((host) => hostsOf(canary).includes(host)),
  );

/** The Ingress that a canary has its location from, which may be another one for each path; of several streams the first that has one. */
export function mainOf(
  canary: KubeObject,
  ofHosts: readonly KubeObject[],
  service: string,
  streams?: readonly StreamPath[],
): KubeObject | undefined {
  const serving = pathsServing(canary, streams).filter((path) => path.service === service);
  const all = ofHosts.filter((other) => serving.some((path) => has(other, path)));
  return all.find(({ metadata }) => metadata.namespace === canary.metadata.namespace) ?? all[0];
}

const has = (ingress: KubeObject, path: IngressPath): boolean =>
  pathsOf(ingress).some((other) => locationOf(other) === locationOf(path));

/** The controller takes a path of no type, or of type ImplementationSpecific, for a prefix. */
const locationOf = ({ host, path, pathType }: IngressPath): string =>
  JSON.stringify([host, path, pathType === 'Exact' ? pathType : 'Prefix']);

/** One path without a location costs a Service all its paths. */
export function noMatch(canary: KubeObject, ofHosts: readonly KubeObject[], service: string): Remark[] {
  const hosts = ofHosts.flatMap(hostsOf);
  const isAlone = (path: IngressPath): boolean => hosts.includes(path.host) && !ofHosts.some((other) => has(other, path));
  const alone = pathsOf(canary).find((path) => path.service === service && isAlone(path));
  if (alone === undefined) return [];
  const near = ofHosts.find((other) => pathsOf(other).some(({ host, path }) => host === alone.host && path === alone.path));
  const but = near === undefined ? '' : `, and ${describe(near)} has that path with another pathType`;
  return [
    {
      ...ignored(
        `${describe(canary)} is a canary for ${placeOf(alone)}${but}`,
        `no other Ingress of the input has this host, path and pathType; where none in the cluster has, the controller drops Service ${service} as a canary, and no request comes to it on any path`,
        'write the path and the pathType of the main Ingress here, or add the Ingress that has these to the input',
        facts.canaryMatch,
        'spec.rules',
      ),
      level: 'warning',
    },
  ];
}
