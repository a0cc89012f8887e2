import { ApiObject } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-33';
import { check } from '../../../src/check';
import { StreamLoadBalancer, StreamService, type StreamLoadBalancerProps } from '../../../src/hops/service/construct';
import { planService, serviceKeys, type ServiceOptions } from '../../../src/hops/service/hop';
import { readService } from '../../../src/hops/service/read';
import { StreamWorkload } from '../../../src/hops/workload/construct';
import type { KubeObject } from '../../../src/kubernetes/object';
import { withKeys, type OwnedKey } from '../../../src/kubernetes/owned-key';
import { selects } from '../../../src/kubernetes/selector';
import { byAddress, chart, failure, inShort, policies, policy, withoutAffinity, writtenOf } from '../../constructs/support';

const bare: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'sse' }, spec: {} };
const selector = { app: 'sse' };
const AZURE = 'service.beta.kubernetes.io/azure-load-balancer-';

describe.each(policies)('policy with affinity %s', (_, of) => {
  it.each<[string, Omit<ServiceOptions, 'object'>]>([
    ['ClusterIP', {}],
    ['an internal load balancer', { loadBalancer: 'internal' }],
    ['a public load balancer', { loadBalancer: 'public' }],
    ...(of.affinity.kind === 'client-ip'
      ? []
      : ([['a probed load balancer', { loadBalancer: 'public', probePath: '/readyz' }]] as [string, ServiceOptions][])),
  ])('is read as it was planned: %s', (_, options) => {
    const all = { object: 'Service sse', ...options };
    expect(readService(withKeys(bare, serviceKeys(of, all)))).toEqual(planService(of, all));
  });
});

describe('StreamLoadBalancer', () => {
  const made = (change: Partial<StreamLoadBalancerProps> = {}) => {
    const scope = chart();
    new StreamLoadBalancer(scope, 'lb', { policy: byAddress, name: 'sse', pods: { selector }, ...change });
    return writtenOf(scope, 'Service');
  };

  it('is internal, keeps the client address and waits in whole minutes', () => {
    expect(made()).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'sse',
        namespace: 'app',
        annotations: { [`${AZURE}internal`]: 'true', [`${AZURE}tcp-idle-timeout`]: '4' },
      },
      spec: {
        type: 'LoadBalancer',
        selector,
        ports: [{ name: 'http', port: 80, targetPort: 'http' }],
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
        externalTrafficPolicy: 'Local',
      },
    });
  });

  it('is public when asked', () => {
    expect(made({ exposure: 'public' }).metadata.annotations).toEqual({ [`${AZURE}tcp-idle-timeout`]: '4' });
  });

  it('probes a path over HTTP where the address is not kept', () => {
    const service = made({ policy: withoutAffinity, probePath: '/readyz' });
    expect(service.metadata.annotations).toMatchObject({ [`${AZURE}health-probe-request-path`]: '/readyz' });
    expect(service['spec']).toMatchObject({ ports: [{ appProtocol: 'http' }] });
  });

  it('refuses a probe path that Azure ignores', () => {
    const scope = chart();
    new StreamLoadBalancer(scope, 'lb', { policy: byAddress, name: 'sse', pods: { selector }, probePath: '/readyz' });
    expect(failure(scope)).toContain('setting-ignored-by-target: Service app/sse: probePath is /readyz');
  });

  it('changes its output with each prop and each policy field it depends on', () => {
    const outputs = [
      {},
      { name: 'other' },
      { port: 8000 },
      { targetPort: 9000 },
      { pods: { selector: { app: 'other' } } },
      { exposure: 'public' as const },
      { metadata: { labels: { a: 'b' } } },
      { spec: { loadBalancerSourceRanges: ['10.0.0.0/8'] } },
      { policy: byAddress.with({ heartbeat: '2m' }) },
      { policy: byAddress.with({ affinity: { kind: 'client-ip', timeout: '1h' } }) },
      { policy: withoutAffinity },
      { policy: withoutAffinity, probePath: '/readyz' },
    ].map((change) => JSON.stringify(made(change)));
    expect(new Set(outputs).size).toBe(outputs.length);
  });
});

