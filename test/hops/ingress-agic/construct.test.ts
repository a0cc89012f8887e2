import { ApiObject } from 'cdk8s';
import { StreamAgicIngress, type StreamAgicIngressProps } from '../../../src/hops/ingress-agic/construct';
import { agicFacts } from '../../../src/hops/ingress-agic/facts';
import { StreamReadyAgicIngress, type StreamReadyAgicIngressProps } from '../../../src/hops/ingress-agic/mixin';
import { pathOrderRemarks } from '../../../src/hops/ingress-agic/path-order';
import { pathsOf } from '../../../src/kubernetes/ingress';
import { byAddress, chart, failure, policy, writtenOf } from '../../constructs/support';
import { A, props } from './support';

const annotated = (annotations: Record<string, string>) => ({
  metadata: { annotations: Object.fromEntries(Object.entries(annotations).map(([name, value]) => [A + name, value])) },
});
const nginx = { metadata: { annotations: { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' } } };

it.each<[string, Partial<StreamAgicIngressProps>, string]>([
  ['affinity by address', { policy: byAddress }, 'affinity-unsupported-by-hop'],
  ['a timeout over the range', { policy: policy({ heartbeat: '7h', maxAge: { limit: '20h' } }) }, 'value-rejected-by-target'],
  ['a timeout that is no whole second', { policy: policy({ heartbeat: '15100ms' }) }, 'value-rejected-by-target'],
  ['an owned key', { metadata: { annotations: { [`${A}request-timeout`]: '30' } } }, 'owned-key-set-by-user'],
  ['plain HTTP in place of TLS', annotated({ 'override-frontend-port': '8443' }), 'secure-transport'],
  ['a switch that leaves the stream public', annotated({ 'use-private-ip': 'yes' }), 'setting-ignored-by-target'],
  ['a number that wraps', annotated({ 'health-probe-interval': '4294967301' }), 'value-rejected-by-target'],
  ['an annotation of NGINX', nginx, 'setting-ignored-by-target'],
  ['a probe of the stream', { healthProbePath: '/events' }, 'health-probe-off-stream-path'],
])('refuses %s', (_, more, rule) => {
  const scope = chart();
  new StreamAgicIngress(scope, 'ingress', { ...props, ...more });
  const text = failure(scope);
  expect(text).toContain('[test/ingress]');
  expect(text).toContain(`${rule}: Ingress app/sse`);
});

it('says that the cookie’s name and lifetime are not the policy’s', () => {
  const { hop } = new StreamAgicIngress(chart(), 'ingress', props);
  expect(hop.remarks).toContainEqual(expect.objectContaining({ rule: 'setting-ignored-by-target', level: 'note' }));
  expect(hop.remarks.filter(({ level }) => level !== 'note')).toEqual([]);
});

it('takes no path of the site from other Ingresses', () => {
  const scope = chart();
  new StreamAgicIngress(scope, 'ingress', { ...props, policy: policy({ paths: ['/events', { exact: '/messages' }, '/'] }) });
  const own = writtenOf(scope, 'Ingress');
  expect(pathsOf(own).map(({ path, pathType }) => `${pathType} ${path}`)).toEqual([
    'Exact /events',
    'Prefix /events/',
    'Exact /messages',
    'Prefix /',
  ]);
  const backend = { service: { name: 'site', port: { number: 80 } } };
  const paths = ['/', '/events-archive', '/messages2'].map((path) => ({ path, pathType: 'Prefix', backend }));
  const site = { ...own, metadata: { name: 'zoo', namespace: 'app' }, spec: { rules: [{ host: props.host, http: { paths } }] } };
  expect(pathOrderRemarks(own, [site])).toEqual([]);
});

it('cannot tell whether the controller takes a class of its own', () => {
  const { hop } = new StreamAgicIngress(chart(), 'ingress', { ...props, className: 'mine' });
  expect(hop.remarks).toContainEqual(expect.objectContaining({ fact: agicFacts.ownClass, level: 'unknown' }));
});

describe('the mixin', () => {
  const made = (annotations: Record<string, string>, more: Partial<StreamReadyAgicIngressProps> = {}, spec: object = {}) => {
    const scope = chart();
    new ApiObject(scope, 'ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', annotations },
      spec: {
        ingressClassName: 'azure-application-gateway',
        rules: [
          {
            host: 'shop.example.com',
            http: {
              paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'shop', port: { number: 80 } } } }],
            },
          },
        ],
        ...spec,
      },
    });
    scope.with(new StreamReadyAgicIngress({ policy: policy(), tls: { gatewayCertificate: 'shop' }, ...more }));
    return scope;
  };

  it('makes an Ingress SSE-ready in place and keeps the rest', () => {
    const scope = made({ [`${A}request-timeout`]: '10', other: 'kept' }, { healthProbePath: '/healthz' });
    expect(failure(scope)).toBe('');
    expect(writtenOf(scope, 'Ingress').metadata.annotations).toEqual({
      other: 'kept',
      [`${A}appgw-ssl-certificate`]: 'shop',
      [`${A}connection-draining`]: 'true',
      [`${A}connection-draining-timeout`]: '3600',
      [`${A}cookie-based-affinity`]: 'true',
      [`${A}cookie-based-affinity-distinct-name`]: 'true',
      [`${A}health-probe-path`]: '/healthz',
      [`${A}request-timeout`]: '60',
      [`${A}ssl-redirect`]: 'true',
    });
  });

  it('keeps a longer timeout', () => {
    const scope = made({ [`${A}request-timeout`]: '600' });
    expect(writtenOf(scope, 'Ingress').metadata.annotations).toMatchObject({ [`${A}request-timeout`]: '600' });
  });

  it('never redirects where that would end TLS', () => {
    const scope = made({ [`${A}override-frontend-port`]: '8443' });
    expect(writtenOf(scope, 'Ingress').metadata.annotations).not.toHaveProperty([`${A}ssl-redirect`]);
    expect(failure(scope)).toBe('');
  });

  it('tells what it cannot repair', () => {
    expect(failure(made({ 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' }))).toContain('setting-ignored-by-target');
    expect(failure(made({}, { policy: byAddress }))).toContain('affinity-unsupported-by-hop');
  });

  it('leaves Ingresses of other classes alone', () => {
    const scope = made({}, {}, { ingressClassName: 'nginx' });
    expect(writtenOf(scope, 'Ingress').metadata.annotations).toBeUndefined();
    const own = made({}, { className: 'mine' }, { ingressClassName: 'mine' });
    expect(writtenOf(own, 'Ingress').metadata.annotations).toHaveProperty([`${A}request-timeout`]);
  });
});
