import { suppressionAnnotation } from '../../../kubernetes/object';
import type { Remark } from '../../../path/hop';
import { redisFacts as facts } from '../facts';
import { LEAST_MEMORY, type logOptions } from './arguments';

const ARGS = 'spec.template.spec.containers[redis].args';

/** Where its configuration is not read, the pods may copy one another. */
export const severalLogs = (kind: string, replicas: unknown, isKnown: boolean): Remark => ({
  rule: 'event-log-kept',
  found:
    kind === 'StatefulSet'
      ? `replicas is ${JSON.stringify(replicas)}`
      : `it is a ${kind} with replicas ${JSON.stringify(replicas)}`,
  need: 'each pod would be a log of its own, and a client that resumes from another pod than it read from misses events',
  fix: 'run one pod, in a StatefulSet',
  fact: kind === 'Deployment' ? facts.surge : facts.atMostOne,
  key: 'spec.replicas',
  ...(isKnown ? {} : { level: 'unknown' }),
});

export const noPassword: Remark = {
  rule: 'event-log-kept',
  found: 'its arguments have no --requirepass',
  need: 'whoever reaches the port may read, change and delete the log',
  fix: 'add --requirepass $(REDIS_PASSWORD), with the variable from a Secret',
  fact: facts.password,
  key: ARGS,
  level: 'warning',
};

export const plainText: Remark = {
  rule: 'secure-transport',
  found: 'its arguments have no --tls-port',
  need: 'password and events go through the cluster in plain text',
  fix: 'leave it so for development; elsewhere take a Redis that is reached by TLS, such as Azure Managed Redis',
  fact: facts.plainText,
  key: ARGS,
  level: 'note',
};

export const noMaxMemory: Remark = {
  rule: 'event-log-kept',
  found: 'its arguments have no --maxmemory',
  need: 'a log that grows past the memory limit ends the process, and with it all that it holds',
  fix: 'add --maxmemory, at three quarters of the memory limit',
  fact: facts.maxMemory,
  key: ARGS,
  level: 'warning',
};

export const notPersistent: Remark = {
  rule: 'event-log-kept',
  found: 'it writes nothing to disk',
  need: 'a restart empties the log, and clients that come back then have to load the state anew',
  fix: 'leave it so for development; elsewhere take a Redis that is replicated, such as Azure Managed Redis',
  fact: facts.persistence,
  key: ARGS,
  level: 'note',
};

/** For the mixin, which has nowhere to write. */
export const hiddenArguments = (options: ReturnType<typeof logOptions>): Remark => ({
  rule: 'event-log-kept',
  found: 'a file, a script or an image of another maker says what the server is started with',
  need: 'the mixin writes among arguments that go to redis-server as they stand, and here it writes none',
  fix: `say ${options.map((option) => option.join(' ')).join(' and ')} there; where that is said, write so into the annotation ${suppressionAnnotation('event-log-kept')}`,
  fact: facts.eviction,
  key: ARGS,
});

/** For the mixin, which knows no bound to write. */
export const noMemoryLimit = (limit: unknown, bound: string | undefined): Remark => ({
  rule: 'event-log-kept',
  found: `${limit === undefined ? 'it has no memory limit' : `its memory limit is ${JSON.stringify(limit)}`}, and ${bound === undefined ? 'no --maxmemory' : `--maxmemory is ${bound}`}`,
  need: `the log gets three quarters of a memory limit of ${LEAST_MEMORY}Mi or more; one that has no bound takes what the node has, until the process is ended`,
  fix: 'set the memory limit of the container, such as 256Mi, or --maxmemory',
  fact: bound !== undefined ? facts.units : limit === undefined ? facts.maxMemory : facts.memoryLimit,
  key: 'spec.template.spec.containers[redis].resources.limits.memory',
});
