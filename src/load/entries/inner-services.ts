import { listAt, pathsOf } from '../../kubernetes/ingress';
import { describe, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { unknownHop } from '../../path/hop';
import type { Cluster } from '../cluster';
import { reading } from '../reading';
import { pathsTo, type Entry } from './entry';

/** Services inside a cluster that nothing in the input leads to: a path's inner half, whose front is elsewhere. */
export function innerServiceEntries(cluster: Cluster): Entry[] {
  const led = new Set([
    ...cluster.ofKind('Ingress').flatMap(ingressBackends),
    ...cluster.ofKind('HTTPRoute').flatMap(routeBackends),
    ...cluster.ofKind('ApisixRoute').flatMap(apisixBackends),
    ...['VirtualServer', 'VirtualServerRoute'].flatMap((kind) => cluster.ofKind(kind)).flatMap(virtualServerBackends),
    ...['IngressRoute', 'TraefikService'].flatMap((kind) => cluster.ofKind(kind)).flatMap(traefikBackends),
  ]);
  return cluster
    .ofKind('Service')
    .filter(
      ({ metadata, spec }) => valueAt(spec, ['type']) !== 'LoadBalancer' && !led.has(nameOf(metadata.namespace, metadata.name)),
    )
    .map((service) => ({
      name: describe(service),
      source: service,
      urls: [],
      paths: () =>
        reading(service, () => {
          const front = { ...unknownHop(`what leads to ${describe(service)}`), sources: [service] };
          return pathsTo(
            describe(service),
            cluster.behind(service).map((behind) => [front, ...behind]),
          );
        }),
    }));
}

function ingressBackends(ingress: KubeObject): string[] {
  const byDefault = valueAt(ingress, ['spec', 'defaultBackend', 'service', 'name']);
  return [byDefault, ...pathsOf(ingress).map(({ service }) => service)].map((name) => nameOf(ingress.metadata.namespace, name));
}

function routeBackends({ spec, metadata }: KubeObject): string[] {
  const refs = listAt(spec, 'rules').flatMap((rule) => listAt(rule, 'backendRefs'));
  return refs.map((ref) => nameOf(valueAt(ref, ['namespace']) ?? metadata.namespace, valueAt(ref, ['name'])));
}

function apisixBackends({ spec, metadata }: KubeObject): string[] {
  const backends = listAt(spec, 'http').flatMap((rule) => listAt(rule, 'backends'));
  return backends.map((backend) => nameOf(metadata.namespace, valueAt(backend, ['serviceName'])));
}

/** Each `name` or `namespace/name`. */
function virtualServerBackends({ spec, metadata }: KubeObject): string[] {
  const services = listAt(spec, 'upstreams').map((upstream) => String(valueAt(upstream, ['service'])).split('/'));
  return services.map((parts) => nameOf(parts.length > 1 ? parts[0] : metadata.namespace, parts.at(-1)));
}

function traefikBackends({ spec, metadata }: KubeObject): string[] {
  const mirroring = valueAt(spec, ['mirroring']);
  const services = [
    ...listAt(spec, 'routes').flatMap((route) => listAt(route, 'services')),
    ...listAt(spec, 'weighted', 'services'),
    ...listAt(spec, 'highestRandomWeight', 'services'),
    ...[mirroring, ...listAt(mirroring, 'mirrors')],
  ];
  return services.map((one) => nameOf(valueAt(one, ['namespace']) ?? metadata.namespace, valueAt(one, ['name'])));
}

const nameOf = (namespace: unknown, name: unknown): string => JSON.stringify([namespace, name]);
