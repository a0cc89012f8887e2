import { ApiObject, type Chart } from 'cdk8s';
import { StreamF5NginxIngress } from '../../../src/hops/ingress-f5-nginx/construct';
import { StreamReadyF5NginxIngress } from '../../../src/hops/ingress-f5-nginx/mixin';
import { readF5NginxIngress } from '../../../src/hops/ingress-f5-nginx/read';
import { byAddress, chart, failure, findings, inShort, policy, withoutAffinity, writtenOf } from '../../constructs/support';
import { ingress, STICKY } from './support';

const props = { name: 'sse', host: 'sse.example.com', backend: { name: 'sse', port: 80 }, tls: { secretName: 'tls' } };
const annotationsOf = (scope: Chart) => writtenOf(scope, 'Ingress').metadata.annotations;

describe('the construct', () => {
  it.each([
    ['cookie', policy(), { [STICKY]: 'serviceName=sse sse-affinity expires=86400s path=/ httponly secure samesite=lax' }],
    ['client address', byAddress, { 'nginx.org/lb-method': 'hash $remote_addr consistent' }],
    ['none', withoutAffinity, {}],
  ])('writes just what the stream needs, with affinity %s', (_, of, affinity) => {
    const scope = chart();
    const { hop } = new StreamF5NginxIngress(scope, 'ingress', { ...props, policy: of });
    expect(annotationsOf(scope)).toEqual({
      'nginx.org/proxy-buffering': 'false',
      'nginx.org/proxy-read-timeout': '1m',
      'nginx.org/proxy-send-timeout': '1m',
      'nginx.org/proxy-next-upstream': 'error',
      ...affinity,
    });
    expect(readF5NginxIngress({ ingress: writtenOf(scope, 'Ingress') }, 'sse')).toEqual(hop);
  });

  it('refuses a cookie name that nginx would take for a variable', () => {
    const scope = chart();
    const of = policy({ affinity: { kind: 'cookie', name: 'a$b', lifetime: '24h' } });
    new StreamF5NginxIngress(scope, 'ingress', { ...props, policy: of });
    expect(failure(scope)).toContain('value-rejected-by-target: Ingress app/sse: the policy\'s cookie is named "a$b"');
  });

  it('refuses what the user sets against it', () => {
    const scope = chart();
    const metadata = { annotations: { 'nginx.org/proxy-buffering': 'true' } };
    new StreamF5NginxIngress(scope, 'ingress', { ...props, policy: policy(), metadata });
    expect(failure(scope)).toContain('owned-key-set-by-user');
  });
});

describe('the mixin', () => {
  const existing = (scope: Chart, annotations: Record<string, string> = {}, spec: object = {}) => {
    const made = ingress({}, { spec });
    return new ApiObject(scope, 'ingress', { ...made, metadata: { name: 'prices', annotations } });
  };
  const clean = (scope: Chart) =>
    inShort(findings(policy(), readF5NginxIngress({ ingress: writtenOf(scope, 'Ingress') }, 'prices'))).filter((text) =>
      /error|warning/.test(text),
    );

  it('makes an Ingress ready, twice as well as once', () => {
    const [once, twice] = [chart(), chart()];
    const mixin = new StreamReadyF5NginxIngress({ policy: policy() });
    existing(once).with(mixin);
    existing(twice).with(mixin).with(mixin);
    expect(clean(once)).toEqual([]);
    expect(failure(once)).toBe('');
    expect(writtenOf(twice, 'Ingress')).toEqual(writtenOf(once, 'Ingress'));
  });

  it('replaces what is worse and keeps what is better, and what is of other Services', () => {
    const scope = chart();
    existing(scope, {
      'nginx.org/proxy-buffering': 'off',
      'nginx.org/proxy-read-timeout': '2h',
      'nginx.org/proxy-next-upstream-tries': '1',
      'nginx.org/use-cluster-ip': 'true',
      'nginx.org/proxy-body-size': '1m',
      [STICKY]: 'serviceName=prices old;serviceName=other other path=/',
    }).with(new StreamReadyF5NginxIngress({ policy: policy() }));
    expect(annotationsOf(scope)).toMatchObject({
      'nginx.org/proxy-buffering': 'false',
      'nginx.org/proxy-read-timeout': '2h',
      'nginx.org/use-cluster-ip': 'false',
      'nginx.org/proxy-body-size': '1m',
      [STICKY]:
        'serviceName=other other path=/;serviceName=prices sse-affinity expires=86400s path=/ httponly secure samesite=lax',
    });
    expect(clean(scope)).toEqual(['setting-ignored-by-target warning']);
  });

  it('leaves Ingresses of other classes alone, unless told that this controller serves them', () => {
    const spec = { ingressClassName: 'edge' };
    const [left, asked] = [chart(), chart()];
    existing(left, {}, spec).with(new StreamReadyF5NginxIngress({ policy: policy() }));
    existing(asked, {}, spec).with(new StreamReadyF5NginxIngress({ policy: policy(), className: 'edge' }));
    expect(annotationsOf(left)).toBeUndefined();
    expect(clean(asked)).toEqual([]);
  });

  it('tells at synthesis what it cannot mend', () => {
    const scope = chart();
    existing(scope, { 'nginx.org/location-snippets': 'proxy_buffering off;' }).with(
      new StreamReadyF5NginxIngress({ policy: policy() }),
    );
    expect(failure(scope)).toContain('value-rejected-by-target: Ingress app/prices');
  });
});
