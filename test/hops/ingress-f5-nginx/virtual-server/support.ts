import type { KubeObject } from '../../../../src/kubernetes/object';

const UPSTREAM = {
  name: 'prices',
  service: 'prices',
  port: 80,
  'read-timeout': '1h',
  'send-timeout': '1h',
  'next-upstream': 'error',
  buffering: false,
};
export const COOKIE = { enable: true, name: 'route', path: '/', expires: '24h', secure: true, httpOnly: true, samesite: 'lax' };

const metadata = { name: 'prices', namespace: 'app' };

/** A VirtualServer that does all a stream needs but affinity, as far as these fields do not change it. */
export const virtualServer = (upstream: object = {}, spec: object = {}): KubeObject => ({
  apiVersion: 'k8s.nginx.org/v1',
  kind: 'VirtualServer',
  metadata,
  spec: {
    host: 'prices.example.com',
    tls: { secret: 'tls', redirect: { enable: true } },
    upstreams: [{ ...UPSTREAM, ...upstream }],
    routes: [{ path: '/events', action: { pass: 'prices' } }],
    ...spec,
  },
});

export const virtualServerRoute = (spec: object = {}, labels: Record<string, string> = {}): KubeObject => ({
  apiVersion: 'k8s.nginx.org/v1',
  kind: 'VirtualServerRoute',
  metadata: { ...metadata, labels },
  spec: {
    host: 'prices.example.com',
    upstreams: [UPSTREAM],
    subroutes: [{ path: '/events', action: { pass: 'prices' } }],
    ...spec,
  },
});
