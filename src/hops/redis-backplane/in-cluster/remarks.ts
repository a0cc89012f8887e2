import type { Remark } from '../../../path/hop';
import { redisFacts as facts } from '../facts';

/** Where its configuration is not read, the pods may copy one another. */
export const severalLogs = (kind: string, replicas: unknown, isKnown: boolean): Remark => ({
  rule: 'event-log-kept',
  found:
    kind === 'StatefulSet'
      ? `replicas is ${JSON.stringify(replicas)}`
      : `it is a ${kind} with replicas ${JSON.stringify(replicas)}`,
  need:
    replicas === 0
      ? 'no pod runs, and so there is no log to resume from'
      : 'each pod would be a log of its own, and a client that resumes from another pod than it read from misses events',
  fix: 'run one pod, in a StatefulSet',
  fact: kind === 'Deployment' ? facts.surge : facts.atMostOne,
  key: 'spec.replicas',
  ...(isKnown || replicas === 0 ? {} : { level: 'unknown' }),
});

export const noPassword = (key: string): Remark => ({
  rule: 'event-log-kept',
  found: 'its arguments have no --requirepass, --aclfile or --user',
  need: 'whoever reaches the port may read, change and delete the log',
  fix: 'add --requirepass $(REDIS_PASSWORD), with the variable from a Secret',
  fact: facts.password,
  key,
  level: 'warning',
});

export const plainText = (key: string): Remark => ({
  rule: 'secure-transport',
  found: 'its arguments have no --tls-port',
  need: 'password and events go through the cluster in plain text',
  fix: 'leave it so for development; elsewhere take a Redis that is reached by TLS, such as Azure Managed Redis',
  fact: facts.plainText,
  key,
  level: 'note',
});

export const noMaxMemory = (key: string): Remark => ({
  rule: 'event-log-kept',
  found: 'its arguments have no --maxmemory',
  need: 'a log that grows past the memory limit ends the process, and with it all that it holds',
  fix: 'add --maxmemory, at three quarters of the memory limit',
  fact: facts.maxMemory,
  key,
  level: 'warning',
});

/** The bound is there, and is none. */
export const wrongBound = (bound: string, limit: unknown, is: 'none' | 'above', key: string): Remark => ({
  rule: 'event-log-kept',
  found:
    is === 'none'
      ? `--maxmemory is ${bound}, which is no limit`
      : `--maxmemory is ${bound}, and the memory limit ${String(limit)}`,
  need:
    is === 'none'
      ? 'a log that grows past the memory limit ends the process, and with it all that it holds'
      : 'the process is ended at the memory limit, before Redis is full, and with it goes all that it holds',
  fix: 'set --maxmemory to three quarters of the memory limit',
  fact: is === 'none' ? facts.units : facts.overLimit,
  key,
  level: 'warning',
});

export const notPersistent = (key: string): Remark => ({
  rule: 'event-log-kept',
  found: 'it writes nothing to disk',
  need: 'a restart empties the log, and clients that come back then have to load the state anew',
  fix: 'leave it so for development; elsewhere take a Redis that is replicated, such as Azure Managed Redis',
  fact: facts.persistence,
  key,
  level: 'note',
});
