import { StreamAgcIngress, type StreamAgcIngressProps } from '../../../src/hops/ingress-agc/construct';
import { byAddress, chart, failure, policy, written, writtenOf } from '../../constructs/support';

const props: StreamAgcIngressProps = {
  policy: policy(),
  name: 'sse',
  host: 'sse.example.com',
  tls: { secretName: 'tls' },
  gateway: { albId: '/subscriptions/s/trafficControllers/streams', frontend: 'streams' },
  backend: { name: 'sse', port: 80 },
  healthProbePath: '/readyz',
  acknowledgeUnsupported: 'Ingresses only until 2027',
};

function failureOf(change: Partial<StreamAgcIngressProps>): string {
  const scope = chart();
  new StreamAgcIngress(scope, 'ingress', { ...props, ...change });
  return failure(scope);
}

it.each(['', '  '])('must be acknowledged as unsupported, not with %j', (acknowledgeUnsupported) => {
  const text = failureOf({ acknowledgeUnsupported });
  expect(text).toContain('[test/ingress] hop-does-not-support-sse: Ingress app/sse:');
  expect(text).toMatch(/HTTPRoute with a RoutePolicy .*acknowledgeUnsupported/);
  expect(text).toContain('https://learn.microsoft.com/azure/application-gateway/for-containers/server-sent-events');
  expect(failureOf({})).toBe('');
});

it('owns its keys', () => {
  const text = failureOf({ metadata: { annotations: { 'alb.networking.azure.io/alb-ingress-extension': 'mine' } } });
  expect(text).toContain('owned-key-set-by-user');
  expect(text).toContain('alb-ingress-extension"] is set to "mine"');
});

it('cannot do affinity by client address', () => {
  expect(failureOf({ policy: byAddress })).toContain('affinity-unsupported-by-hop');
});

it('lets streams that end live their time, and says that it cannot promise it to others', () => {
  const [ending, endless] = [chart(), chart()];
  new StreamAgcIngress(ending, 'ingress', { ...props, policy: policy({ maxAge: { limit: '90m' } }) });
  const { hop } = new StreamAgcIngress(endless, 'ingress', { ...props, policy: policy({ maxAge: { limit: 'disabled' } }) });
  const timeoutIn = (scope: typeof ending) => JSON.stringify(writtenOf(scope, 'IngressExtension')['spec']);
  expect(timeoutIn(ending)).toContain('"requestTimeout":"5400s"');
  expect(timeoutIn(endless)).toContain('"requestTimeout":"0s"');
  expect(hop.remarks.find(({ found }) => found.includes('maxAge.limit is disabled'))?.fix).toContain('RoutePolicy');
});

it('probes a Service that two of them share once', () => {
  const scope = chart();
  new StreamAgcIngress(scope, 'one', props);
  new StreamAgcIngress(scope, 'other', { ...props, name: 'other', host: 'other.example.com' });
  expect(written(scope).filter(({ kind }) => kind === 'HealthCheckPolicy')).toHaveLength(1);
  expect(failure(scope)).toBe('');
});

it('sees a policy that others add to its chart', () => {
  const scope = chart();
  const made = new StreamAgcIngress(scope, 'ingress', { ...props, healthProbePath: '/events' });
  expect(made.findings().map(({ rule }) => rule)).toContain('health-probe-off-stream-path');
});
