import type { KubeObject } from '../../../kubernetes/object';
import { listAt } from '../../../kubernetes/ingress';
import { valueAt } from '../../../kubernetes/owned-key';
import { isNamedForALog, RATE_ANNOTATION } from '../names';

/** What says that a workload is a Redis that holds a log of events, in words; undefined for anything else. */
export function inClusterEvidence(workload: KubeObject): string | undefined {
  if (workload.metadata.annotations?.[RATE_ANNOTATION] !== undefined) return `its annotation ${RATE_ANNOTATION}`;
  return isNamedForALog(workload.metadata.name) && redisOf(workload) !== undefined ? 'its name' : undefined;
}

/** The container whose image or command is Redis. */
export function redisOf(workload: KubeObject): object | undefined {
  return listAt(workload, 'spec', 'template', 'spec', 'containers').find(
    (container): container is object =>
      typeof container === 'object' &&
      container !== null &&
      /(?:^|[/"])(?:redis|valkey)(?:-server)?(?:[:@"]|$)/.test(
        JSON.stringify([valueAt(container, ['image']), valueAt(container, ['command'])]),
      ),
  );
}
