import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { integerOf } from './annotations';
import { nginxFacts as facts } from './facts';

/** What limits by address come to where requests are streams. */
export const limitRemarks = (ingress: KubeObject): Remark[] => [
  ...connections(ingress),
  ...requests(ingress, 'limit-rps', 'second'),
  ...requests(ingress, 'limit-rpm', 'minute'),
];

function connections(ingress: KubeObject): Remark[] {
  const key = keyOf('limit-connections');
  const most = integerOf(ingress, 'limit-connections') ?? 0;
  if (most <= 0) return [];
  return [
    {
      rule: 'connection-limit-on-stream',
      found: `${key} is "${most}"`,
      need: `each open stream is one of ${most} for as long as it lives, also over one HTTP/2 connection, and the next one gets 503: tabs of a browser and clients behind one address share the limit`,
      fix: 'give the stream an Ingress of its own without it, or raise it to the streams that one client or office may have',
      fact: facts.limitConnections,
      key,
    },
  ];
}

function requests(ingress: KubeObject, name: 'limit-rps' | 'limit-rpm', unit: string): Remark[] {
  const most = integerOf(ingress, name) ?? 0;
  if (most <= 0) return [];
  const times = integerOf(ingress, 'limit-burst-multiplier') ?? facts.limitRequests.default;
  return [
    {
      rule: 'connection-limit-on-stream',
      found: `${keyOf(name)} is "${most}"`,
      need: `clients behind one address that come back together, as after a rollout, share ${most} requests a ${unit} and a burst of ${most} x ${times} = ${most * times}; the rest get 503`,
      fix: `give the stream an Ingress of its own without it, or raise it so that one burst lets all streams of an office come back`,
      fact: facts.limitRequests,
      key: keyOf(name),
      level: 'note',
    },
  ];
}
