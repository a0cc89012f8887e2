import { listAt } from '../../../kubernetes/ingress';
import type { KubeObject } from '../../../kubernetes/object';
import { formatPath, valueAt, type Step } from '../../../kubernetes/owned-key';
import { redisFacts as facts } from '../facts';
import { wordsOf } from './command-line';
import { imageOf, partsOf, startOf } from './start';

/** A container that runs, or may run, the server. */
export interface Server {
  readonly container: object;
  readonly list: 'containers' | 'initContainers';
  readonly name: string;
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

export const pathOf = ({ list, name }: Server): readonly Step[] => [...POD, list, { named: name }];

/** The key of something in the container; in any, where there is none. */
export const keyOf = (server: Server | undefined, ...keys: readonly string[]): string =>
  formatPath([...(server === undefined ? [...POD, 'containers', { named: '' }] : pathOf(server)), ...keys]);

function containersIn(workload: KubeObject, list: Server['list']): Server[] {
  return listAt(workload, ...POD, list).flatMap((container) => {
    if (typeof container !== 'object' || container === null) return [];
    const name = valueAt(container, ['name']);
    // Without a name no key of it can be written, and Kubernetes takes none.
    if (typeof name !== 'string') return [];
    return [{ container, list, name }];
  });
}

/** One of initContainers that runs as long as the others. */
const isSidecar = ({ container }: Server): boolean => valueAt(container, ['restartPolicy']) === facts.sidecar.fixed;

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
