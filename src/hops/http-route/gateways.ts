import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { set, unknown, type Setting } from '../../path/setting';
import { about, NO_GATEWAY } from './about';

const GROUP = 'gateway.networking.k8s.io/';

interface ParentRef {
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
}

/** The Gateways a route attaches to, as far as they are in the input. */
export function gatewaysOf(route: KubeObject, objects: readonly KubeObject[]): KubeObject[] {
  return parentsOf(route).flatMap(({ name, namespace = route.metadata.namespace }) =>
    objects.filter(
      ({ kind, apiVersion, metadata }) =>
        // Istio has a Gateway of its own.
        kind === 'Gateway' && apiVersion.startsWith(GROUP) && metadata.name === name && metadata.namespace === namespace,
    ),
  );
}

/** The GatewayClasses of these Gateways, as far as they are in the input. */
export function gatewayClassesOf(gateways: readonly KubeObject[], objects: readonly KubeObject[]): KubeObject[] {
  const classes = gateways.map((gateway) => valueAt(gateway, ['spec', 'gatewayClassName']));
  return objects.filter(({ kind, metadata }) => kind === 'GatewayClass' && classes.includes(metadata.name));
}

/** Whether plain HTTP reaches the stream, by the listeners the route attaches to. */
export function readTransport(route: KubeObject, gateways: readonly KubeObject[]): Setting {
  const parents = parentsOf(route);
  const protocols = gateways.flatMap((gateway) => listenersFor(gateway, parents, route)).map(({ protocol }) => protocol);
  if (gateways.length < parents.length) return unknown('transport', NO_GATEWAY, about.listeners);
  if (protocols.length === 0) return unknown('transport', 'no listener of the Gateway takes the route', about.listeners);
  const plain = protocols.filter((protocol) => protocol === 'HTTP').length;
  return set('transport', plain === 0 ? 'tls' : plain === protocols.length ? 'plain' : 'tls-and-plain', about.listeners);
}

function parentsOf(route: KubeObject): ParentRef[] {
  const refs = (valueAt(route, ['spec', 'parentRefs']) ?? []) as ParentRef[];
  return refs.filter(({ kind = 'Gateway' }) => kind === 'Gateway');
}

function listenersFor(gateway: KubeObject, parents: readonly ParentRef[], route: KubeObject): Listener[] {
  const hostnames = (valueAt(route, ['spec', 'hostnames']) ?? []) as string[];
  const listeners = (valueAt(gateway, ['spec', 'listeners']) ?? []) as Listener[];
  return listeners.filter(
    (listener) =>
      parents.some(
        ({ name, sectionName = listener.name, port = listener.port }) =>
          name === gateway.metadata.name && sectionName === listener.name && port === listener.port,
      ) && takes(listener, hostnames),
  );
}

function takes({ hostname }: Listener, hostnames: readonly string[]): boolean {
  if (hostname === undefined || hostnames.length === 0) return true;
  return hostnames.some((name) => name === hostname || isWithin(name, hostname) || isWithin(hostname, name));
}

/** `*.example.com` stands for every name below example.com. */
function isWithin(name: string, wildcard: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
}
