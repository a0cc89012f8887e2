import { ApiObject, type Chart } from 'cdk8s';
import { Ingress, IngressBackend, Service } from 'cdk8s-plus-33';
import { StreamReadyNginxIngress } from '../../../src/hops/ingress-nginx/mixin';
import { readNginxIngress } from '../../../src/hops/ingress-nginx/read';
import { chart, failure, findings, inShort, policy, writtenOf } from '../../constructs/support';

const PREFIX = 'nginx.ingress.kubernetes.io/';
const acknowledged = { acknowledgeRetired: 'moves in 2027' };

function existing(scope: Chart, annotations: Record<string, string> = {}, spec: object = {}): ApiObject {
  return new ApiObject(scope, 'ingress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'web',
      annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [PREFIX + name, value])),
    },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ secretName: 'tls' }],
      rules: [
        {
          http: { paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }] },
        },
      ],
      ...spec,
    },
  });
}

const clean = (scope: Chart) =>
  inShort(findings(policy(), readNginxIngress(writtenOf(scope, 'Ingress')))).filter((text) => /error|warning/.test(text));

it('makes an Ingress ready in place', () => {
  const scope = chart();
  existing(scope).with(new StreamReadyNginxIngress({ policy: policy(), ...acknowledged }));
  expect(clean(scope)).toEqual(['hop-retired error']);
  expect(failure(scope)).toBe('');
});

it('gives the same result twice', () => {
  const [once, twice] = [chart(), chart()];
  const mixin = new StreamReadyNginxIngress({ policy: policy(), ...acknowledged });
  existing(once).with(mixin);
  existing(twice).with(mixin).with(mixin);
  expect(writtenOf(twice, 'Ingress')).toEqual(writtenOf(once, 'Ingress'));
});

it('replaces what is worse and keeps what is better', () => {
  const scope = chart();
  const annotations = {
    'proxy-read-timeout': '3600',
    'proxy-send-timeout': '1h',
    'proxy-buffering': 'on',
    'service-upstream': 'true',
    'proxy-next-upstream-tries': '1',
    'proxy-body-size': '1m',
  };
  existing(scope, annotations).with(new StreamReadyNginxIngress({ policy: policy(), ...acknowledged }));
  const after = writtenOf(scope, 'Ingress').metadata.annotations;
  expect(after).toMatchObject({
    [`${PREFIX}proxy-read-timeout`]: '3600',
    [`${PREFIX}proxy-send-timeout`]: '60',
    [`${PREFIX}proxy-buffering`]: 'off',
    [`${PREFIX}service-upstream`]: 'false',
    [`${PREFIX}proxy-body-size`]: '1m',
  });
  expect(clean(scope)).toEqual(['hop-retired error']);
});

it('leaves Ingresses of other classes alone, unless told that NGINX serves them', () => {
  const spec = { ingressClassName: 'other' };
  const [left, told] = [chart(), chart()];
  existing(left, {}, spec).with(new StreamReadyNginxIngress({ policy: policy() }));
  existing(told, {}, spec).with(new StreamReadyNginxIngress({ policy: policy(), ...acknowledged, className: 'other' }));
  expect(writtenOf(left, 'Ingress').metadata).toEqual({ name: 'web', namespace: 'app' });
  expect(failure(left)).toBe('');
  expect(clean(told)).toEqual(['hop-retired error']);
});

it('finds the Ingress of a cdk8s-plus construct', () => {
  const scope = chart();
  const service = new Service(scope, 'service', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
  const ingress = new Ingress(scope, 'ingress', {
    className: 'nginx',
    rules: [{ path: '/events', backend: IngressBackend.fromService(service) }],
    tls: [{ secret: { name: 'tls' } as never }],
  });
  ingress.with(new StreamReadyNginxIngress({ policy: policy(), ...acknowledged }));
  expect(clean(scope)).toEqual(['hop-retired error']);
});

describe('reports at synthesis', () => {
  it('what is not acknowledged, once', () => {
    const scope = chart();
    const mixin = new StreamReadyNginxIngress({ policy: policy() });
    existing(scope).with(mixin).with(mixin);
    expect(failure(scope).match(/hop-retired: Ingress app\/web/g)).toHaveLength(1);
  });

  it('what it cannot mend', () => {
    const scope = chart();
    existing(scope, { 'configuration-snippet': 'gzip off;' }).with(
      new StreamReadyNginxIngress({ policy: policy(), ...acknowledged }),
    );
    expect(failure(scope)).toContain('value-rejected-by-target');
  });

  it('a policy that the target cannot hold', () => {
    const scope = chart();
    existing(scope).with(new StreamReadyNginxIngress({ policy: policy({ heartbeat: '100ms' }), ...acknowledged }));
    expect(failure(scope)).toContain('value-rejected-by-target: Ingress app/web: proxy-read-timeout is to be 400ms');
  });
});

it('refuses to give two Services one cookie', () => {
  const scope = chart();
  const to = (name: string, path: string) => ({ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } });
  const rules = [{ http: { paths: [to('prices', '/events'), to('web', '/')] } }];
  existing(scope, {}, { rules }).with(new StreamReadyNginxIngress({ policy: policy(), ...acknowledged }));
  expect(failure(scope)).toContain('for the Services prices and web alike');
});
