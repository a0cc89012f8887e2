import { grouped } from '../collections/grouped';
import { remembered } from '../collections/remembered';
import { nameKey, namedAmong } from '../kubernetes/by-name';
import type { KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import { selects } from '../kubernetes/selector';
import { unknownHop, type Hop } from '../path/hop';
import { readService } from '../hops/service/read';
import { protects, scales } from '../hops/workload/belongs';
import { readWorkload } from '../hops/workload/read';
import { backplaneHops } from './backplanes';
import { anyLabel, budgetKey, labelKeys, podLabels, runsPods, type Labels } from './cluster-keys';
import { endpointsOf } from './endpoints';
import { nearest, nearestOfEach } from './nearest';
import { reading } from './reading';
import { referenceTo } from './reference-to';

/** The Kubernetes objects of an input, by what refers to what: each question is a look into an index. */
export class Cluster {
  private readonly byKind: ReadonlyMap<string, readonly KubeObject[]>;
  /** What runs pods. */
  readonly workloads: readonly KubeObject[];
  /** The same by each label of the pods. */
  private readonly byPodLabel: ReadonlyMap<string, readonly KubeObject[]>;
  private readonly budgets: ReadonlyMap<string, readonly KubeObject[]>;
  private readonly scalers: ReadonlyMap<string, readonly KubeObject[]>;
  /** What was read already: several entries, and every question about one of them, come by the same objects. */
  private readonly stretches = new Map<KubeObject, readonly Hop[][]>();
  private readonly workloadHops = new Map<KubeObject, Hop>();

  constructor(readonly objects: readonly KubeObject[]) {
    this.byKind = grouped(objects, ({ kind }) => [kind]);
    this.workloads = objects.filter(runsPods);
    this.byPodLabel = grouped(this.workloads, (workload) => labelKeys(workload, podLabels(workload)));
    this.budgets = grouped(this.ofKind('PodDisruptionBudget'), (budget) => [budgetKey(budget)]);
    this.scalers = grouped(this.ofKind('HorizontalPodAutoscaler'), (scaler) => {
      const name = valueAt(scaler, ['spec', 'scaleTargetRef', 'name']);
      return typeof name === 'string' ? [nameKey('', scaler.metadata.namespace, name)] : [];
    });
  }

  ofKind(kind: string): readonly KubeObject[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The object that `by` means by this name. */
  named(kind: string, namespace: string | undefined, name: string, by: object): KubeObject | undefined {
    return nearest(namedAmong(this.objects, kind, namespace, name), by);
  }

  /** The hops behind the name of a Service that `by` refers to. */
  behindService(namespace: string | undefined, name: string, by: KubeObject): readonly Hop[][] {
    const service = this.named('Service', namespace, name, by);
    if (service === undefined) {
      const missing = unknownHop(`Service ${namespace === undefined ? name : `${namespace}/${name}`}`);
      return [[{ ...missing, sources: [by], referredBy: referenceTo(name, by) }]];
    }
    return this.behind(service);
  }

  /** A Service, then one stretch for each workload that it selects, with the logs that it reads. */
  behind(service: KubeObject): readonly Hop[][] {
    return remembered(this.stretches, service, () => this.readBehind(service));
  }

  private readBehind(service: KubeObject): Hop[][] {
    const hop = { ...reading(service, () => readService(service)), sources: [service] };
    const workloads = this.selectedBy(service);
    if (workloads.length === 0) return [[hop, endpointsOf(service, this.ofKind('EndpointSlice'))]];
    return workloads.map((workload) => [hop, this.workloadHop(workload), ...backplaneHops(workload, this)]);
  }

  /** What runs the pods that a Service selects. */
  selectedBy(service: KubeObject): KubeObject[] {
    const selector = valueAt(service, ['spec', 'selector']) as Labels | undefined;
    const candidates = labelKeys(service, selector).map((key) => this.byPodLabel.get(key) ?? []);
    const fewest = candidates.reduce((least, some) => (some.length < least.length ? some : least), candidates[0] ?? []);
    const selected = fewest.filter((workload) => selects(selector, podLabels(workload)));
    return nearestOfEach(selected, service);
  }

  private workloadHop(workload: KubeObject): Hop {
    return remembered(this.workloadHops, workload, () => this.readWorkload(workload));
  }

  private readWorkload(workload: KubeObject): Hop {
    const [budget, scaler] = [this.budgetOf(workload), this.scalerOf(workload)];
    const sources = [workload, budget, scaler].filter((object) => object !== undefined);
    return { ...reading(workload, () => readWorkload(workload, budget, scaler)), sources };
  }

  private budgetOf(workload: KubeObject): KubeObject | undefined {
    const keys = [...labelKeys(workload, podLabels(workload)), anyLabel(workload)];
    const candidates = keys.flatMap((key) => this.budgets.get(key) ?? []);
    return nearest(
      candidates.filter((budget) => protects(budget, workload)),
      workload,
    );
  }

  private scalerOf(workload: KubeObject): KubeObject | undefined {
    const { namespace, name } = workload.metadata;
    const candidates = this.scalers.get(nameKey('', namespace, name)) ?? [];
    return nearest(
      candidates.filter((scaler) => scales(scaler, workload)),
      workload,
    );
  }
}
