import type { KubeObject } from '../../../src/kubernetes/object';
import { ingress, ingressClass, serious, told, typesOf } from './support';

const F5 = ['ingress-f5-nginx'];
const COMMUNITY = ['ingress-nginx'];
const other = { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' };

/** With no annotations but these. */
const bare = (annotations: Readonly<Record<string, string>> = {}, spec: object = {}): KubeObject => {
  const made = ingress({}, { spec });
  return { ...made, metadata: { ...made.metadata, annotations } };
};

it.each<[string, readonly KubeObject[], readonly string[]]>([
  ['an annotation of nginx.org', [ingress()], F5],
  ['an annotation of nginx.com', [bare({ 'nginx.com/slow-start': '10s' })], F5],
  ['the controller of its class', [bare(), ingressClass('nginx.org/ingress-controller')], F5],
  ['a class of another name', [bare({}, { ingressClassName: 'edge' }), ingressClass('nginx.org/ingress-controller', 'edge')], F5],
  ['the class of somebody else beside its own', [ingress(), ingressClass('k8s.io/ingress-nginx')], COMMUNITY],
  ['a mergeable type, whatever else there is', [bare({ ...other, 'nginx.org/mergeable-ingress-type': 'minion' })], F5],
  ['nothing but the class nginx', [bare()], COMMUNITY],
  ['annotations of both and no class object', [ingress(other)], COMMUNITY],
  ['annotations of both and the class of F5', [ingress(other), ingressClass('nginx.org/ingress-controller')], F5],
  [
    'the class of AKS application routing',
    [ingress({}, { spec: { ingressClassName: 'webapprouting.kubernetes.azure.com' } })],
    COMMUNITY,
  ],
])('is told from ingress-nginx by %s', (_, objects, types) => {
  expect(typesOf(...objects)).toEqual(types);
});

it('tells of annotations of ingress-nginx, which it does not read', () => {
  const objects = [ingress(other), ingressClass('nginx.org/ingress-controller')];
  expect(serious(...objects)).toEqual(['setting-ignored-by-target error']);
  expect(told(...objects).map(({ message }) => message)).toContainEqual(
    expect.stringContaining('nginx.ingress.kubernetes.io/proxy-buffering on an Ingress of the F5 NGINX controller'),
  );
});
