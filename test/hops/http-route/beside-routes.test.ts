import { besideRoute } from '../../../src/hops/http-route/beside-routes';
import type { KubeObject } from '../../../src/kubernetes/object';

const route = (name: string, labels: Record<string, string>): KubeObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name, namespace: 'app', labels },
  spec: { parentRefs: [{ name: 'gateway' }], hostnames: [`${name}.example.com`], rules: [{ backendRefs: [{ name }] }] },
});
const selecting = (name: string, selector: object, namespace = 'app'): KubeObject => ({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'BackendTrafficPolicy',
  metadata: { name, namespace },
  spec: { targetSelectors: [{ kind: 'HTTPRoute', ...selector }] },
});

const prices = route('prices', { stream: 'yes', team: 'prices' });
const news = route('news', { stream: 'yes', team: 'news' });

it.each<[string, KubeObject, boolean, boolean]>([
  ['by a label of one', selecting('p', { matchLabels: { team: 'prices' } }), true, false],
  ['by a label of both', selecting('p', { matchLabels: { stream: 'yes' } }), true, true],
  ['by two labels', selecting('p', { matchLabels: { team: 'prices', stream: 'yes' } }), true, false],
  ['by no label', selecting('p', {}), true, true],
  ['by labels that are null', selecting('p', { matchLabels: null }), true, true],
  ['by an expression', selecting('p', { matchExpressions: [{ key: 'team', operator: 'Exists' }] }), true, true],
  ['in another namespace', selecting('p', { matchLabels: { team: 'prices' } }, 'other'), false, false],
  [
    'from another namespace',
    selecting('p', { matchLabels: { team: 'prices' }, namespaces: { from: 'All' } }, 'other'),
    true,
    true,
  ],
  ['of another kind', selecting('p', { kind: 'Gateway', matchLabels: { team: 'prices' } }), true, true],
])('a policy that selects routes %s stands beside those that it may be for', (_, policy, ofPrices, ofNews) => {
  const objects = [prices, news, policy];
  const has = (of: KubeObject) => besideRoute(of, objects).includes(policy);
  expect([has(prices), has(news)]).toEqual([ofPrices, ofNews]);
});
