import { check } from '../../../src/check';
import { settingsOf, unknownHop } from '../../../src/path/hop';
import { fixed } from '../../../src/path/setting';
import { Duration } from '../../../src/policy/duration';
import { StreamWorkload, type StreamWorkloadProps } from '../../../src/hops/workload/construct';
import { workloadFacts } from '../../../src/hops/workload/facts';
import { readWorkload } from '../../../src/hops/workload/read';
import type { KubeObject } from '../../../src/kubernetes/object';
import { withKeys, type Step } from '../../../src/kubernetes/owned-key';
import { chart, failure, findings, inShort, policies, policy, written } from '../../constructs/support';

const props: StreamWorkloadProps = {
  policy: policy(),
  name: 'sse',
  image: 'sse:1',
  resources: { requests: { cpu: '100m' } },
};

function made(change: Partial<StreamWorkloadProps> = {}) {
  const scope = chart();
  const workload = new StreamWorkload(scope, 'workload', { ...props, ...change });
  const objects = written(scope);
  const of = (kind: string) => objects.find((object) => object.kind === kind);
  const deployment = of('Deployment');
  if (deployment === undefined) throw new Error('there is no Deployment');
  return { workload, deployment, budget: of('PodDisruptionBudget'), scaler: of('HorizontalPodAutoscaler'), objects };
}

function failureOf(change: Partial<StreamWorkloadProps>): string {
  const scope = chart();
  new StreamWorkload(scope, 'workload', { ...props, ...change });
  return failure(scope);
}

describe.each(policies)('policy with affinity %s', (_, of) => {
  it.each<[string, Partial<StreamWorkloadProps>]>([
    ['by default', {}],
    ['with a runtime', { runtime: 'aspnetcore' }],
    ['with an autoscaler', { replicas: 3, maxReplicas: 10 }],
    ['with probes of its own', { readinessPath: '/ready', livenessPath: '/live', preStop: '90s', port: 9000 }],
  ])('is read as it was planned %s', (_, change) => {
    const { workload, deployment, budget, scaler } = made({ policy: of, ...change });
    expect(readWorkload(deployment, budget, scaler)).toEqual(workload.hop);
    expect(inShort(findings(of, workload.hop)).filter((text) => /error|warning/.test(text))).toEqual([]);
  });
});

