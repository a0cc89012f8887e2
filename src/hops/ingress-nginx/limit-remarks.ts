import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { heeded, integerOf, written } from './annotations';
import { toldValue } from './config-map';
import { nginxFacts as facts } from './facts';
import { refusedFileRemarks } from './refused-file';

/** What limits by address come to where requests are streams. */
export function limitRemarks(ingress: KubeObject, configMaps: readonly KubeObject[] = []): Remark[] {
  const refused = refusedFileRemarks(ingress).map(({ key }) => key);
  const limits = [
    ...connections(ingress, answered(configMaps, 'limit-conn-status-code')),
    ...(refused.includes(keyOf('limit-burst-multiplier'))
      ? []
      : [
          ...requests(ingress, 'limit-rps', 'second', answered(configMaps, 'limit-req-status-code')),
          ...requests(ingress, 'limit-rpm', 'minute', answered(configMaps, 'limit-req-status-code')),
        ]),
  ];
  return limits.filter(({ key }) => !refused.includes(key)).map((limit) => ({ ...limit, ...exempting(ingress, limit) }));
}

/** How nginx answers what is over a limit, as far as the input tells. */
function answered(configMaps: readonly KubeObject[], name: 'limit-conn-status-code' | 'limit-req-status-code'): string {
  if (configMaps.every((one) => toldValue([one], name) === undefined)) return `gets ${facts.limitStatus.default} (default)`;
  const told = toldValue(configMaps, name);
  return told === undefined || !/^\d{3}$/.test(told) ? 'is refused' : `gets ${told} (${name} of the ConfigMap)`;
}

function connections(ingress: KubeObject, refusal: string): Remark[] {
  const key = keyOf('limit-connections');
  const most = integerOf(ingress, 'limit-connections') ?? 0;
  if (most <= 0) return [];
  return [
    {
      rule: 'connection-limit-on-stream',
      found: `${key} is "${most}"`,
      need: `each open stream is one of ${most} for as long as it lives, also over one HTTP/2 connection, and the next one ${refusal}: tabs of a browser and clients behind one address share the limit`,
      fix: 'give the stream an Ingress of its own without it, or raise it to the streams that one client or office may have',
      fact: facts.limitConnections,
      key,
    },
  ];
}

function requests(ingress: KubeObject, name: 'limit-rps' | 'limit-rpm', unit: string, refusal: string): Remark[] {
  const most = integerOf(ingress, name) ?? 0;
  if (most <= 0) return [];
  const times = integerOf(ingress, 'limit-burst-multiplier') ?? facts.limitRequests.default;
  return [
    {
      rule: 'connection-limit-on-stream',
      found: `${keyOf(name)} is "${most}"`,
      need: `clients behind one address that come back together, as after a rollout, share ${most} requests a ${unit} and a burst of ${most} x ${times} = ${most * times}; each one over that ${refusal}`,
      fix: `give the stream an Ingress of its own without it, or raise it so that one burst lets all streams of an office come back`,
      fact: facts.limitRequests,
      key: keyOf(name),
      level: 'note',
    },
  ];
}

/** What changes for the addresses that are not counted. */
function exempting(ingress: KubeObject, { need }: Remark): Partial<Remark> {
  const name = ['limit-allowlist', 'limit-whitelist'].find((one) => written(ingress, one) !== undefined);
  const list = name === undefined ? undefined : heeded(ingress, name);
  if (list === undefined) return {};
  const exempts = `${need}; ${name} "${list}" exempts`;
  return list.split(',').some((one) => /^[\d.]+\/0+$/.test(one.trim()))
    ? { need: `${exempts} every IPv4 address, so that the limit holds for IPv6 clients alone`, level: 'note' }
    : { need: `${exempts} those addresses, and the limit holds for all others` };
}
