import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { istio, redisEnvironment, StreamHttpRoute } from 'sse-ready/cdk8s';
import { StreamManagedRedis } from 'sse-ready/cdktf';
import { policy as byCookie } from '../quickstart/policy';
import { cluster } from './azure';
import { prices } from './prices';

/** No gateway has to bring a client back: any pod resumes any stream from the log. */
export const policy = byCookie.with({ affinity: { kind: 'none', reason: 'every pod reads one log in Redis' } });

/** The reference server signs in with a key, by the URL in a Secret: `rediss://:<key>@<hostname>:10000`. */
export function kubernetes(chart: Chart): void {
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart, { policy, env: redisEnvironment({ name: 'prices-redis', key: 'url' }, 25) }),
    implementation: istio({ installation: 'app-routing' }),
  });
}

/** For a server whose client renews Entra tokens no key is needed: give its service account as `access`. */
export function azure(stack: TerraformStack): void {
  new StreamManagedRedis(stack, 'keys', {
    policy,
    name: 'prices',
    resourceGroupName: 'streams',
    location: 'westeurope',
    skuName: 'Balanced_B1',
    access: 'keys',
    eventsPerSecond: 25,
  });
  new StreamManagedRedis(stack, 'identity', {
    policy,
    name: 'prices-by-identity',
    resourceGroupName: 'streams',
    location: 'westeurope',
    skuName: 'Balanced_B1',
    access: { cluster: { oidcIssuerUrl: cluster(stack).oidcIssuerUrl }, serviceAccount: { namespace: 'prices', name: 'prices' } },
    eventsPerSecond: 25,
  });
}
