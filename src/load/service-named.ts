import type { KubeObject } from '../kubernetes/object';
import type { Cluster } from './cluster';

/** `prices`, `prices.app` or `prices.app.svc.cluster.local`, with or without a port, as pods find a Service. */
export function serviceNamed(server: string, own: string | undefined, cluster: Cluster, by: object): KubeObject | undefined {
  const [, name = '', namespace = own] = /^([\w-]+)(?:\.([\w-]+)(?:\.svc(?:\.[\w.-]+)?)?)?\.?(?::\d+)?$/.exec(server) ?? [];
  return cluster.named('Service', namespace, name, by);
}
