import type { KubeObject } from '../../kubernetes/object';
import { unknown, type Setting } from '../../path/setting';
import { NO_GATEWAY } from './about';
import type { Stretch } from './implementation';

type About = Parameters<typeof unknown>[2];

/** What the Gateways of a route do, each read by itself; where the input has none of them, what they decide is unknown. */
export function readEach(
  gateways: readonly KubeObject[],
  about: { readonly drain: About; readonly clientAddress: About; readonly http2: About },
  read: (gateway: KubeObject) => Stretch,
): Stretch {
  if (gateways.length === 0) {
    const settings: Setting[] = [
      unknown('drain-limit', NO_GATEWAY, about.drain),
      unknown('client-address', NO_GATEWAY, about.clientAddress),
      unknown('http2', NO_GATEWAY, about.http2),
    ];
    return { settings, remarks: [] };
  }
  const all = gateways.map(read);
  return {
    settings: all.flatMap(({ settings }) => settings),
    remarks: all.flatMap(({ remarks }) => remarks),
    sources: all.flatMap(({ sources = [] }) => sources),
  };
}
