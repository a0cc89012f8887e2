import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { valueAt } from '../../kubernetes/owned-key';
import type { KubeObject } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { OnPath } from '../prove';
import { readService } from '../../hops/service/read';
import { readWorkload } from '../../hops/workload/read';

/** A construct of ours that runs pods, such as StreamWorkload. */
export interface PodsOnPath extends OnPath {
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number | string;
}

/** Pods: a StreamWorkload, a Deployment anybody made (an ApiObject, or a construct around one), or the labels of pods made elsewhere. */
export type Pods = PodsOnPath | IConstruct | { readonly selector: Readonly<Record<string, string>> };

/** A construct of ours that gives pods one address, such as StreamService. */
export interface ServiceOnPath extends OnPath {
  readonly name: string;
  readonly port: number;
}

/** A Service: ours, one anybody made (an ApiObject, or a construct around one), or one made elsewhere by name and port. */
export type Backend = ServiceOnPath | IConstruct | { readonly name: string; readonly port: number };

const isOnPath = (part: object): boolean => 'hops' in part && 'findings' in part;
const isOurPods = (pods: Pods): pods is PodsOnPath => isOnPath(pods) && 'labels' in pods;
const isOurService = (backend: Backend): backend is ServiceOnPath => isOnPath(backend) && 'name' in backend;
const isConstruct = (part: object): part is IConstruct => Construct.isConstruct(part);

export function podsOf(pods: Pods): PodsOnPath {
  if (isOurPods(pods)) return pods;
  if (isConstruct(pods)) {
    const deployment = ApiObject.of(pods).toJson() as KubeObject;
    const labels = (valueAt(deployment, ['spec', 'template', 'metadata', 'labels']) ?? {}) as Record<string, string>;
    return { ...known([readWorkload(deployment)]), labels, port: firstPort(deployment) };
  }
  const labels = pods.selector;
  const text = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return { ...known([unknownHop(`pods with ${text.join(',')}`)]), labels, port: 'http' };
}

/** The first port any container declares, by name if it has one; else what StreamWorkload would call it. */
function firstPort(deployment: KubeObject): number | string {
  const containers = (valueAt(deployment, ['spec', 'template', 'spec', 'containers']) ?? []) as {
    ports?: { name?: string; containerPort: number }[];
  }[];
  const [port] = containers.flatMap(({ ports }) => ports ?? []);
  return port?.name ?? port?.containerPort ?? 'http';
}

export function serviceOf(backend: Backend): ServiceOnPath {
  if (isOurService(backend)) return backend;
  if (isConstruct(backend)) {
    const object = ApiObject.of(backend);
    const service = object.toJson() as KubeObject;
    const ports = (valueAt(service, ['spec', 'ports']) ?? []) as { port?: number }[];
    return { ...known([readService(service)]), name: object.name, port: ports[0]?.port ?? 80 };
  }
  return { ...known([unknownHop(`Service ${backend.name}`)]), ...backend };
}

/** Hops that no construct of ours checks on its own. */
const known = (hops: readonly Hop[]): OnPath => ({ hops, findings: () => [] });