describe('each key of ours, worsened', () => {
  const options: ServiceOptions = { object: 'Service sse', loadBalancer: 'internal' };
  const ready = withKeys(bare, serviceKeys(byAddress, options));
  const judged = (service: KubeObject) => inShort(check(byAddress, { name: 'test', hops: [readService(service)] }));
  const written = (path: OwnedKey['path'], value: string | number) => withKeys(ready, [{ path, value }]);

  it.each<[OwnedKey['path'], string | number, string]>([
    [['spec', 'sessionAffinity'], 'None', 'affinity-at-balancing-hop error'],
    [['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], 60, 'affinity-at-balancing-hop warning'],
    [['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], 86401, 'value-rejected-by-target error'],
    [['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'], -1, 'value-rejected-by-target error'],
    [['spec', 'externalTrafficPolicy'], 'Cluster', 'client-ip-affinity-behind-proxy warning'],
    [['metadata', 'annotations', `${AZURE}tcp-idle-timeout`], '3', 'value-rejected-by-target error'],
    [['metadata', 'annotations', `${AZURE}tcp-idle-timeout`], '240s', 'value-rejected-by-target error'],
    [['metadata', 'annotations', `${AZURE}tcp-idle-timeout`], '31', 'value-rejected-by-target warning'],
    [['metadata', 'annotations', `${AZURE}tcp-idle-timeout`], '101', 'value-rejected-by-target error'],
    [['metadata', 'annotations', `${AZURE}disable-tcp-reset`], 'true', 'heartbeat-within-idle-limit warning'],
    [['metadata', 'annotations', `${AZURE}health-probe-interval`], '4', 'value-rejected-by-target error'],
    [['metadata', 'annotations', `${AZURE}health-probe-interval`], '60', 'value-rejected-by-target error'],
    [['metadata', 'annotations', `${AZURE}health-probe-num-of-probe`], '24', 'value-rejected-by-target error'],
  ])('%j: %j', (path, value, finding) => {
    expect(judged(ready)).not.toContain(finding);
    expect(judged(written(path, value))).toContain(finding);
  });
});

it.each<[ServiceOptions['loadBalancer'], string[]]>([
  ['public', ['unknown']],
  ['internal', ['unknown']],
  [undefined, []],
])('says that TLS is up to the pods: load balancer %s', (loadBalancer, levels) => {
  const service = withKeys(bare, serviceKeys(byAddress, { object: 'Service sse', loadBalancer }));
  const found = check(byAddress, { name: 'test', hops: [readService(service)] });
  expect(found.filter(({ rule }) => rule === 'secure-transport').map(({ level }) => level)).toEqual(levels);
});

describe('StreamService', () => {
  it('selects the pods of a workload, at its port', () => {
    const scope = chart();
    const pods = new StreamWorkload(scope, 'workload', { policy: policy(), name: 'sse', image: 'sse:1', port: 9000 });
    const { hops } = new StreamService(scope, 'service', { policy: policy(), name: 'sse', pods });
    expect(writtenOf(scope, 'Service')['spec']).toMatchObject({
      selector: { 'app.kubernetes.io/name': 'sse' },
      ports: [{ port: 80, targetPort: 9000 }],
    });
    expect(hops.map(({ type }) => type)).toEqual(['service', 'workload']);
    expect(failure(scope)).toBe('');
  });

  it.each([
    ['named', { name: 'web', containerPort: 9000 }, 'web'],
    ['without name', { containerPort: 9000 }, 9000],
  ])('selects the pods of an existing Deployment, at its port %s', (_, port, targetPort) => {
    const scope = chart();
    const pods = new ApiObject(scope, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', ports: [port] }] } } },
    });
    new StreamService(scope, 'service', { policy: policy(), name: 'web', pods });
    expect(writtenOf(scope, 'Service')['spec']).toMatchObject({ selector: { app: 'web' }, ports: [{ targetPort }] });
  });

  it('selects the pods of a cdk8s-plus Deployment', () => {
    const scope = chart();
    const pods = new Deployment(scope, 'deployment', { containers: [{ image: 'web:1', portNumber: 9000 }] });
    new StreamService(scope, 'service', { policy: policy(), name: 'web', pods });
    const label = pods.matchLabels['cdk8s.io/metadata.addr'];
    expect(writtenOf(scope, 'Service')['spec']).toMatchObject({
      selector: { 'cdk8s.io/metadata.addr': label },
      ports: [{ targetPort: 9000 }],
    });
  });

  it('hands the port on that its own spec gives', () => {
    const scope = chart();
    const spec = { ports: [{ port: 8000, targetPort: 'http' }] };
    expect(new StreamService(scope, 'service', { policy: policy(), name: 'sse', pods: { selector }, spec }).port).toBe(8000);
  });

  it('reports a selector that matches no pod', () => {
    const scope = chart();
    const pods = new StreamWorkload(scope, 'workload', { policy: policy(), name: 'sse', image: 'sse:1' });
    new StreamService(scope, 'service', { policy: policy(), name: 'sse', pods, spec: { selector: { app: 'sse' } } });
    const text = failure(scope);
    expect(text).toContain('[test/service] selector-matches-nothing: Service app/sse:');
    expect(text).toContain('"app":"sse"');
  });

  it('owns its keys', () => {
    const scope = chart();
    const spec = { sessionAffinity: 'None' };
    new StreamService(scope, 'service', { policy: byAddress, name: 'sse', pods: { selector }, spec });
    expect(failure(scope)).toContain(
      'spec.sessionAffinity is set to "None" in the props; this construct owns the key and computes "ClientIP"',
    );
  });

  it('reports a time that the target cannot hold', () => {
    const scope = chart();
    const of = policy({ affinity: { kind: 'client-ip', timeout: '1500ms' } });
    new StreamService(scope, 'service', { policy: of, name: 'sse', pods: { selector } });
    expect(failure(scope)).toContain('value-rejected-by-target: Service app/sse: sessionAffinity is to be 1s500ms');
  });
});

describe('selects', () => {
  it.each([
    [{ a: '1' }, { a: '1', b: '2' }, true],
    [{ a: '1', b: '2' }, { a: '1' }, false],
    [{ a: '1' }, { a: '2' }, false],
    [{}, { a: '1' }, false],
    [undefined, { a: '1' }, false],
  ])('%j of %j: %s', (from, labels, expected) => {
    expect(selects(from, labels)).toBe(expected);
  });
});
