import { textOf, type StreamPath } from '../policy/stream-path';

/** What an Ingress of one stream is made of. */
interface Parts {
  readonly name: string;
  readonly metadata?: object | undefined;
  readonly className: string;
  readonly host: string;
  /** Of its certificate; undefined where TLS does not end by a Secret of this Ingress. */
  readonly secretName: string | undefined;
  readonly streams: readonly StreamPath[];
  readonly backend: { readonly name: string; readonly port: number };
}

/** An Ingress that sends the stream's paths of a host to a Service. */
export function ingressManifest({ name, metadata, className, host, secretName, streams, backend }: Parts) {
  const service = { name: backend.name, port: { number: backend.port } };
  const paths = streams.map((stream) => ({
    path: textOf(stream),
    pathType: 'exact' in stream ? 'Exact' : 'Prefix',
    backend: { service },
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...metadata, name },
    spec: {
      ingressClassName: className,
      ...(secretName === undefined ? {} : { tls: [{ hosts: [host], secretName }] }),
      rules: [{ host, http: { paths } }],
    },
  };
}
