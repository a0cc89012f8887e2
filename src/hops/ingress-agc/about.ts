import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { unknown, type Setting } from '../../path/setting';
import { about as aboutRoute, ALB_EXTENSION } from '../http-route/implementations/agc/about';
import { ingressAgcFacts as facts } from './facts';

/** The annotation as a person finds it in the manifest. */
export const keyOf = (annotation: string): string => `metadata.annotations["${annotation}"]`;

const SETTINGS = 'IngressExtension spec.backendSettings[]';

/** The product's name, the key and the fact of each setting, shared by plan and read. */
export const about = {
  requestTimeout: { name: 'request timeout', key: `${SETTINGS}.timeouts.requestTimeout`, fact: facts.requestTimeout },
  affinity: { name: 'session affinity', key: `${SETTINGS}.sessionAffinity`, fact: facts.affinity },
  buffering: { name: 'response buffering', fact: facts.support },
  tls: { name: 'TLS of the Ingress', key: 'spec.tls', fact: facts.listeners },
  probe: aboutRoute.probe,
};

/** What no source says of an Ingress. */
export const bufferingUnknown: Setting = unknown(
  'response-buffering',
  'Microsoft says that streams pass at once for the Gateway API only',
  about.buffering,
);

export const tlsSetting: Setting = unknown(
  'transport',
  'no source says for certain that an Ingress with spec.tls does not answer on port 80 too',
  { ...about.tls, fact: facts.tlsOnly },
);

/** The IngressExtension that an Ingress names, if it is among the objects beside it. */
export function extensionOf({ metadata }: KubeObject, beside: readonly KubeObject[]): KubeObject | undefined {
  const name = metadata.annotations?.[ALB_EXTENSION];
  return beside.find(
    (one) => one.kind === 'IngressExtension' && one.metadata.name === name && one.metadata.namespace === metadata.namespace,
  );
}

/** What an IngressExtension says for a Service: one item at most, if it is right. */
export const settingsFor = (extension: KubeObject | undefined, service: string): readonly unknown[] =>
  listAt(extension, 'spec', 'backendSettings').filter((one) => valueAt(one, ['service']) === service);

/**
 * The Ingress without the rules that its extension answers by a redirect, as people make to send plain HTTP to HTTPS:
 * https://learn.microsoft.com/azure/application-gateway/for-containers/how-to-url-redirect-ingress-api
 */
export function withoutRedirects(ingress: KubeObject, extension: KubeObject | undefined): KubeObject {
  const redirected = listAt(extension, 'spec', 'rules')
    .filter((rule) => valueAt(rule, ['requestRedirect']) !== undefined)
    .map((rule) => valueAt(rule, ['host']));
  if (redirected.length === 0) return ingress;
  const rules = listAt(ingress, 'spec', 'rules').filter((rule) => !redirected.includes(valueAt(rule, ['host'])));
  return { ...ingress, spec: { ...(ingress['spec'] as object), rules } };
}
