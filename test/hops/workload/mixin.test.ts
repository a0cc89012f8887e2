import { ApiObject, type Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-33';
import { StreamWorkload } from '../../../src/hops/workload/construct';
import { StreamReadyWorkload, type StreamReadyWorkloadProps } from '../../../src/hops/workload/mixin';
import { readWorkload } from '../../../src/hops/workload/read';
import type { KubeObject } from '../../../src/kubernetes/object';
import { valueAt } from '../../../src/kubernetes/owned-key';
import { chart, failure, findings, inShort, policy, written, writtenOf } from '../../constructs/support';

const labels = { app: 'web' };
const POD = ['spec', 'template', 'spec'];

function existing(scope: Chart, container: object = {}, pod: object = {}, spec: object = {}): ApiObject {
  return new ApiObject(scope, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'web:1', ...container }, { name: 'side' }], ...pod },
      },
      ...spec,
    },
  });
}

/** The Deployment after the mixin. */
function ready(options: Partial<StreamReadyWorkloadProps> = {}, ...before: object[]): KubeObject {
  const scope = chart();
  existing(scope, ...before).with(new StreamReadyWorkload({ policy: policy(), ...options }));
  return writtenOf(scope, 'Deployment');
}

const judged = (scope: Chart) => {
  const hop = readWorkload(writtenOf(scope, 'Deployment'), writtenOf(scope, 'PodDisruptionBudget'));
  return inShort(findings(policy(), hop)).filter((text) => /error|warning/.test(text));
};

it('makes a Deployment ready in place, and leaves its privileges', () => {
  const scope = chart();
  existing(scope).with(new StreamReadyWorkload({ policy: policy() }));
  expect(judged(scope)).toEqual([]);
  expect(failure(scope)).toBe('');
  expect(writtenOf(scope, 'PodDisruptionBudget')).toEqual({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'app' },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  });
});

it('takes privileges away when asked, from the container of the stream', () => {
  const after = ready({ restrictPrivileges: true });
  expect(valueAt(after, [...POD, 'containers', { named: 'web' }, 'securityContext'])).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(valueAt(after, [...POD, 'containers', { named: 'side' }])).toEqual({ name: 'side' });
});

it('gives the same result twice', () => {
  const [once, twice] = [chart(), chart()];
  const mixin = new StreamReadyWorkload({
    policy: policy(),
    runtime: 'aspnetcore',
    readinessPath: '/readyz',
    restrictPrivileges: true,
  });
  const probe = { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 } };
  existing(once, probe).with(mixin);
  existing(twice, probe).with(mixin).with(mixin);
  expect(written(twice)).toEqual(written(once));
});

describe('replaces what is worse and keeps what is better', () => {
  const of = (after: KubeObject, ...path: string[]) => valueAt(after, path);

  it('of the drain', () => {
    const longer = ready({}, { lifecycle: { preStop: { sleep: { seconds: 60 } } } }, { terminationGracePeriodSeconds: 600 });
    expect(of(longer, ...POD, 'terminationGracePeriodSeconds')).toBe(600);
    expect(JSON.stringify(longer)).toContain('"sleep":{"seconds":60}');
    const shorter = ready({}, { lifecycle: { preStop: { sleep: { seconds: 5 } } } }, { terminationGracePeriodSeconds: 30 });
    expect(of(shorter, ...POD, 'terminationGracePeriodSeconds')).toBe(55);
    expect(JSON.stringify(shorter)).toContain('"sleep":{"seconds":15}');
  });

  it('of a preStop hook with a command', () => {
    const preStop = { exec: { command: ['/drain'] } };
    const after = ready({}, { lifecycle: { preStop } });
    expect(valueAt(after, [...POD, 'containers', { named: 'web' }, 'lifecycle', 'preStop'])).toEqual(preStop);
  });

  it.each([
    [undefined, 2],
    [1, 2],
    [5, 5],
  ])('of replicas: %j becomes %d', (before, after) => {
    expect(of(ready({}, {}, {}, before === undefined ? {} : { replicas: before }), 'spec', 'replicas')).toBe(after);
  });

  it('of the rollout', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '50%', maxUnavailable: '25%' } };
    expect(of(ready({}, {}, {}, { strategy }), 'spec', 'strategy')).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 },
    });
    expect(of(ready({}, {}, {}, { strategy: { type: 'Recreate' } }), 'spec', 'strategy', 'type')).toBe('RollingUpdate');
  });

  it('of the spread', () => {
    const topologySpreadConstraints = [{ maxSkew: 2, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' }];
    expect(of(ready({}, {}, { topologySpreadConstraints }), ...POD, 'topologySpreadConstraints')).toEqual(
      topologySpreadConstraints,
    );
    expect(of(ready(), ...POD, 'topologySpreadConstraints')).toHaveLength(2);
  });

  it('of probes, with the other handler gone', () => {
    const before = { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 }, ports: [{ containerPort: 9000 }] };
    const probe = [...POD, 'containers', { named: 'web' }, 'readinessProbe'];
    expect(valueAt(ready({}, before), probe)).toEqual(before.readinessProbe);
    expect(valueAt(ready({ readinessPath: '/readyz' }, before), probe)).toEqual({
      httpGet: { path: '/readyz', port: 9000 },
      periodSeconds: 5,
    });
  });

  it('of the environment', () => {
    const env = [{ name: 'A', value: 'b' }];
    expect(valueAt(ready({ runtime: 'aspnetcore' }, { env }), [...POD, 'containers', { named: 'web' }, 'env'])).toEqual([
      ...env,
      { name: 'ASPNETCORE_SHUTDOWNTIMEOUTSECONDS', value: '35' },
    ]);
  });
});

