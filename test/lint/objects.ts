import { stringify } from 'yaml';

interface IngressShape {
  readonly path?: string;
  /** Paths and the Services they lead to, in place of `path`. */
  readonly paths?: readonly (readonly [path: string, service: string])[];
  /** The Service; the Ingress's own name without `-sse`, unless told. */
  readonly to?: string;
  readonly className?: string;
  /** Of the NGINX controller. */
  readonly annotations?: Readonly<Record<string, string>>;
}

export function ingress(name: string, shape: IngressShape = {}): string {
  const { path = '/', to = name.replace('-sse', ''), className = 'nginx', annotations = {} } = shape;
  const own = Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]);
  const paths = (shape.paths ?? [[path, to] as const]).map(([each, service]) => ({
    path: each,
    pathType: 'Prefix',
    backend: { service: { name: service, port: { number: 80 } } },
  }));
  return stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: 'app', ...(own.length === 0 ? {} : { annotations: Object.fromEntries(own) as object }) },
    spec: { ingressClassName: className, rules: [{ http: { paths } }] },
  });
}

export const agicIngress = (name: string): string => ingress(name, { className: 'azure-application-gateway' });

interface Target {
  readonly path: string;
  readonly to: string;
  readonly namespace?: string;
}

export const route = (name: string, targets: readonly Target[]): string =>
  stringify({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'app' },
    spec: {
      parentRefs: [{ name: 'gateway' }],
      rules: targets.map(({ path, to, namespace }) => ({
        matches: [{ path: { type: 'PathPrefix', value: path } }],
        backendRefs: [{ name: to, port: 80, ...(namespace === undefined ? {} : { namespace }) }],
      })),
    },
  });

export const service = (name: string, spec: object = {}): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'app' },
    spec: { ...spec, selector: { app: name }, ports: [{ port: 80 }] },
  });

interface DeploymentShape {
  readonly kind?: string;
  readonly annotations?: object;
  readonly replicas?: number;
}

export const deployment = (name: string, { kind = 'Deployment', annotations, replicas = 2 }: DeploymentShape = {}): string =>
  stringify({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'app', ...(annotations === undefined ? {} : { annotations }) },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: `${name}:1`, ports: [{ containerPort: 8080 }] }] },
      },
    },
  });
