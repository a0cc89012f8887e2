/** What differs from one Job of probes to another. */
export interface ProbeJobProps {
  readonly name: string;
  /** Runs `sse-ready` from its path. */
  readonly image: string;
  readonly pods: number;
  /** Of `sse-ready`. `$(NAME)` is the value of a variable. */
  readonly args: readonly string[];
  /** Values that stay in Secrets, by variable. */
  readonly secrets: Readonly<Record<string, SecretKey>>;
  /** How long one pod works, in seconds. */
  readonly seconds: number;
  /** How many streams one pod holds. */
  readonly streams: number;
}

/** Where in a Secret a value is. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** To pull the image on new nodes, which an autoscaler may first have to make. */
const START_SECONDS = 600;
/** For somebody to read the logs. */
const KEPT_SECONDS = 86_400;
/** Measured: 10,000 streams of the probe in 326 MB, 1,000 in 126 MB. Half as much again, and never less than a process needs. */
const MEBIBYTES = { base: 192, perThousandStreams: 48 };

/**
 * An indexed Job that runs one probe in many pods. A pod that fails a check ends with another code than 0: it is not
 * tried again, and the others go on (https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index).
 */
export function probeJob({ name, image, pods, args, secrets, seconds, streams }: ProbeJobProps) {
  const labels = { 'app.kubernetes.io/name': name };
  const memory = `${MEBIBYTES.base + Math.ceil((streams / 1000) * MEBIBYTES.perThousandStreams)}Mi`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      completionMode: 'Indexed',
      completions: pods,
      parallelism: pods,
      backoffLimitPerIndex: 0,
      activeDeadlineSeconds: seconds + START_SECONDS,
      ttlSecondsAfterFinished: KEPT_SECONDS,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
          // Probes on one node share its network, which is then what they measure.
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labels },
            },
          ],
          containers: [
            {
              name: 'probe',
              image,
              command: ['sse-ready'],
              args,
              env: Object.entries(secrets).map(([variable, secretKeyRef]) => ({ name: variable, valueFrom: { secretKeyRef } })),
              // No limit on processor time: what the kernel withholds would look like a slow stream.
              resources: { requests: { cpu: '1', memory }, limits: { memory } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  };
}
