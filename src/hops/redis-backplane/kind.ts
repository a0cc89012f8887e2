import { DEFAULT_EVENTS_PER_SECOND } from '../../policy/log-length';
import type { HopKind } from '../hop-kind';
import { managedObject } from './about';
import { redisFacts } from './facts';
import { planBackplane } from './hop';

const eventsPerSecond = DEFAULT_EVENTS_PER_SECOND;

export const redisBackplaneKinds: readonly HopKind[] = [
  {
    type: 'redis-backplane',
    title: 'Azure Managed Redis that keeps the events of a stream, so that any pod can resume it.',
    place: 'backplane',
    facts: redisFacts,
    plan: () => planBackplane({ object: managedObject('sse'), kind: 'managed', eventsPerSecond }),
  },
  {
    type: 'redis-backplane/in-cluster',
    title: 'The same in a Redis of the cluster, for development: one pod, and nothing outlives it.',
    place: 'backplane',
    facts: redisFacts,
    plan: () => planBackplane({ object: 'StatefulSet sse', kind: 'inCluster', eventsPerSecond }),
  },
];
