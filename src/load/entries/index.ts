/* eslint-disable @typescript-eslint/no-require-imports -- an input holds few of these kinds, and the rest need not be loaded */
import type { Cluster } from '../cluster';
import type { Input } from '../input';
import type { Entry } from './entry';

interface Kind {
  /** The kinds of objects that it looks for. */
  readonly objects?: readonly string[];
  /** What else of an input it looks at. */
  readonly part?: keyof Input;
  readonly load: () => (input: Input, cluster: Cluster) => Entry[];
}

/** All that knows a kind of entry. */
const KINDS: readonly Kind[] = [
  { objects: ['HTTPRoute'], load: () => (require('./http-routes') as typeof import('./http-routes')).httpRouteEntries },
  { objects: ['Ingress'], load: () => (require('./ingresses') as typeof import('./ingresses')).ingressEntries },
  { objects: ['Service'], load: () => (require('./load-balancers') as typeof import('./load-balancers')).loadBalancerEntries },
  {
    part: 'resources',
    load: () => (require('./application-gateways') as typeof import('./application-gateways')).applicationGatewayEntries,
  },
  { part: 'resources', load: () => (require('./front-doors') as typeof import('./front-doors')).frontDoorEntries },
  { part: 'resources', load: () => (require('./api-management') as typeof import('./api-management')).apiManagementEntries },
  { part: 'configurations', objects: ['ConfigMap'], load: () => (require('./nginx') as typeof import('./nginx')).nginxEntries },
  {
    part: 'apisix',
    objects: ['ApisixRoute', 'ConfigMap'],
    load: () => (require('./apisix-routes') as typeof import('./apisix-routes')).apisixEntries,
  },
];

export function entriesOf(input: Input, cluster: Cluster): Entry[] {
  const mayBeIn = ({ objects = [], part }: Kind): boolean =>
    objects.some((kind) => cluster.ofKind(kind).length > 0) || (part !== undefined && (input[part] ?? []).length > 0);
  return KINDS.filter(mayBeIn).flatMap(({ load }) => load()(input, cluster));
}