it('writes what the stream needs', () => {
  expect(made({ runtime: 'aspnetcore', maxReplicas: 10 }).objects).toMatchInlineSnapshot(`
    [
      {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {
          "annotations": {
            "sse-ready.dev/policy": "{"paths":[{"prefix":"/events"}],"heartbeat":"15s","maxAge":{"limit":"1h","jitter":"6m"},"affinity":{"kind":"cookie","name":"sse-affinity","lifetime":"24h"},"resume":"last-event-id","drain":{"window":"30s","retry":{"min":"1s","max":"5s"}}}",
          },
          "name": "sse",
          "namespace": "app",
        },
        "spec": {
          "selector": {
            "matchLabels": {
              "app.kubernetes.io/name": "sse",
            },
          },
          "strategy": {
            "rollingUpdate": {
              "maxSurge": 1,
              "maxUnavailable": 0,
            },
            "type": "RollingUpdate",
          },
          "template": {
            "metadata": {
              "labels": {
                "app.kubernetes.io/name": "sse",
              },
            },
            "spec": {
              "automountServiceAccountToken": false,
              "containers": [
                {
                  "env": [
                    {
                      "name": "ASPNETCORE_URLS",
                      "value": "http://+:8080",
                    },
                    {
                      "name": "ASPNETCORE_SHUTDOWNTIMEOUTSECONDS",
                      "value": "35",
                    },
                  ],
                  "image": "sse:1",
                  "lifecycle": {
                    "preStop": {
                      "sleep": {
                        "seconds": 15,
                      },
                    },
                  },
                  "livenessProbe": {
                    "httpGet": {
                      "path": "/livez",
                      "port": 8080,
                    },
                  },
                  "name": "sse",
                  "ports": [
                    {
                      "containerPort": 8080,
                      "name": "http",
                    },
                  ],
                  "readinessProbe": {
                    "httpGet": {
                      "path": "/readyz",
                      "port": 8080,
                    },
                  },
                  "resources": {
                    "requests": {
                      "cpu": "100m",
                    },
                  },
                  "securityContext": {
                    "allowPrivilegeEscalation": false,
                    "capabilities": {
                      "drop": [
                        "ALL",
                      ],
                    },
                    "readOnlyRootFilesystem": true,
                  },
                },
              ],
              "securityContext": {
                "runAsNonRoot": true,
                "seccompProfile": {
                  "type": "RuntimeDefault",
                },
              },
              "terminationGracePeriodSeconds": 55,
              "topologySpreadConstraints": [
                {
                  "labelSelector": {
                    "matchLabels": {
                      "app.kubernetes.io/name": "sse",
                    },
                  },
                  "maxSkew": 1,
                  "topologyKey": "kubernetes.io/hostname",
                  "whenUnsatisfiable": "ScheduleAnyway",
                },
                {
                  "labelSelector": {
                    "matchLabels": {
                      "app.kubernetes.io/name": "sse",
                    },
                  },
                  "maxSkew": 1,
                  "topologyKey": "topology.kubernetes.io/zone",
                  "whenUnsatisfiable": "ScheduleAnyway",
                },
              ],
            },
          },
        },
      },
      {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {
          "name": "sse",
          "namespace": "app",
        },
        "spec": {
          "maxUnavailable": 1,
          "selector": {
            "matchLabels": {
              "app.kubernetes.io/name": "sse",
            },
          },
        },
      },
      {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {
          "name": "sse",
          "namespace": "app",
        },
        "spec": {
          "behavior": {
            "scaleDown": {
              "policies": [
                {
                  "periodSeconds": 55,
                  "type": "Pods",
                  "value": 1,
                },
              ],
              "stabilizationWindowSeconds": 3600,
            },
          },
          "maxReplicas": 10,
          "metrics": [
            {
              "resource": {
                "name": "cpu",
                "target": {
                  "averageUtilization": 60,
                  "type": "Utilization",
                },
              },
              "type": "Resource",
            },
          ],
          "minReplicas": 2,
          "scaleTargetRef": {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "name": "sse",
          },
        },
      },
    ]
  `);
});

it('runs a fixed number of pods, or an autoscaler decides', () => {
  expect(made({ replicas: 3 }).deployment['spec']).toMatchObject({ replicas: 3 });
  expect(made({ replicas: 3 }).scaler).toBeUndefined();
  expect(made({ replicas: 3, maxReplicas: 10 }).deployment['spec']).not.toHaveProperty('replicas');
  expect(made({ replicas: 3, maxReplicas: 10 }).scaler).toMatchObject({ spec: { minReplicas: 3, maxReplicas: 10 } });
});

it('keeps budget and autoscaler in its own namespace', () => {
  const { objects } = made({ metadata: { namespace: 'other' }, maxReplicas: 10 });
  expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(['other', 'other', 'other']);
});

it('keeps the period of the autoscaler within its range', () => {
  const { scaler } = made({ maxReplicas: 10, policy: policy({ drain: { window: '45m' } }) });
  expect(scaler).toMatchObject({ spec: { behavior: { scaleDown: { policies: [{ periodSeconds: 1800 }] } } } });
});

