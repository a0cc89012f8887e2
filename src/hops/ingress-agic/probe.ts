import { listAt, pathsOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { written } from './annotations';
import { agicFacts as facts } from './facts';

/** What stands behind an Ingress, as far as it is in the input. */
export interface BehindIngress {
  readonly service?: KubeObject | undefined;
  /** All that runs its pods. */
  readonly workloads?: readonly KubeObject[];
}

/** The paths that the pods may be probed at where no annotation tells, each once; none where no pods are in the input. */
export const probedPaths = (ingress: KubeObject, behind: BehindIngress): string[] => [...new Set(byPort(ingress, behind).flat())];

/** Several probes for the pods of one pool. */
export function mixedProbeRemarks(ingress: KubeObject, behind: BehindIngress): Remark[] {
  const mixed = byPort(ingress, behind).find((paths) => paths.length > 1);
  if (mixed === undefined || behind.service === undefined || (written(ingress, 'health-probe-path') ?? '') !== '') return [];
  return [
    {
      rule: 'health-probe-off-stream-path',
      found: `the pods of ${describe(behind.service)} may be probed at ${mixed.join(' or ')}`,
      need: 'the controller takes one of them at random for all pods, and sends no stream to a pod that does not answer there',
      fix: `set ${keyOf('health-probe-path')} to a path that all of them answer`,
      fact: facts.probeAtRandom,
      key: keyOf('health-probe-path'),
      level: 'warning',
    },
  ];
}

/** The pods of a port of the Service are one pool, with one probe. */
function byPort(ingress: KubeObject, { service, workloads = [] }: BehindIngress): string[][] {
  const all = pathsOf(ingress);
  const leading = all.filter((path) => path.service === service?.metadata.name);
  const paths = leading.length === 0 ? all.slice(0, 1) : leading;
  return [...new Set(paths.map(({ port }) => port))].map((port) => [
    ...new Set(
      workloads.flatMap((workload) => {
        const ofPods = probedPath(workload, service, port);
        const own = paths.filter((path) => path.port === port).map(({ path }) => path.replace(/\*+$/, ''));
        return ofPods === undefined ? own : [ofPods];
      }),
    ),
  ]);
}

/**
 * The path of the probe that the controller takes over from the pods: the readiness, else liveness, httpGet of the
 * container that declares the Service's target port. Undefined when there is none.
 */
function probedPath(
  workload: KubeObject,
  service: KubeObject | undefined,
  port: number | string | undefined,
): string | undefined {
  const targets = service === undefined ? undefined : targetPorts(service, port);
  const container = listAt(workload, 'spec', 'template', 'spec', 'containers').find((one) =>
    listAt(one, 'ports').some((declared) => isAimedAt(declared, targets)),
  );
  const probes = ['readinessProbe', 'livenessProbe'].map((probe) => valueAt(container, [probe, 'httpGet']));
  const probe = probes.find((one) => one !== undefined);
  const path = valueAt(probe, ['path']);
  return probe === undefined ? undefined : typeof path === 'string' && path !== '' ? path : '/';
}

/** The pods' ports, by number or name, that a port of the Service leads to. */
function targetPorts(service: KubeObject, port: number | string | undefined): unknown[] {
  return listAt(service, 'spec', 'ports')
    .filter((one) => ['port', 'name', 'targetPort'].some((field) => valueAt(one, [field]) === port))
    .map((one) => valueAt(one, ['targetPort']) ?? valueAt(one, ['port']));
}

/** Without the Service any declared port may be meant. */
function isAimedAt(declared: unknown, targets: readonly unknown[] | undefined): boolean {
  if (targets === undefined) return true;
  return targets.includes(valueAt(declared, ['containerPort'])) || targets.includes(valueAt(declared, ['name']));
}
