import type { Json, KubeObject } from '../../../kubernetes/object';
import { DEFAULT_EVENTS_PER_SECOND } from '../../../policy/log-length';
import { redisFacts as facts } from '../facts';
import { logOptions } from './arguments';

const PORT = 6379;
const CONTAINER = 'redis';
export const DEFAULT_IMAGE = 'docker.io/library/redis:7.4';
/** In MiB. */
export const DEFAULT_MEMORY = 256;
const USER = facts.user.fixed;

/** A key of a Secret, in the namespace of what refers to it. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

interface Options {
  readonly metadata: KubeObject['metadata'];
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly password: SecretKey;
  /** Of the container, in MiB. */
  readonly memory: number;
}

/** As the program takes them; the shell has no part in it. */
function redisArguments(memory: number): string[] {
  return [
    ...['--port', String(PORT)],
    ...['--requirepass', '$(REDIS_PASSWORD)'],
    ...logOptions(memory).flat(),
    ...['--save', ''],
    ...['--appendonly', 'no'],
  ];
}

/** One pod at a time, and never two logs. */
export function statefulSet({ metadata, labels, image, password, memory }: Options): KubeObject {
  const limits = { memory: `${memory}Mi` };
  const container = {
    name: CONTAINER,
    image,
    command: ['redis-server'],
    args: redisArguments(memory),
    env: [passwordVariable(password)],
    ports: [{ name: 'redis', containerPort: PORT }],
    readinessProbe: { tcpSocket: { port: PORT } },
    resources: { requests: { cpu: '100m', ...limits }, limits },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
  const securityContext = { runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, seccompProfile: { type: 'RuntimeDefault' } };
  const pod = { automountServiceAccountToken: false, securityContext, containers: [container] };
  const template = { metadata: { labels: { ...labels } }, spec: pod };
  const spec = { serviceName: metadata.name, replicas: 1, selector: { matchLabels: { ...labels } }, template };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec };
}

export function clusterIp(metadata: KubeObject['metadata'], labels: Options['labels']): KubeObject {
  const ports = [{ name: 'redis', port: PORT, targetPort: PORT }];
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ClusterIP', selector: { ...labels }, ports } };
}

const fromSecret = (name: string, { name: secret, key }: SecretKey) => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});

const passwordVariable = (password: SecretKey) => fromSecret('REDIS_PASSWORD', password);

/** Kubernetes puts in the value of a variable that stands before it; the password is in no manifest. */
export const environmentByPassword = (service: string, password: SecretKey, rate: number): Json[] => [
  passwordVariable(password),
  { name: 'REDIS_URL', value: `redis://:$(REDIS_PASSWORD)@${service}:${PORT}` },
  rateVariable(rate),
];

/**
 * The environment of the reference server where a Secret holds the whole URL, as for Azure Managed Redis with keys:
 * `rediss://:<key>@<hostname>:10000`.
 */
export const redisEnvironment = (url: SecretKey, eventsPerSecond: number = DEFAULT_EVENTS_PER_SECOND): Json[] => [
  fromSecret('REDIS_URL', url),
  rateVariable(eventsPerSecond),
];

const rateVariable = (rate: number) => ({ name: 'EVENTS_PER_SECOND', value: String(rate) });
