import type { IngressClass } from '../../../kubernetes/ingress-class';
import type { KubeObject } from '../../../kubernetes/object';
import type { Hop } from '../../../path/hop';
import type { StreamPath } from '../../../policy/stream-path';
import type { TerraformResource } from '../../../terraform/resource';
import type { Cluster } from '../../cluster';

/** An Ingress and all of the input that may say how it is served. */
export interface Asked {
  readonly ingress: KubeObject;
  readonly ingressClass: IngressClass;
  readonly cluster: Cluster;
  readonly resources: readonly TerraformResource[];
  /** Other Ingresses that may change how it is served, itself among them, each with its class. */
  readonly neighbours: readonly KubeObject[];
  /** Whose way is asked for; undefined: every path's. */
  readonly streams: readonly StreamPath[] | undefined;
}

/** What a client crosses on its way to a Service of an Ingress. */
export type Front = (asked: Asked, service: string) => Hop[];
