import { serversOf } from '../../hops/signalr/about';
import { readSignalr } from '../../hops/signalr/read';
import { unknownHop } from '../../path/hop';
import type { Input } from '../input';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';

/** SignalR Services: clients connect to them, and so do the servers. */
export function signalrEntries({ resources }: Input): Entry[] {
  return ofType(resources, 'azurerm_signalr_service').map((service) => {
    const hop = readSignalr(service, resources);
    return {
      name: hop.object,
      source: service,
      urls: [],
      evidence: 'what it is for',
      paths: () => pathsTo(hop.object, [[{ ...hop, sources: [service] }, unknownHop(serversOf(hop.object))]]),
    };
  });
}
