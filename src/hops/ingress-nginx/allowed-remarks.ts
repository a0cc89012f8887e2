import { describe, type KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { keyOf } from './about';
import { isTrue, written } from './annotations';
import { toldValue } from './config-map';
import { nginxFacts as facts } from './facts';

/** What serves only where the ConfigMap of the controller allows it. */
export const allowedRemarks = (ingress: KubeObject, configMaps: readonly KubeObject[]): Remark[] => [
  ...snippetRemarks(ingress, configMaps),
  ...customHeaders(ingress),
];

const SNIPPETS = ['configuration-snippet', 'server-snippet', 'auth-snippet', 'modsecurity-snippet', 'stream-snippet'];

export function snippetRemarks(ingress: KubeObject, configMaps: readonly KubeObject[]): Remark[] {
  const refusing = configMaps.filter((one) => !allowsSnippets(one));
  if (configMaps.length > 0 && refusing.length === 0) return [];
  const isSure = refusing.length === configMaps.length;
  const need =
    configMaps.length === 0
      ? 'by default the controller then serves nothing of the whole Ingress; its ConfigMap must allow snippets twice over, and is not in the input'
      : `the controller then serves nothing of the whole Ingress${isSure ? '' : ', if that is its ConfigMap'}: ${refusing.map(describe).join(' and ')} does not have both allow-snippet-annotations "true" and annotations-risk-level "Critical"`;
  return SNIPPETS.filter((name) => written(ingress, name) !== undefined).map((name) => ({
    rule: 'value-rejected-by-target',
    found: `${keyOf(name)} is set`,
    need,
    fix: `remove ${keyOf(name)}; the stream needs none`,
    fact: facts.snippets,
    key: keyOf(name),
    ...(isSure ? {} : { level: 'unknown' as const }),
  }));
}

const allowsSnippets = (configMap: KubeObject): boolean =>
  isTrue(toldValue([configMap], 'allow-snippet-annotations')) && toldValue([configMap], 'annotations-risk-level') === 'Critical';

function customHeaders(ingress: KubeObject): Remark[] {
  if (written(ingress, 'custom-headers') === undefined) return [];
  return [
    {
      rule: 'value-rejected-by-target',
      found: `${keyOf('custom-headers')} is "${written(ingress, 'custom-headers')}"`,
      need: 'nginx answers 503 unless that ConfigMap exists and the controller allows each of its headers, which the input does not show; X-Accel-Buffering there switches no buffering',
      fix: `remove ${keyOf('custom-headers')} and let the server send the headers`,
      fact: facts.customHeaders,
      key: keyOf('custom-headers'),
      level: 'warning',
    },
  ];
}