it('changes the container it is told', () => {
  expect(valueAt(ready({ container: 'side' }), [...POD, 'containers', { named: 'web' }])).toEqual({
    name: 'web',
    image: 'web:1',
  });
});

it('adds no budget where one exists', () => {
  const scope = chart();
  const disruptionBudget = new ApiObject(scope, 'budget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'mine' },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  });
  existing(scope).with(new StreamReadyWorkload({ policy: policy(), disruptionBudget }));
  expect(written(scope).filter(({ kind }) => kind === 'PodDisruptionBudget')).toHaveLength(1);

  const elsewhere = chart();
  existing(elsewhere).with(new StreamReadyWorkload({ policy: policy(), disruptionBudget: 'elsewhere' }));
  expect(written(elsewhere).map(({ kind }) => kind)).toEqual(['Deployment']);
});

describe('with a budget in the chart', () => {
  const budget = (scope: Chart, id: string, selector: object, metadata: object = {}) =>
    new ApiObject(scope, id, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: id, ...metadata },
      spec: { maxUnavailable: 1, selector },
    });
  const budgets = (scope: Chart) => written(scope).filter(({ kind }) => kind === 'PodDisruptionBudget');

  it.each<[string, object]>([
    ['by labels', { matchLabels: labels }],
    ['by expressions', { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'other'] }] }],
    ['all pods', {}],
  ])('uses the one that selects the pods %s', (_, selector) => {
    const scope = chart();
    budget(scope, 'mine', selector);
    existing(scope).with(new StreamReadyWorkload({ policy: policy() }));
    expect(budgets(scope).map(({ metadata }) => metadata.name)).toEqual(['mine']);
    expect(judged(scope)).toEqual([]);
  });

  it('adds one where it selects others', () => {
    const scope = chart();
    budget(scope, 'others', { matchLabels: { app: 'other' } });
    budget(scope, 'elsewhere', { matchLabels: labels }, { namespace: 'other' });
    existing(scope).with(new StreamReadyWorkload({ policy: policy() }));
    expect(budgets(scope).map(({ metadata }) => metadata.name)).toEqual(['others', 'elsewhere', 'web']);
  });

  it('reports two', () => {
    const scope = chart();
    budget(scope, 'one', { matchLabels: labels });
    budget(scope, 'two', {});
    existing(scope).with(new StreamReadyWorkload({ policy: policy() }));
    expect(failure(scope)).toContain('the PodDisruptionBudgets one and two all select the pods');
  });

  it('adds none to a StreamWorkload', () => {
    const scope = chart();
    new StreamWorkload(scope, 'pods', { policy: policy(), name: 'web', image: 'web:1' });
    const before = written(scope);
    scope.with(new StreamReadyWorkload({ policy: policy() }));
    expect(written(scope)).toEqual(before);
  });

  it('adds none, and no spread, where the Deployment has no labels', () => {
    const scope = chart();
    existing(scope, {}, {}, { selector: {}, template: { spec: { containers: [{ name: 'web' }] } } }).with(
      new StreamReadyWorkload({ policy: policy() }),
    );
    expect(failure(scope)).toContain('selector-matches-nothing: Deployment app/web: neither');
    const objects = scope.node.findAll().filter((object) => ApiObject.isApiObject(object));
    expect(objects.map(({ kind }) => kind)).toEqual(['Deployment']);
    expect(JSON.stringify(objects[0]?.toJson())).not.toContain('topologySpreadConstraints');
  });
});

