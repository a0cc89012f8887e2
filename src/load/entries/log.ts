import { readBy } from '../../hops/redis-backplane/about';
import { unknownHop, type Hop } from '../../path/hop';
import { pathsTo, type Entry } from './entry';

/** The log of a stream as an entry of its own, where nothing in the input leads to it. */
export function logEntry(source: object, object: string, evidence: string, read: () => Hop): Entry {
  return {
    name: object,
    source,
    urls: [],
    evidence,
    paths: () => pathsTo(object, [[unknownHop(readBy(object)), { sources: [source], ...read() }]]),
  };
}
