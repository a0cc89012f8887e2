import { describe, type KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import { selects } from '../kubernetes/selector';
import { unknownHop, type Hop } from '../path/hop';
import { readService } from '../hops/service/read';
import { protects, scales } from '../hops/workload/belongs';
import { readWorkload } from '../hops/workload/read';

type Labels = Readonly<Record<string, string>>;

/** The Kubernetes objects of an input, by what refers to what. */
export class Cluster {
  constructor(private readonly objects: readonly KubeObject[]) {}

  ofKind(kind: string): readonly KubeObject[] {
    return this.objects.filter((object) => object.kind === kind);
  }

  named(kind: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.ofKind(kind).find((object) => object.metadata.name === name && object.metadata.namespace === namespace);
  }

  /** The hops behind a Service name: the Service, then one stretch for each workload that it selects. */
  behindService(namespace: string | undefined, name: string): Hop[][] {
    const service = this.named('Service', namespace, name);
    if (service === undefined) return [[unknownHop(`Service ${namespace === undefined ? name : `${namespace}/${name}`}`)]];
    const hop = readService(service);
    const workloads = this.selectedBy(service);
    if (workloads.length === 0) return [[hop, unknownHop(`the pods that ${describe(service)} selects`)]];
    return workloads.map((workload) => [hop, readWorkload(workload, this.budgetOf(workload), this.scalerOf(workload))]);
  }

  /** The Deployments whose pods a Service selects. */
  selectedBy(service: KubeObject): KubeObject[] {
    const selector = valueAt(service, ['spec', 'selector']) as Labels | undefined;
    return this.besides(service, 'Deployment').filter((deployment) => selects(selector, podLabels(deployment)));
  }

  private budgetOf(deployment: KubeObject): KubeObject | undefined {
    return this.besides(deployment, 'PodDisruptionBudget').find((budget) => protects(budget, deployment));
  }

  private scalerOf(deployment: KubeObject): KubeObject | undefined {
    return this.besides(deployment, 'HorizontalPodAutoscaler').find((scaler) => scales(scaler, deployment));
  }

  /** The objects of a kind in the same namespace. */
  private besides({ metadata }: KubeObject, kind: string): KubeObject[] {
    return this.ofKind(kind).filter((object) => object.metadata.namespace === metadata.namespace);
  }
}

function podLabels(deployment: KubeObject): Labels {
  return (valueAt(deployment, ['spec', 'template', 'metadata', 'labels']) ?? {}) as Labels;
}
