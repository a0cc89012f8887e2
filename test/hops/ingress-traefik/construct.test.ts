import { ApiObject, type Chart } from 'cdk8s';
import { StreamTraefikIngress } from '../../../src/hops/ingress-traefik/construct';
import { StreamReadyTraefikIngress } from '../../../src/hops/ingress-traefik/mixin';
import { StreamService } from '../../../src/hops/service/construct';
import { byAddress, chart, failure, inShort, policy, withoutAffinity, writtenOf } from '../../constructs/support';
import { ingress, middleware, service } from './support';

const PREFIX = 'traefik.ingress.kubernetes.io/';
const props = { name: 'sse', host: 'sse.example.com', tls: { secretName: 'tls' } };
const annotationsOf = (scope: Chart, kind: string) => writtenOf(scope, kind).metadata.annotations ?? {};
const backend = (scope: Chart, of = policy()) =>
  new StreamService(scope, 'service', { policy: of, name: 'prices', pods: { selector: { app: 'prices' } } });

const COOKIE = {
  [`${PREFIX}service.sticky.cookie`]: 'true',
  [`${PREFIX}service.sticky.cookie.name`]: 'sse-affinity',
  [`${PREFIX}service.sticky.cookie.maxage`]: '86400',
  [`${PREFIX}service.sticky.cookie.path`]: '/',
  [`${PREFIX}service.sticky.cookie.secure`]: 'true',
  [`${PREFIX}service.sticky.cookie.httponly`]: 'true',
  [`${PREFIX}service.sticky.cookie.samesite`]: 'lax',
};

describe('the construct', () => {
  it('writes the cookie on the Service and TLS on the Ingress', () => {
    const scope = chart();
    new StreamTraefikIngress(scope, 'ingress', { ...props, policy: policy(), backend: backend(scope) });
    expect(annotationsOf(scope, 'Service')).toEqual(COOKIE);
    expect(annotationsOf(scope, 'Ingress')).toEqual({ [`${PREFIX}router.tls`]: 'true' });
  });

  it('writes none for a policy without affinity, and on a Service of somebody else too', () => {
    const [without, theirs] = [chart(), chart()];
    new StreamTraefikIngress(without, 'ingress', {
      ...props,
      policy: withoutAffinity,
      backend: backend(without, withoutAffinity),
    });
    expect(annotationsOf(without, 'Service')).toEqual({});
    const object = new ApiObject(theirs, 'service', { ...service(), metadata: { name: 'prices' } });
    new StreamTraefikIngress(theirs, 'ingress', { ...props, policy: policy(), backend: object });
    expect(annotationsOf(theirs, 'Service')).toEqual(COOKIE);
  });

  it('cannot know the affinity of a Service by name', () => {
    const made = new StreamTraefikIngress(chart(), 'ingress', {
      ...props,
      policy: policy(),
      backend: { name: 'prices', port: 80 },
    });
    expect(inShort(made.findings())).toContain('affinity-at-balancing-hop unknown');
  });

  it('refuses affinity by address, another value of an annotation of ours, and a middleware that buffers', () => {
    const [address, other, buffered] = [chart(), chart(), chart()];
    new StreamTraefikIngress(address, 'ingress', { ...props, policy: byAddress, backend: backend(address, byAddress) });
    expect(failure(address)).toContain('affinity-unsupported-by-hop: Ingress app/sse');
    const object = new ApiObject(other, 'service', {
      ...service(),
      metadata: { name: 'prices', annotations: { [`${PREFIX}service.sticky.cookie.name`]: 'theirs' } },
    });
    new StreamTraefikIngress(other, 'ingress', { ...props, policy: policy(), backend: object });
    expect(failure(other)).toContain('owned-key-set-by-user');
    new ApiObject(buffered, 'middleware', middleware('limit', { buffering: {} }));
    const metadata = { annotations: { [`${PREFIX}router.middlewares`]: 'app-limit@kubernetescrd' } };
    new StreamTraefikIngress(buffered, 'ingress', { ...props, policy: policy(), backend: backend(buffered), metadata });
    expect(failure(buffered)).toContain('response-buffering-off: Ingress app/sse');
  });
});

describe('the mixin', () => {
  const existing = (scope: Chart, annotations: Record<string, string> = {}, spec: object = {}) => {
    new ApiObject(scope, 'service', { ...service(), metadata: { name: 'prices', annotations } });
    return new ApiObject(scope, 'ingress', { ...ingress({}, spec), metadata: { name: 'prices' } });
  };

  it('makes the Ingress and its Service ready, twice as well as once', () => {
    const [once, twice] = [chart(), chart()];
    const mixin = new StreamReadyTraefikIngress({ policy: policy() });
    existing(once, { [`${PREFIX}service.nativelb`]: 'true' }).with(mixin);
    existing(twice, { [`${PREFIX}service.nativelb`]: 'true' })
      .with(mixin)
      .with(mixin);
    expect(annotationsOf(once, 'Service')).toEqual({ ...COOKIE, [`${PREFIX}service.nativelb`]: 'false' });
    expect(annotationsOf(once, 'Ingress')).toEqual({ [`${PREFIX}router.tls`]: 'true' });
    expect(annotationsOf(twice, 'Service')).toEqual(annotationsOf(once, 'Service'));
    expect([failure(once), failure(twice)]).toEqual(['', '']);
  });

  it('leaves Ingresses of other classes alone', () => {
    const scope = chart();
    existing(scope, {}, { ingressClassName: 'edge' }).with(new StreamReadyTraefikIngress({ policy: policy() }));
    expect([annotationsOf(scope, 'Service'), annotationsOf(scope, 'Ingress')]).toEqual([{}, {}]);
  });
});