describe('each key of ours, worsened', () => {
  const { deployment, budget, scaler } = made({ runtime: 'aspnetcore', maxReplicas: 10 });
  const judged = (objects: { deployment?: KubeObject; budget?: KubeObject | undefined; scaler?: KubeObject | undefined }) => {
    const all = { deployment, budget, scaler, ...objects };
    return inShort(findings(policy(), readWorkload(all.deployment, all.budget, all.scaler)));
  };
  const written = (object: KubeObject | undefined, path: Step[], value: never): KubeObject =>
    withKeys(object ?? deployment, [{ path, value }]);
  const POD = ['spec', 'template', 'spec'];
  const CONTAINER: Step[] = [...POD, 'containers', { named: 'sse' }];

  it.each<[Step[], unknown, string]>([
    [['spec', 'strategy', 'type'], 'Recreate', 'rollout-keeps-capacity error'],
    [['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'], 1, 'rollout-keeps-capacity warning'],
    [[...POD, 'terminationGracePeriodSeconds'], 30, 'drain-window-covers-close error'],
    [[...POD, 'terminationGracePeriodSeconds'], -1, 'drain-window-covers-close unknown'],
    [[...POD, 'topologySpreadConstraints'], [], 'replicas-spread warning'],
    [[...POD, 'automountServiceAccountToken'], true, 'least-privilege note'],
    [[...POD, 'securityContext', 'runAsNonRoot'], false, 'least-privilege note'],
    [[...POD, 'securityContext', 'seccompProfile', 'type'], 'Unconfined', 'least-privilege note'],
    [[...CONTAINER, 'securityContext', 'allowPrivilegeEscalation'], true, 'least-privilege note'],
    [[...CONTAINER, 'securityContext', 'readOnlyRootFilesystem'], false, 'least-privilege note'],
    [[...CONTAINER, 'securityContext', 'capabilities', 'drop'], [], 'least-privilege note'],
    [[...CONTAINER, 'readinessProbe', 'httpGet', 'path'], '/events', 'health-probe-off-stream-path error'],
    [[...CONTAINER, 'livenessProbe', 'httpGet', 'path'], '/events/1', 'health-probe-off-stream-path error'],
    [[...CONTAINER, 'lifecycle', 'preStop'], { sleep: { seconds: 0 } }, 'drain-window-covers-close warning'],
    [[...CONTAINER, 'lifecycle', 'preStop'], { exec: { command: ['sleep', '15'] } }, 'drain-window-covers-close unknown'],
    [[...CONTAINER, 'env', { named: 'ASPNETCORE_SHUTDOWNTIMEOUTSECONDS' }, 'value'], '5', 'drain-window-covers-close error'],
  ])('%j: %j', (path, value, finding) => {
    expect(judged({})).not.toContain(finding);
    expect(judged({ deployment: written(deployment, path, value as never) })).toContain(finding);
  });

  it('the replicas', () => {
    const fixed = made().deployment;
    const one = written(fixed, ['spec', 'replicas'], 1 as never);
    expect(judged({ deployment: one, scaler: undefined })).toContain('rollout-keeps-capacity warning');
  });

  it('the budget', () => {
    expect(judged({ budget: undefined })).toContain('disruption-budget warning');
    expect(judged({ budget: written(budget, ['spec', 'maxUnavailable'], '100%' as never) })).toContain(
      'disruption-budget warning',
    );
  });

  it('the autoscaler', () => {
    const flapping = written(scaler, ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'], 0 as never);
    expect(judged({ scaler: flapping }).filter((text) => text.startsWith('autoscaler-keeps-streams'))).not.toEqual([]);
  });
});

describe('reads the wait of the container that serves', () => {
  const port = { ports: [{ containerPort: 80 }] };
  const probe = { readinessProbe: { tcpSocket: { port: 80 } } };
  const sleep = (seconds: number) => ({ lifecycle: { preStop: { sleep: { seconds } } } });
  const exec = { lifecycle: { preStop: { exec: { command: ['/drain'] } } } };
  const waitOf = (containers: object[]) => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } };
    const [wait] = settingsOf(readWorkload({ ...deployment, spec: { template: { spec: { containers } } } }), 'pre-stop-wait');
    return wait?.origin === 'unknown' ? wait.why : wait?.value.toString();
  };

  it.each<[string, object[], string]>([
    ['none', [], '0s'],
    ['a server without hook beside a sidecar with one', [sleep(60), port], '0s'],
    ['a server with a hook beside a sidecar without', [{}, { ...port, ...sleep(15) }], '15s'],
    ['a server known by its probe', [sleep(60), { ...probe, ...sleep(15) }], '15s'],
    [
      'two with a port',
      [
        { ...port, ...sleep(60) },
        { ...port, ...sleep(15) },
      ],
      '15s',
    ],
    ['two with a port, one of them without hook', [{ ...port, ...exec }, port], '0s'],
    [
      'one with a command',
      [{ ...port, ...exec }, sleep(15)],
      'the preStop hook runs a command or asks a URL, and for how long is not read',
    ],
    ['the only one', [sleep(15)], '15s'],
    ['two that say nothing', [sleep(15), {}], 'the containers wait differently, and none declares a port'],
  ])('%s', (_, containers, wait) => {
    expect(waitOf(containers)).toBe(wait);
  });
});

