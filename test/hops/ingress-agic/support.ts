import { StreamAgicIngress, type StreamAgicIngressProps } from '../../../src/hops/ingress-agic/construct';
import type { BehindIngress } from '../../../src/hops/ingress-agic/probe';
import { readAgicIngress } from '../../../src/hops/ingress-agic/read';
import type { KubeObject } from '../../../src/kubernetes/object';
import type { Hop } from '../../../src/path/hop';
import { chart, findings, inShort, policy, writtenOf } from '../../constructs/support';

export const props = {
  policy: policy(),
  name: 'sse',
  host: 'sse.example.com',
  tls: { gatewayCertificate: 'prices' },
  backend: { name: 'sse', port: 80 },
} satisfies StreamAgicIngressProps;

export const A = 'appgw.ingress.kubernetes.io/';

/** The Ingress that the construct writes. */
export function ingressWith(more: Partial<StreamAgicIngressProps> = {}): KubeObject {
  const scope = chart();
  new StreamAgicIngress(scope, 'ingress', { ...props, ...more });
  return writtenOf(scope, 'Ingress');
}

/** The Ingress with annotations of the controller set, or removed where undefined. */
export function annotated(ingress: KubeObject, annotations: Record<string, string | undefined>): KubeObject {
  const all: Record<string, string | undefined> = { ...ingress.metadata.annotations };
  for (const [name, value] of Object.entries(annotations)) all[name.includes('/') ? name : A + name] = value;
  const kept = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return { ...ingress, metadata: { ...ingress.metadata, annotations: Object.fromEntries(kept) } };
}

/** `rule level` of what the rules say of a hop, with something unknown in front. */
export const told = (hop: Hop): string[] => inShort(findings(props.policy, hop));

/** What is told of a changed Ingress that is not told of the construct's own. */
export function newlyTold(ingress: KubeObject, behind?: BehindIngress): string[] {
  const before = told(readAgicIngress(ingressWith({ healthProbePath: '/readyz' })));
  return told(readAgicIngress(ingress, behind)).filter((text) => !before.includes(text));
}
