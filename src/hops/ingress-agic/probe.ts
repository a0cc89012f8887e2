import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { listAt } from '../../kubernetes/ingress';

/**
 * The path of the probe that the controller takes over from the pods: the readiness, else liveness, httpGet of the
 * container that declares the Service's target port. Undefined when there is none.
 */
export function probedPath(
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
