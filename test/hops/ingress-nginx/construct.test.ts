import { ApiObject } from 'cdk8s';
import { Service } from 'cdk8s-plus-33';
import { StreamNginxIngress, type StreamNginxIngressProps } from '../../../src/hops/ingress-nginx/construct';
import { StreamService } from '../../../src/hops/service/construct';
import { StreamWorkload } from '../../../src/hops/workload/construct';
import { byAddress, chart, failure, policy, writtenOf } from '../../constructs/support';

const props: StreamNginxIngressProps = {
  policy: policy(),
  name: 'sse',
  host: 'sse.example.com',
  tls: { secretName: 'tls' },
  backend: { name: 'sse', port: 80 },
  acknowledgeRetired: 'moves in 2027',
};

function failureOf(change: Partial<StreamNginxIngressProps>): string {
  const scope = chart();
  new StreamNginxIngress(scope, 'ingress', { ...props, ...change });
  return failure(scope);
}

it('synthesises', () => {
  expect(failureOf({})).toBe('');
  expect(failureOf({ tls: 'terminated-in-front' })).toBe('');
});

it.each([undefined, '', '  '])('must be acknowledged as retired, not with %j', (acknowledgeRetired) => {
  const { acknowledgeRetired: _, ...rest } = props;
  const scope = chart();
  new StreamNginxIngress(scope, 'ingress', { ...rest, ...(acknowledgeRetired === undefined ? {} : { acknowledgeRetired }) });
  const text = failure(scope);
  expect(text).toContain('[test/ingress] hop-retired: Ingress app/sse:');
  expect(text).toContain('acknowledgeRetired');
  expect(text).toContain('https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/');
});

it('says once and together what is wrong', () => {
  const text = failureOf({
    policy: byAddress.with({ heartbeat: '100ms' }),
    metadata: { annotations: { 'nginx.ingress.kubernetes.io/proxy-buffering': 'on' } },
  });
  for (const rule of ['affinity-unsupported-by-hop', 'value-rejected-by-target']) expect(text).toContain(rule);
  expect(text.match(/affinity-unsupported-by-hop/g)).toHaveLength(1);
});

it('owns its keys', () => {
  const text = failureOf({ metadata: { annotations: { 'nginx.ingress.kubernetes.io/proxy-buffering': 'on' } } });
  expect(text).toContain('owned-key-set-by-user: Ingress app/sse:');
  expect(text).toContain('proxy-buffering"] is set to "on"');
  expect(text).toContain('computes "off"');
});

it('passes other metadata through', () => {
  const scope = chart();
  const metadata = { namespace: 'other', labels: { team: 'a' }, annotations: { 'cert-manager.io/cluster-issuer': 'le' } };
  const { hop } = new StreamNginxIngress(scope, 'ingress', { ...props, metadata });
  expect(writtenOf(scope, 'Ingress').metadata).toMatchObject(metadata);
  expect(hop.object).toBe('Ingress other/sse');
});

describe('takes its backend', () => {
  const backendOf = (scope: ReturnType<typeof chart>) => JSON.stringify(writtenOf(scope, 'Ingress')['spec']);
  const to = (name: string, port: number) => `"service":{"name":"${name}","port":{"number":${port}}}`;

  it('by name', () => {
    const scope = chart();
    const { hops } = new StreamNginxIngress(scope, 'ingress', { ...props, backend: { name: 'web', port: 8000 } });
    expect(backendOf(scope)).toContain(to('web', 8000));
    expect(hops.map(({ type }) => type)).toEqual(['ingress-nginx', 'unknown']);
  });

  it('by object', () => {
    const scope = chart();
    const backend = new ApiObject(scope, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports: [{ port: 8000 }] },
    });
    const { hops } = new StreamNginxIngress(scope, 'ingress', { ...props, backend });
    expect(backendOf(scope)).toContain(to('web', 8000));
    expect(hops.map(({ type }) => type)).toEqual(['ingress-nginx', 'service']);
  });

  it('by a construct of cdk8s-plus', () => {
    const scope = chart();
    const backend = new Service(scope, 'service', { metadata: { name: 'web' }, ports: [{ port: 8000 }] });
    new StreamNginxIngress(scope, 'ingress', { ...props, backend });
    expect(backendOf(scope)).toContain(to('web', 8000));
  });

  it('by a construct of ours, with all that is behind it', () => {
    const scope = chart();
    const pods = new StreamWorkload(scope, 'workload', { policy: policy(), name: 'web', image: 'web:1' });
    const backend = new StreamService(scope, 'service', { policy: policy(), name: 'web', pods });
    const { hops } = new StreamNginxIngress(scope, 'ingress', { ...props, backend });
    expect(backendOf(scope)).toContain(to('web', 80));
    expect(hops.map(({ type }) => type)).toEqual(['ingress-nginx', 'service', 'workload']);
    expect(failure(scope)).toBe('');
  });
});

it('changes its output with each prop and each policy field it depends on', () => {
  const output = (change: Partial<StreamNginxIngressProps>) => {
    const scope = chart();
    new StreamNginxIngress(scope, 'ingress', { ...props, ...change });
    return JSON.stringify(writtenOf(scope, 'Ingress'));
  };
  const outputs = [
    {},
    { name: 'other' },
    { host: 'other.example.com' },
    { tls: { secretName: 'other' } },
    { tls: 'terminated-in-front' as const },
    { className: 'webapprouting.kubernetes.azure.com' },
    { backend: { name: 'other', port: 80 } },
    { backend: { name: 'sse', port: 81 } },
    { acknowledgeRetired: 'another reason' },
    { metadata: { labels: { a: 'b' } } },
    { policy: policy({ paths: ['/other'] }) },
    { policy: policy({ paths: [{ exact: '/events' }] }) },
    { policy: policy({ heartbeat: '20s' }) },
    { policy: policy({ affinity: { kind: 'cookie', name: 'other' } }) },
    { policy: policy({ affinity: { kind: 'cookie', lifetime: '48h' } }) },
    { policy: policy({ affinity: { kind: 'none', reason: 'shared event log' } }) },
  ].map(output);
  expect(new Set(outputs).size).toBe(outputs.length);
});

describe('of two Ingresses on one host', () => {
  function failureOfTwo(change: Partial<StreamNginxIngressProps>): string {
    const scope = chart();
    new StreamNginxIngress(scope, 'ingress', props);
    new StreamNginxIngress(scope, 'other', { ...props, name: 'other', ...change });
    return failure(scope);
  }
  const elsewhere = policy({ paths: ['/messages'] });

  it('refuses one cookie for two Services', () => {
    const text = failureOfTwo({ policy: elsewhere, backend: { name: 'messages', port: 80 } });
    expect(text).toMatch(
      /affinity-cookie-name-collision: Ingress app\/other: .* is set here and by Ingress app\/sse for Service sse too;/,
    );
    expect(text).toContain('a policy with an affinity.name of its own');
  });

  it('refuses a path that both have', () => {
    expect(failureOfTwo({})).toContain('has sse.example.com/events (Prefix) as well');
  });

  it('refuses two cookies for one Service', () => {
    const named = policy({ paths: ['/messages'], affinity: { kind: 'cookie', name: 'messages', lifetime: '24h' } });
    expect(failureOfTwo({ policy: named })).toContain('with another session-cookie-');
  });

  it('takes one cookie for one Service', () => {
    expect(failureOfTwo({ policy: elsewhere })).toBe('');
  });
});
