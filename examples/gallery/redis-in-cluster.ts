import type { Chart } from 'cdk8s';
import { istio, StreamHttpRoute, StreamRedis } from 'sse-ready/cdk8s';
import { prices } from './prices';
import { policy } from './redis-backplane';

export { policy };

/** For development: one Redis, whose password is in a Secret, and pods that all resume from it. */
export function kubernetes(chart: Chart): void {
  const redis = new StreamRedis(chart, 'redis', {
    policy,
    name: 'prices-redis',
    password: { name: 'prices-redis', key: 'password' },
    eventsPerSecond: 25,
  });
  new StreamHttpRoute(chart, 'route', {
    policy,
    name: 'prices',
    hostnames: ['prices.example.com'],
    gateway: { tlsSecret: 'prices-tls' },
    backend: prices(chart, { policy, env: redis.env }),
    implementation: istio({ installation: 'app-routing' }),
  });
}