it.each([
  ['web', undefined],
  ['other', 2],
])('leaves the number of pods to an autoscaler in the chart that names Deployment %s', (name, replicas) => {
  const scope = chart();
  new ApiObject(scope, 'scaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'mine' },
    spec: { minReplicas: 3, maxReplicas: 9, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
  });
  existing(scope).with(new StreamReadyWorkload({ policy: policy() }));
  expect(valueAt(writtenOf(scope, 'Deployment'), ['spec', 'replicas'])).toBe(replicas);
});

it.each<[string, object, object]>([
  ['a port', { ports: [{ containerPort: 80 }] }, { readinessProbe: {} }],
  ['a readiness probe', { readinessProbe: { tcpSocket: { port: 80 } } }, {}],
])('changes the container with %s rather than the first', (_, serving, first) => {
  const containers = [
    { name: 'first', ...first },
    { name: 'server', ...serving },
  ];
  const [before, after] = valueAt(ready({}, {}, { containers }), [...POD, 'containers']) as object[];
  expect(before).toEqual(containers[0]);
  expect(after).toMatchObject({ lifecycle: { preStop: { sleep: { seconds: 15 } } } });
});

it('leaves the number of pods to an autoscaler', () => {
  const scope = chart();
  const autoscaler = new ApiObject(scope, 'scaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { minReplicas: 2, maxReplicas: 5 },
  });
  existing(scope).with(new StreamReadyWorkload({ policy: policy(), autoscaler }));
  expect(writtenOf(scope, 'Deployment')['spec']).not.toHaveProperty('replicas');
});

it('finds the Deployment of a cdk8s-plus construct', () => {
  const scope = chart();
  const deployment = new Deployment(scope, 'deployment', { containers: [{ image: 'web:1', portNumber: 9000 }] });
  deployment.with(new StreamReadyWorkload({ policy: policy(), container: 'main', readinessPath: '/readyz' }));
  deployment.with(new StreamReadyWorkload({ policy: policy(), container: 'main', readinessPath: '/readyz' }));
  expect(failure(scope)).toBe('');
  expect(judged(scope)).toEqual([]);
  expect(valueAt(writtenOf(scope, 'PodDisruptionBudget'), ['spec', 'selector'])).toEqual(
    valueAt(writtenOf(scope, 'Deployment'), ['spec', 'selector']),
  );
});

describe('reports at synthesis', () => {
  const failureOf = (options: Partial<StreamReadyWorkloadProps>, container: object = {}, of = policy()) => {
    const scope = chart();
    const mixin = new StreamReadyWorkload({ policy: of, ...options });
    existing(scope, container).with(mixin).with(mixin);
    return failure(scope);
  };

  it('a probe on the stream path, once', () => {
    const container = { readinessProbe: { httpGet: { path: '/events', port: 80 } } };
    expect(failureOf({}, container).match(/health-probe-off-stream-path: Deployment app\/web/g)).toHaveLength(1);
  });

  it('a container that is not there, and a duration without unit', () => {
    expect(failureOf({ container: 'other' })).toContain('the container is to be "other", the Deployment has web, side');
    expect(failureOf({ preStop: '15' })).toContain('preStop is "15"');
  });

  it('a time that the target cannot hold', () => {
    expect(failureOf({}, {}, policy({ drain: { window: '1500ms' } }))).toContain('termination grace period is to be 26s500ms');
  });
});
