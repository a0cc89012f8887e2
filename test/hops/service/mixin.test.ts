import { ApiObject, type Chart } from 'cdk8s';
import { Deployment, Service, ServiceType } from 'cdk8s-plus-33';
import { StreamReadyService } from '../../../src/hops/service/mixin';
import { byAddress, chart, failure, policy, writtenOf } from '../../constructs/support';

const IDLE = 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout';

const existing = (scope: Chart, spec: object = {}, annotations: Record<string, string> = {}): ApiObject =>
  new ApiObject(scope, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', annotations },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec },
  });

it('adds affinity by client IP and nothing else inside the cluster', () => {
  const scope = chart();
  existing(scope).with(new StreamReadyService({ policy: byAddress }));
  expect(writtenOf(scope, 'Service')['spec']).toEqual({
    selector: { app: 'web' },
    ports: [{ port: 80 }],
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
  });
});

it('changes nothing inside the cluster where a gateway sets the cookie', () => {
  const scope = chart();
  existing(scope).with(new StreamReadyService({ policy: policy() }));
  expect(writtenOf(scope, 'Service')['spec']).toEqual({ selector: { app: 'web' }, ports: [{ port: 80 }] });
  expect(failure(scope)).toBe('');
});

it.each([
  ['10', '10'],
  ['240s', '4'],
  ['3', '4'],
])('keeps a load balancer one: idle timeout "%s" becomes "%s"', (before, after) => {
  const scope = chart();
  existing(scope, { type: 'LoadBalancer' }, { [IDLE]: before }).with(new StreamReadyService({ policy: byAddress }));
  const service = writtenOf(scope, 'Service');
  expect(service.metadata.annotations).toEqual({ [IDLE]: after });
  expect(service['spec']).toMatchObject({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
  expect(failure(scope)).toBe('');
});

it('gives the same result twice', () => {
  const [once, twice] = [chart(), chart()];
  const mixin = new StreamReadyService({ policy: byAddress });
  existing(once, { type: 'LoadBalancer' }).with(mixin);
  existing(twice, { type: 'LoadBalancer' }).with(mixin).with(mixin);
  expect(writtenOf(twice, 'Service')).toEqual(writtenOf(once, 'Service'));
});

it('finds the Service of a cdk8s-plus construct', () => {
  const scope = chart();
  const service = new Service(scope, 'service', { type: ServiceType.LOAD_BALANCER, ports: [{ port: 80 }] });
  service.with(new StreamReadyService({ policy: byAddress }));
  expect(writtenOf(scope, 'Service')['spec']).toMatchObject({ sessionAffinity: 'ClientIP', externalTrafficPolicy: 'Local' });
});

it('reports at synthesis what the policy needs and a load balancer cannot do', () => {
  const scope = chart();
  const mixin = new StreamReadyService({ policy: policy() });
  existing(scope, { type: 'LoadBalancer' }).with(mixin).with(mixin);
  expect(failure(scope).match(/affinity-at-balancing-hop: Service app\/web/g)).toHaveLength(1);
});

it('reports at synthesis a time that the target cannot hold', () => {
  const scope = chart();
  existing(scope).with(new StreamReadyService({ policy: policy({ affinity: { kind: 'client-ip', timeout: '1500ms' } }) }));
  expect(failure(scope)).toContain('value-rejected-by-target: Service app/web: sessionAffinity is to be 1s500ms');
});

describe('looks for the pods', () => {
  const pods = (scope: Chart, kind: string, app: string, metadata: object = {}) =>
    new ApiObject(scope, `${kind}-${app}`, {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: app, ...metadata },
      spec: { template: { metadata: { labels: { app } } } },
    });
  const failureOf = (...around: [kind: string, app: string, metadata?: object][]) => {
    const scope = chart();
    for (const one of around) pods(scope, ...one);
    existing(scope).with(new StreamReadyService({ policy: policy() }));
    return failure(scope);
  };

  it('and reports that no Deployment has them', () => {
    expect(failureOf(['Deployment', 'other'])).toContain(
      'selector-matches-nothing: Service app/web: spec.selector is {"app":"web"}, the pods of the namespace have {"app":"other"} (Deployment other)',
    );
  });

  it.each<[string, Parameters<typeof failureOf>]>([
    [
      'among Deployments',
      [
        ['Deployment', 'other'],
        ['Deployment', 'web'],
      ],
    ],
    [
      'in something else that makes pods',
      [
        ['Deployment', 'other'],
        ['StatefulSet', 'web'],
      ],
    ],
    ['elsewhere, where no Deployment is in the namespace', [['Deployment', 'other', { namespace: 'other' }]]],
  ])('%s', (_, around) => {
    expect(failureOf(...around)).toBe('');
  });
});

it('looks at the pods as they are at synthesis, which may not be readable before', () => {
  const scope = chart();
  const later = new Deployment(scope, 'later');
  existing(scope).with(new StreamReadyService({ policy: policy() }));
  later.addContainer({ image: 'web:1' });
  expect(failure(scope)).toContain('selector-matches-nothing: Service app/web');
  later.metadata.addLabel('app', 'web');
  later.podMetadata.addLabel('app', 'web');
  expect(failure(scope)).toBe('');
});

it('reports affinity that a headless Service cannot have', () => {
  const scope = chart();
  existing(scope, { clusterIP: 'None' }).with(new StreamReadyService({ policy: byAddress }));
  expect(failure(scope)).toContain(
    'setting-ignored-by-target: Service app/web: spec.sessionAffinity is ClientIP, spec.clusterIP None',
  );
});
