import { listAt } from '../../../kubernetes/ingress';
import type { KubeObject } from '../../../kubernetes/object';
import { formatPath, valueAt, type Step } from '../../../kubernetes/owned-key';
import { wordsOf } from './command-line';
import { imageOf, partsOf, startOf } from './start';

/** A container that runs, or may run, the server. */
export interface Server {
  readonly container: object;
  readonly name: string;
  /** To the container. */
  readonly path: readonly Step[];
}

const POD = ['spec', 'template', 'spec'] as const;
const REDIS = /(?:^|[/"])(?:redis(?:-stack)?|valkey)(?:-server)?(?:[:@"]|$)/;
const SENTINEL = /^--sentinel$|(?:^|\/)(?:redis|valkey)-sentinel$/;
const CLIENT = /(?:redis|valkey)-cli\b/;

/** The container that runs the Redis of a workload: none in another workload, and several where it cannot be told which. */
export function serversOf(workload: KubeObject): readonly Server[] {
  const ranked = [...containersIn(workload, 'containers'), ...containersIn(workload, 'initContainers').filter(isSidecar)]
    .filter(({ container }) => isRedis(container) && !runsSentinel(container))
    .map((server) => ({ server, rank: rankOf(server.container) }));
  const best = Math.min(...ranked.map(({ rank }) => rank));
  return ranked.filter(({ rank }) => rank === best).map(({ server }) => server);
}

/** The key of something in the container; in any, where there is none. */
export const keyIn = (server: Server | undefined, ...keys: readonly string[]): string =>
  formatPath([...(server?.path ?? [...POD, 'containers', { named: '' }]), ...keys]);

function containersIn(workload: KubeObject, list: 'containers' | 'initContainers'): Server[] {
  return listAt(workload, ...POD, list).flatMap((container) => {
    if (typeof container !== 'object' || container === null) return [];
    const written = valueAt(container, ['name']);
    const name = typeof written === 'string' ? written : '';
    return [{ container, name, path: [...POD, list, { named: name }] }];
  });
}

/** One of initContainers that runs as long as the others. Source: `facts.sidecar`. */
const isSidecar = ({ container }: Server): boolean => valueAt(container, ['restartPolicy']) === 'Always';

const isRedis = (container: object): boolean => REDIS.test(JSON.stringify([imageOf(container), valueAt(container, ['command'])]));

/** It watches servers, and holds no keys. Source: `facts.sentinel`. */
const runsSentinel = (container: object): boolean => wordsIn(container).some((word) => SENTINEL.test(word));

/** How far it is from a server that is seen: a script that is not shown may start one; one that calls a client rather not. */
function rankOf(container: object): number {
  const { by } = startOf(container);
  if (by !== 'unseen script') return 0;
  return wordsIn(container).some((word) => CLIENT.test(word)) ? 2 : 1;
}

const wordsIn = (container: object): string[] =>
  [...partsOf(container, 'command'), ...partsOf(container, 'args')].flatMap((part) =>
    typeof part === 'string' ? wordsOf(part) : [],
  );
