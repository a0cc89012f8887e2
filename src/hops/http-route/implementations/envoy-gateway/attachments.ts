import type { KubeObject } from '../../../../kubernetes/object';
import { admissionBy } from '../../attachment';
import { listenersOf } from '../../gateways';
import type { FoundRoute } from '../../implementation';

/** A listener that serves a route: policies may be for that one alone, so each is read by itself. */
export interface Attachment {
  readonly gateway: KubeObject;
  /** Undefined where no listener of the Gateway is known to take the route. */
  readonly listener: string | undefined;
}

export function attachmentsOf({ route, gateways }: FoundRoute): Attachment[] {
  return [...new Set(gateways)].flatMap((gateway) => {
    const taking = listenersOf(gateway, route).filter((listener) => admissionBy(listener, gateway, route).takes !== false);
    const names = taking.map(({ name }) => name);
    return (names.length === 0 ? [undefined] : names).map((listener) => ({ gateway, listener }));
  });
}
