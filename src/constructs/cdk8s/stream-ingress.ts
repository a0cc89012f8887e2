import { ingressSpec } from '../../kubernetes/ingress';
import type { StreamPolicy } from '../../policy/stream-policy';
import { aText, either, objectWith } from '../require-props';
import { inFront } from '../tls-end';
import type { ServiceOnPath } from './backend';
import type { ObjectProps } from './owned-object';

/** The Secret with the certificate; or `terminated-in-front` where a proxy before the controller ends TLS. */
export type IngressTls = { readonly secretName: string } | 'terminated-in-front';

export const anIngressTls = either(objectWith({ secretName: aText }), inFront);

interface IngressProps extends ObjectProps {
  readonly policy: Pick<StreamPolicy, 'paths'>;
  readonly host: string;
  readonly tls: IngressTls | { readonly gatewayCertificate: string };
}

/** An Ingress that sends the stream's paths of a host to a Service. */
export const streamIngress = (
  { name, metadata, policy, host, tls }: IngressProps,
  ingressClassName: string,
  backend: ServiceOnPath,
) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { ...metadata, name },
  spec: ingressSpec(policy.paths, {
    className: ingressClassName,
    host,
    secretName: typeof tls === 'object' && 'secretName' in tls ? tls.secretName : undefined,
    backend,
  }),
});
