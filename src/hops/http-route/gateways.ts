import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';

const GROUP = 'gateway.networking.k8s.io/';

interface ParentRef {
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface Listener {
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

/** The listeners of a Gateway that a route means, by their names, ports and host names. */
export function listenersOf(gateway: KubeObject, route: KubeObject): Listener[] {
  const hostnames = (valueAt(route, ['spec', 'hostnames']) ?? []) as string[];
  const listeners = (valueAt(gateway, ['spec', 'listeners']) ?? []) as Listener[];
  return listeners.filter(
    (listener) =>
      parentsOf(route).some(
        ({ name, namespace = route.metadata.namespace, sectionName = listener.name, port = listener.port }) =>
          name === gateway.metadata.name &&
          namespace === gateway.metadata.namespace &&
          sectionName === listener.name &&
          port === listener.port,
      ) && takes(listener, hostnames),
  );
}

/** What a route names besides Gateways, as `ListenerSet app/edge`. */
export const otherParentsOf = (route: KubeObject): string[] =>
  ((valueAt(route, ['spec', 'parentRefs']) ?? []) as ParentRef[])
    .filter(({ kind = 'Gateway' }) => kind === 'ListenerSet' || kind === 'XListenerSet')
    .map(
      ({ kind, name, namespace = route.metadata.namespace }) =>
        `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`,
    );

export function parentsOf(route: KubeObject): ParentRef[] {
  const refs = (valueAt(route, ['spec', 'parentRefs']) ?? []) as ParentRef[];
  return refs.filter(({ kind = 'Gateway' }) => kind === 'Gateway');
}

function takes({ hostname }: Listener, hostnames: readonly string[]): boolean {
  if (hostname === undefined || hostnames.length === 0) return true;
  return hostnames.some((name) => name === hostname || isWithin(name, hostname) || isWithin(hostname, name));
}

/** `*.example.com` stands for every name below example.com. */
function isWithin(name: string, wildcard: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
}
