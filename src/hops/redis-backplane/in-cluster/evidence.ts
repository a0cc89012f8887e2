import type { KubeObject } from '../../../kubernetes/object';
import { isNamedForALog, RATE_ANNOTATION } from '../names';
import { serversOf } from './server';

/** What says that a workload is a Redis that holds a log of events, in words; undefined for anything else. */
export function inClusterEvidence(workload: KubeObject): string | undefined {
  if (workload.metadata.annotations?.[RATE_ANNOTATION] !== undefined) return `its annotation ${RATE_ANNOTATION}`;
  return isNamedForALog(workload.metadata.name) && serversOf(workload).length > 0 ? 'its name' : undefined;
}
