import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { valueAt } from '../../kubernetes/owned-key';
import type { KubeObject } from '../../kubernetes/object';
import { unknownHop, type Hop } from '../../path/hop';
import type { OnPath } from '../prove';
import { following, rendering } from './as-written';
import { objectWith, either, aText, aNumber, anObject, type Kind } from '../require-props';
import { readService } from '../../hops/service/read';
import { readWorkload } from '../../hops/workload/read';

/** What stands behind a construct, which may change until synthesis. */
interface Behind extends OnPath {
  /** Where it stands, if it is known: a reference from another namespace leads nowhere. */
  readonly namespace?: string | undefined;
}

/** A construct of ours that runs pods, such as StreamWorkload. */
export interface PodsOnPath extends Behind {
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number | string;
}

/** Pods: a StreamWorkload, a Deployment anybody made (an ApiObject, or a construct around one), or the labels of pods made elsewhere. */
export type Pods = PodsOnPath | IConstruct | { readonly selector: Readonly<Record<string, string>> };

/** A construct of ours that gives pods one address, such as StreamService. */
export interface ServiceOnPath extends Behind {
  readonly name: string;
  readonly port: number;
}

/** A Service: ours, one anybody made (an ApiObject, or a construct around one), or one made elsewhere by name and port. */
export type Backend =
  ServiceOnPath | IConstruct | { readonly name: string; readonly port: number; readonly namespace?: string | undefined };

const isOnPath = (part: object): boolean => 'hops' in part && 'findings' in part;
const isOurPods = (pods: Pods): pods is PodsOnPath => isOnPath(pods) && 'labels' in pods;
const isOurService = (backend: Backend): backend is ServiceOnPath => isOnPath(backend) && 'name' in backend;
const isConstruct = (part: object): part is IConstruct => Construct.isConstruct(part);

const aConstruct: Kind = { takes: 'a construct', is: (value) => Construct.isConstruct(value) };
export const somePods: Kind = either(aConstruct, objectWith({ selector: anObject }));
export const aBackend: Kind = either(aConstruct, objectWith({ name: aText, port: aNumber }));

/** The labels and the port are needed at once, for the Service; what the pods are can wait. */
export function podsOf(pods: Pods): PodsOnPath {
  if (isOurPods(pods)) return pods;
  if (isConstruct(pods)) {
    const object = ApiObject.of(pods);
    const deployment = object.toJson() as KubeObject;
    const labels = (valueAt(deployment, ['spec', 'template', 'metadata', 'labels']) ?? {}) as Record<string, string>;
    return behind(object, (now) => readWorkload(now), { labels, port: firstPort(deployment) });
  }
  const labels = pods.selector;
  const text = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return { ...elsewhere(`pods with ${text.join(',')}`), labels, port: 'http' };
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
    const ports = (valueAt(object.toJson(), ['spec', 'ports']) ?? []) as { port?: number }[];
    return behind(object, readService, { name: object.name, port: ports[0]?.port ?? 80 });
  }
  return { ...elsewhere(`Service ${backend.name}`), ...backend };
}

/** An object that somebody else made and may still change: no construct of ours checks it on its own. */
function behind<T extends object>(object: ApiObject, read: (manifest: KubeObject) => Hop, more: T): Behind & T {
  const written = rendering(object);
  const current = following(
    () => [written()] as const,
    ([manifest]) => read(manifest),
  );
  return {
    ...more,
    namespace: object.metadata.namespace,
    get hops() {
      return [current()];
    },
    findings: () => [],
  };
}

const elsewhere = (object: string): OnPath => ({ hops: [unknownHop(object)], findings: () => [] });
