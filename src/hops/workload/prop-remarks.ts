import { rejected } from '../../path/remark';
import { countRemarks, pathRemarks, portRemarks } from '../../path/prop-remarks';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Remark } from '../../path/hop';
import { workloadFacts } from './facts';

/** The props that are judged here. */
interface Judged {
  readonly port?: number;
  readonly readinessPath?: string;
  readonly livenessPath?: string;
  readonly replicas?: number;
  readonly maxReplicas?: number;
  readonly runtime?: string;
}

/** Values of the props that no reader of the Deployment judges. */
export function propRemarks(props: Judged, deployment: KubeObject): Remark[] {
  return [
    ...portRemarks('port', props.port),
    ...pathRemarks('readinessPath', props.readinessPath),
    ...pathRemarks('livenessPath', props.livenessPath),
    ...countRemarks('replicas', props.replicas),
    ...countRemarks('maxReplicas', props.maxReplicas),
    ...runtimeRemarks(props.runtime),
    ...(props.maxReplicas === undefined ? [] : cpuRemarks(deployment)),
  ];
}

function runtimeRemarks(runtime: string | undefined): Remark[] {
  if (runtime === undefined || runtime === 'aspnetcore') return [];
  return [
    rejected(
      `runtime is ${JSON.stringify(runtime)}`,
      'the only runtime whose environment is known here is "aspnetcore"',
      'remove runtime, and make the server wait for its streams after SIGTERM by its own settings',
      workloadFacts.aspNetCoreShutdown,
    ),
  ];
}

/** A limit stands for a request that is not written. */
function cpuRemarks(deployment: KubeObject): Remark[] {
  const containers = (valueAt(deployment, ['spec', 'template', 'spec', 'containers']) ?? []) as { name?: string }[];
  const cpuOf = (container: object, of: string) => valueAt(container, ['resources', of, 'cpu']);
  const without = containers.filter((one) => cpuOf(one, 'requests') === undefined && cpuOf(one, 'limits') === undefined);
  if (without.length === 0) return [];
  const names = without.map(({ name }) => name).join(', ');
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `maxReplicas asks for an autoscaler by CPU utilisation, container ${names} has no CPU request`,
      need: 'utilisation is a share of the request; without one the autoscaler takes no action',
      fix: "set resources in the props, such as { requests: { cpu: '250m' } }, for each container",
      fact: workloadFacts.cpuRequest,
    },
  ];
}
