import { listAt } from '../../../../kubernetes/ingress';
import type { KubeObject } from '../../../../kubernetes/object';
import type { FoundRoute } from '../../implementation';

/** A listener that serves a route: policies may be for that one alone, so each is read by itself. */
export interface Attachment {
  readonly gateway: KubeObject;
  /** Undefined where no listener of the Gateway is known to take the route. */
  readonly listener: string | undefined;
}

interface ParentRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

interface Listener {
  readonly name?: string;
  readonly port?: number;
  readonly hostname?: string;
}

export function attachmentsOf({ route, gateways }: FoundRoute): Attachment[] {
  return [...new Set(gateways)].flatMap((gateway) => {
    const names = listenersFor(gateway, route).flatMap(({ name }) => name ?? []);
    return (names.length === 0 ? [undefined] : names).map((listener) => ({ gateway, listener }));
  });
}

function listenersFor(gateway: KubeObject, route: KubeObject): Listener[] {
  const parents = listAt(route, 'spec', 'parentRefs') as readonly ParentRef[];
  const hostnames = listAt(route, 'spec', 'hostnames') as readonly string[];
  const own = parents.filter(
    ({ name, namespace = route.metadata.namespace }) =>
      name === gateway.metadata.name && namespace === gateway.metadata.namespace,
  );
  return (listAt(gateway, 'spec', 'listeners') as readonly Listener[]).filter(
    (listener) =>
      own.some(
        ({ sectionName = listener.name, port = listener.port }) => sectionName === listener.name && port === listener.port,
      ) && takes(listener, hostnames),
  );
}

const takes = ({ hostname }: Listener, hostnames: readonly string[]): boolean =>
  hostname === undefined ||
  hostnames.length === 0 ||
  hostnames.some((name) => name === hostname || isWithin(name, hostname) || isWithin(hostname, name));

/** `*.example.com` stands for every name below example.com. */
const isWithin = (name: string, wildcard: string): boolean => wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
