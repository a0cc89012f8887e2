import type { KubeObject } from '../../kubernetes/object';
import { set, unknown, type Setting } from '../../path/setting';
import { about, NO_GATEWAY, NO_LISTENER } from './about';
import { admissionBy } from './attachment';
import { listenersOf, otherParentsOf, parentsOf } from './gateways';

/** Whether plain HTTP reaches the stream, by the listeners the route attaches to. */
export function readTransport(route: KubeObject, gateways: readonly KubeObject[]): Setting {
  const areAllRead = gateways.length >= parentsOf(route).length && otherParentsOf(route).length === 0;
  if (!areAllRead) return unknown('transport', NO_GATEWAY, about.listeners);
  const listening = gateways.flatMap((gateway) =>
    listenersOf(gateway, route).map((listener) => ({ ...admissionBy(listener, gateway, route), protocol: listener.protocol })),
  );
  const may = listening.filter(({ takes }) => takes !== false);
  const transport = transportOf(may.map(({ protocol }) => protocol));
  if (transport === undefined) return unknown('transport', NO_LISTENER, about.listeners);
  const unsure = may.find(({ takes }) => takes === 'unknown');
  const sure = transportOf(may.filter(({ takes }) => takes === true).map(({ protocol }) => protocol));
  if (unsure !== undefined && sure !== transport) return unknown('transport', unsure.why, about.listeners);
  return set('transport', transport, about.listeners);
}

function transportOf(protocols: readonly string[]): 'tls' | 'plain' | 'tls-and-plain' | undefined {
  const plain = protocols.filter((protocol) => protocol === 'HTTP').length;
  if (protocols.length === 0) return undefined;
  return plain === 0 ? 'tls' : plain === protocols.length ? 'plain' : 'tls-and-plain';
}
