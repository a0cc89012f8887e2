import { suppressionAnnotation } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { agcRouteFacts } from '../http-route/implementations/agc/facts';
import { ingressAgcFacts as facts } from './facts';

const ANNOTATION = `the annotation ${suppressionAnnotation('hop-does-not-support-sse')}`;

/** A construct writes the annotation from its prop. */
export const inProps = (fix: string): string => fix.replace(ANNOTATION, 'acknowledgeUnsupported');

/** True of every Ingress of the class. */
export const byIngress: Remark = {
  rule: 'hop-does-not-support-sse',
  found: `an Ingress of class ${facts.ingressClass.default}`,
  need: 'Microsoft documents Server-Sent Events on this gateway for the Gateway API only, and once wrote that the Ingress API does not support them',
  fix: `serve the stream by an HTTPRoute with a RoutePolicy on the same gateway; or give the reason in ${ANNOTATION}`,
  fact: facts.support,
  key: 'spec.ingressClassName',
};

/** What the policy asks for and this hop cannot do. */
export function policyRemarks({ affinity, maxAge }: StreamPolicy): Remark[] {
  return [...(affinity.kind === 'client-ip' ? [byCookieOnly] : []), ...(maxAge.limit === 'disabled' ? [endless] : [])];
}

const byCookieOnly: Remark = {
  rule: 'affinity-unsupported-by-hop',
  found: 'the policy asks for affinity by client IP',
  need: 'the gateway has affinity by cookie only, and sends to the pods past the Service’s sessionAffinity',
  fix: "set the policy's affinity to cookie, or expose the pods by an Azure Load Balancer without a proxy",
  fact: agcRouteFacts.cookieOnly,
};

const endless: Remark = {
  rule: 'max-age-within-total-limit',
  found: "the policy's maxAge.limit is disabled",
  need: 'an IngressExtension can only raise the request timeout as far as any source says, and a stream without a last day outlives it',
  fix: "set the policy's maxAge.limit, or serve the stream by an HTTPRoute, whose RoutePolicy switches the timeout off by 0s",
  fact: facts.zeroTimeout,
  level: 'unknown',
};
