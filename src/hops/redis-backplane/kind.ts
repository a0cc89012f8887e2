import { DEFAULT_EVENTS_PER_SECOND } from '../../policy/log-length';
import { annotation } from '../../kubernetes/owned-key';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys, writtenResource } from '../written-key';
import { managedObject } from './about';
import { redisFacts } from './facts';
import { planBackplane } from './hop';
import { DEFAULT_IMAGE, DEFAULT_MEMORY, statefulSet } from './in-cluster/manifests';
import { databaseConfig } from './managed/config';
import { RATE_ANNOTATION, RATE_TAG } from './names';

const eventsPerSecond = DEFAULT_EVENTS_PER_SECOND;

const IN_CLUSTER = statefulSet({
  metadata: { name: standIns.name },
  labels: { 'app.kubernetes.io/name': standIns.name },
  image: DEFAULT_IMAGE,
  password: { name: `${standIns.name}-redis`, key: 'password' },
  memory: DEFAULT_MEMORY,
});

export const redisBackplaneKinds: readonly HopKind[] = [
  {
    type: 'redis-backplane',
    title: 'Azure Managed Redis that keeps the events of a stream, so that any pod can resume it.',
    place: 'backplane',
    facts: redisFacts,
    plan: () => planBackplane({ object: managedObject('sse'), kind: 'managed', eventsPerSecond }),
    write: () => writtenResource({ tags: { [RATE_TAG]: String(eventsPerSecond) }, defaultDatabase: databaseConfig(false) }),
  },
  {
    type: 'redis-backplane/in-cluster',
    title: 'The same in a Redis of the cluster, for development: one pod, and nothing outlives it.',
    place: 'backplane',
    facts: redisFacts,
    plan: () => planBackplane({ object: 'StatefulSet sse', kind: 'inCluster', eventsPerSecond }),
    write: () => [
      ...writtenKeys([annotation(RATE_ANNOTATION, String(eventsPerSecond))]),
      ...writtenFields({ spec: IN_CLUSTER['spec'] }),
    ],
  },
];
