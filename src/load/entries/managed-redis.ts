import { managedEvidence, readManagedRedis } from '../../hops/redis-backplane/managed/read';
import type { Input } from '../input';
import { ofType } from '../resources';
import { logEntry } from './log';
import type { Entry } from './entry';

/** The logs of streams that Azure runs: no workload in the input is seen to read them. */
export function managedRedisEntries({ resources }: Input): Entry[] {
  return ofType(resources, 'azurerm_managed_redis').flatMap((redis) => {
    const evidence = managedEvidence(redis);
    const read = () => readManagedRedis(redis, resources);
    return evidence === undefined ? [] : [logEntry(redis, read().object, evidence, read)];
  });
}
