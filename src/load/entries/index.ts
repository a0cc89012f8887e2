import type { Cluster } from '../cluster';
import type { Input } from '../input';
import { apiManagementEntries } from './api-management';
import { apisixEntries } from './apisix-routes';
import { applicationGatewayEntries } from './application-gateways';
import type { Entry } from './entry';
import { frontDoorEntries } from './front-doors';
import { httpRouteEntries } from './http-routes';
import { ingressEntries } from './ingresses';
import { loadBalancerEntries } from './load-balancers';
import { nginxEntries } from './nginx';
import { redisBackplaneEntries } from './redis-backplanes';
import { signalrEntries } from './signalr';

/** All that knows a kind of entry. */
const KINDS: readonly ((input: Input, cluster: Cluster) => Entry[])[] = [
  httpRouteEntries,
  ingressEntries,
  loadBalancerEntries,
  applicationGatewayEntries,
  frontDoorEntries,
  apiManagementEntries,
  nginxEntries,
  apisixEntries,
  redisBackplaneEntries,
  signalrEntries,
];

export function entriesOf(input: Input, cluster: Cluster): Entry[] {
  return KINDS.flatMap((entries) => entries(input, cluster));
}
