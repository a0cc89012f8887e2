import { ApiObject, type Chart } from 'cdk8s';
import { StreamReadyAgcIngress } from '../../../src/hops/ingress-agc/mixin';
import { valueAt } from '../../../src/kubernetes/owned-key';
import { chart, failure, policy, written, writtenOf } from '../../constructs/support';
import { extension, ingress, MANAGED, NAMED, ofProduct } from './support';

const mixin = new StreamReadyAgcIngress({
  policy: policy(),
  healthProbePath: '/readyz',
  albControllerVersion: '1.12.4',
  acknowledgeUnsupported: 'Ingresses only until 2027',
});

const add = (scope: Chart, object: { readonly metadata: { readonly name: string }; readonly kind: string }) =>
  new ApiObject(scope, object.kind + object.metadata.name, object as unknown as ConstructorParameters<typeof ApiObject>[2]);

it('makes an Ingress ready, with the extension that it lacks', () => {
  const scope = chart();
  add(scope, ingress({ annotations: MANAGED })).with(mixin);
  expect(failure(scope)).toBe('');
  expect(writtenOf(scope, 'Ingress').metadata.annotations).toMatchObject(NAMED);
  expect(writtenOf(scope, 'IngressExtension')).toMatchObject({
    metadata: { name: 'prices', namespace: 'shop' },
    spec: { backendSettings: [{ service: 'prices', timeouts: { requestTimeout: '3600s' } }] },
  });
  expect(valueAt(writtenOf(scope, 'HealthCheckPolicy'), ['spec', 'default', 'http', 'path'])).toBe('/readyz');
});

it('completes what is there, keeps the rest, and gives the same result twice', () => {
  const scope = chart();
  const rules = [{ host: 'prices.example.com', additionalHostnames: ['www.example.com'] }];
  const other = { service: 'orders', timeouts: { requestTimeout: '5s' } };
  const ours = { service: 'prices', ports: [{ port: 80, protocol: 'HTTP' }], timeouts: { requestTimeout: '5s' } };
  add(scope, extension({}, { backendSettings: [ours, other], rules }));
  const target = { targetRef: { group: '', kind: 'Service', name: 'prices' } };
  add(scope, ofProduct('HealthCheckPolicy', { ...target, default: { interval: '5s', http: { path: '/events' } } }, 'mine'));
  add(scope, ingress()).with(mixin).with(mixin);
  expect(failure(scope)).toBe('');
  expect(writtenOf(scope, 'IngressExtension')['spec']).toMatchObject({
    rules,
    backendSettings: [other, { service: 'prices', ports: ours.ports, timeouts: { requestTimeout: '3600s' } }],
  });
  expect(written(scope).filter(({ kind }) => kind === 'HealthCheckPolicy')).toHaveLength(1);
  expect(writtenOf(scope, 'HealthCheckPolicy')['spec']).toMatchObject({
    default: { interval: '5s', http: { path: '/readyz' } },
  });
});

it('leaves Ingresses of other classes alone', () => {
  const scope = chart();
  const before = ingress({ spec: { ingressClassName: 'nginx' } });
  add(scope, before).with(mixin);
  expect(written(scope)).toEqual([before]);
});

it('fails without a reason for the Ingress API', () => {
  const scope = chart();
  add(scope, ingress()).with(new StreamReadyAgcIngress({ policy: policy() }));
  expect(failure(scope)).toMatch(/hop-does-not-support-sse.*HTTPRoute with a RoutePolicy/s);
});