it('says in seconds how long a missing preStop hook must wait', () => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: {} };
  const removal = fixed('endpoint-removal', Duration.seconds(90), { name: 'removal', fact: workloadFacts.probes });
  const hops = [{ ...unknownHop('gateway'), settings: [removal] }, readWorkload(deployment)];
  const [finding] = check(policy(), { name: 'test', hops }).filter(({ fix }) => fix.includes('preStop'));
  expect(finding?.fix).toContain('set lifecycle.preStop.sleep.seconds to 90 or more');
});

it('reports a selector that is not on the pods', () => {
  const { deployment } = made();
  const wrong = withKeys(deployment, [{ path: ['spec', 'selector', 'matchLabels'], value: { app: 'other' } }]);
  expect(inShort(findings(policy(), readWorkload(wrong)))).toContain('selector-matches-nothing error');
});

describe('reports at synthesis', () => {
  it('a key of ours that the props set', () => {
    expect(failureOf({ pod: { terminationGracePeriodSeconds: 5 } })).toContain(
      'spec.template.spec.terminationGracePeriodSeconds is set to 5 in the props; this construct owns the key and computes 55',
    );
    expect(failureOf({ container: { lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } } } })).toContain(
      'owned-key-set-by-user',
    );
  });

  it('a duration without unit, another that is no whole second, and a range that is empty, together', () => {
    const text = failureOf({ preStop: '15', policy: policy({ drain: { window: '1500ms' } }), replicas: 4, maxReplicas: 3 });
    expect(text).toContain('preStop is "15"; write a number with a unit');
    expect(text).toContain('termination grace period is to be 26s500ms');
    expect(text).toContain('maxReplicas is 3, replicas 4');
  });

  it('a probe on the stream path', () => {
    expect(failureOf({ readinessPath: '/events' })).toContain('health-probe-off-stream-path');
  });
});

it('changes its output with each prop and each policy field it depends on', () => {
  const outputs = [
    {},
    { name: 'other' },
    { image: 'sse:2' },
    { port: 9000 },
    { readinessPath: '/ready' },
    { livenessPath: '/live' },
    { preStop: '20s' },
    { preStop: Duration.seconds(25) },
    { replicas: 3 },
    { maxReplicas: 3 },
    { maxReplicas: 3, policy: policy({ maxAge: { limit: '20m' } }) },
    { runtime: 'aspnetcore' as const },
    { labels: { app: 'sse' } },
    { resources: { limits: { memory: '1Gi' } } },
    { container: { env: [{ name: 'A', value: 'b' }] } },
    { pod: { serviceAccountName: 'sse' } },
    { metadata: { labels: { a: 'b' } } },
    { policy: policy({ drain: { window: '1m' } }) },
  ].map((change) => JSON.stringify(made(change).objects));
  expect(new Set(outputs).size).toBe(outputs.length);
});
