/* eslint-disable @typescript-eslint/no-require-imports -- an input holds few of these kinds, and the rest need not be loaded */
import { redisInCluster } from '../backplanes';
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import type * as ApiManagement from './api-management';
import type * as ApisixRoutes from './apisix-routes';
import type * as ApplicationGateways from './application-gateways';
import type { Entry } from './entry';
import type * as FrontDoors from './front-doors';
import type * as HttpRoutes from './http-routes';
import type * as InCluster from './in-cluster';
import type * as IngressRoutes from './ingress-routes';
import type * as Ingresses from './ingresses';
import type * as LoadBalancers from './load-balancers';
import type * as Nginx from './nginx';
import type * as ManagedRedis from './managed-redis';
import type * as RedisInCluster from './redis-in-cluster';
import type * as Signalr from './signalr';
import type * as TrafficControllers from './traffic-controllers';
import type * as VirtualServers from './virtual-servers';

/** What an input holds for it to be loaded; any of these. */
interface Kind {
  /** The kinds of objects that it looks for. */
  readonly objects?: readonly string[];
  /** What else of an input it looks at. */
  readonly part?: keyof Input;
  readonly isIn?: (cluster: Cluster) => boolean;
  readonly load: () => (input: Input, cluster: Cluster) => Entry[];
}

/** All that knows a kind of entry. */
const KINDS: readonly Kind[] = [
  { objects: ['HTTPRoute'], load: () => (require('./http-routes') as typeof HttpRoutes).httpRouteEntries },
  { objects: ['Ingress'], load: () => (require('./ingresses') as typeof Ingresses).ingressEntries },
  {
    objects: ['VirtualServer', 'VirtualServerRoute'],
    load: () => (require('./virtual-servers') as typeof VirtualServers).virtualServerEntries,
  },
  { objects: ['IngressRoute'], load: () => (require('./ingress-routes') as typeof IngressRoutes).ingressRouteEntries },
  { objects: ['Service'], load: () => (require('./load-balancers') as typeof LoadBalancers).loadBalancerEntries },
  {
    part: 'resources',
    load: () => (require('./application-gateways') as typeof ApplicationGateways).applicationGatewayEntries,
  },
  {
    part: 'resources',
    load: () => (require('./traffic-controllers') as typeof TrafficControllers).trafficControllerEntries,
  },
  { part: 'resources', load: () => (require('./front-doors') as typeof FrontDoors).frontDoorEntries },
  { part: 'resources', load: () => (require('./api-management') as typeof ApiManagement).apiManagementEntries },
  { part: 'configurations', objects: ['ConfigMap'], load: () => (require('./nginx') as typeof Nginx).nginxEntries },
  {
    part: 'apisix',
    objects: ['ApisixRoute', 'ConfigMap'],
    load: () => (require('./apisix-routes') as typeof ApisixRoutes).apisixEntries,
  },
  { part: 'resources', load: () => (require('./managed-redis') as typeof ManagedRedis).managedRedisEntries },
  {
    isIn: (cluster) => redisInCluster(cluster).length > 0,
    load: () => (require('./redis-in-cluster') as typeof RedisInCluster).redisInClusterEntries,
  },
  { part: 'resources', load: () => (require('./signalr') as typeof Signalr).signalrEntries },
];

export function entriesOf(input: Input, cluster: Cluster): Entry[] {
  const mayBeIn = ({ objects = [], part, isIn }: Kind): boolean =>
    objects.some((kind) => cluster.ofKind(kind).length > 0) ||
    (part !== undefined && (input[part] ?? []).length > 0) ||
    isIn?.(cluster) === true;
  const entries = KINDS.filter(mayBeIn).flatMap(({ load }) => load()(input, cluster));
  if (input.resources.length === 0) return entries;
  const { inCluster } = require('./in-cluster') as typeof InCluster;
  return entries.map((entry) => inCluster(entry, input.resources));
}
