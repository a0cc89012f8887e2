import { listAt, pathsOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
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

/** A probe that asks where requests for the stream are led. */
export function prefixProbeRemarks(ingress: KubeObject, behind: BehindIngress): Remark[] {
  const prefix = written(ingress, 'backend-path-prefix');
  const { service, workloads = [] } = behind;
  if (prefix === undefined || (written(ingress, 'health-probe-path') ?? '') !== '') return [];
  const unprobed = workloads.find((one) =>
    portsTo(ingress, service).some((port) => probedPath(one, service, port) === undefined),
  );
  if (unprobed === undefined) return [];
  return [
    {
      rule: 'health-probe-off-stream-path',
      found: `${keyOf('backend-path-prefix')} is "${prefix}", and ${describe(unprobed)} has no probe that the controller takes over`,
      need: `the gateway then asks for ${prefix}, which is also what the pods get for the paths of the Ingress: a stream there never ends the check`,
      fix: `set ${keyOf('health-probe-path')} to a path that answers at once`,
      fact: facts.pathPrefix,
      key: keyOf('health-probe-path'),
      level: 'warning',
    },
  ];
}

/** A probe port that the controller cannot find by its name. */
export function probePortRemarks(ingress: KubeObject, { service, workloads = [] }: BehindIngress): Remark[] {
  if (written(ingress, 'health-probe-port') !== undefined) return [];
  return workloads.flatMap((workload) => {
    const found = portsTo(ingress, service).map((port) => probeOf(workload, service, port));
    const lost = found.find(({ container, probe }) => isLost(valueAt(probe, ['port']), container));
    if (lost === undefined) return [];
    return [
      rejected(
        `the probe of ${describe(workload)} asks port ${JSON.stringify(valueAt(lost.probe, ['port']))}, which its container does not declare`,
        'the controller then sends port 0 to Azure, in one request with the whole configuration of the gateway',
        'declare a port of that name in the container, or write the probe port as a number',
        facts.probePort,
      ),
    ];
  });
}

const isLost = (port: unknown, container: unknown): boolean =>
  typeof port === 'string' && !/^\d+$/.test(port) && !listAt(container, 'ports').some((one) => valueAt(one, ['name']) === port);

/** The paths that lead to the Service; where it is not known, the first counts. */
function pathsTo(ingress: KubeObject, service: KubeObject | undefined) {
  const all = pathsOf(ingress);
  const leading = all.filter((path) => path.service === service?.metadata.name);
  return leading.length === 0 ? all.slice(0, 1) : leading;
}

const portsTo = (ingress: KubeObject, service: KubeObject | undefined) => [
  ...new Set(pathsTo(ingress, service).map(({ port }) => port)),
];

/** The pods of a port of the Service are one pool, with one probe. */
function byPort(ingress: KubeObject, { service, workloads = [] }: BehindIngress): string[][] {
  const paths = pathsTo(ingress, service);
  return portsTo(ingress, service).map((port) => [
    ...new Set(
      workloads.flatMap((workload) => {
        const ofPods = probedPath(workload, service, port);
        if (ofPods !== undefined) return [ofPods];
        const prefix = written(ingress, 'backend-path-prefix');
        const own = paths.filter((path) => path.port === port).map(({ path }) => prefix ?? path);
        return own.map((path) => path.replace(/\*+$/, ''));
      }),
    ),
  ]);
}

/** The path of the probe that the controller takes over from the pods. Undefined when there is none. */
function probedPath(
  workload: KubeObject,
  service: KubeObject | undefined,
  port: number | string | undefined,
): string | undefined {
  const { probe } = probeOf(workload, service, port);
  const path = valueAt(probe, ['path']);
  return probe === undefined ? undefined : typeof path === 'string' && path !== '' ? path : '/';
}

/** The readiness, else liveness, httpGet of the container that declares the Service's target port. */
function probeOf(workload: KubeObject, service: KubeObject | undefined, port: number | string | undefined) {
  const targets = service === undefined ? undefined : targetPorts(service, port);
  const container = listAt(workload, 'spec', 'template', 'spec', 'containers').find((one) =>
    listAt(one, 'ports').some((declared) => isAimedAt(declared, targets)),
  );
  const probes = ['readinessProbe', 'livenessProbe'].map((probe) => valueAt(container, [probe, 'httpGet']));
  return { container, probe: probes.find((one) => one !== undefined) };
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
