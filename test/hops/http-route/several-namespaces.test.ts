import { Chart, Testing } from 'cdk8s';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { nginxGatewayFabric } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import type { KubeObject } from '../../../src/kubernetes/object';
import { failure, policy, written } from '../../constructs/support';
import { besideRoute } from '../../../src/hops/http-route/beside-routes';
import { readHttpRoute } from '../../../src/hops/http-route/read';

const implementation = nginxGatewayFabric({ cookie: { setBy: 'application', name: 'sse_route' } });

/** A chart with a route for each of these, in namespaces of their own, all to Services of one name. */
function chartOf(routes: readonly { readonly name: string; readonly namespace: string; readonly host: string }[]): Chart {
  const chart = new Chart(Testing.app(), 'test');
  for (const { name, namespace, host } of routes) {
    new StreamHttpRoute(chart, `${namespace}-${name}`, {
      policy: policy(),
      name,
      metadata: { namespace },
      hostnames: [host],
      implementation,
      gateway: { name: 'shared', namespace: 'infra' },
      backend: { name: 'prices', port: 80 },
    });
  }
  return chart;
}

/** What the routes are told that does not count. */
function ignoredIn(objects: readonly KubeObject[]): string[] {
  const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
  const remarks = routes.flatMap((route) => readHttpRoute(route, besideRoute(route, objects)).remarks);
  return remarks.filter(({ rule }) => rule === 'setting-ignored-by-target').map(({ found }) => found);
}

const one = { name: 'one', namespace: 'one', host: 'one.example.com' };
const two = { name: 'two', namespace: 'two', host: 'two.example.com' };

describe('routes of two namespaces', () => {
  it('may have Services of one name, each with its policy', () => {
    expect(ignoredIn(written(chartOf([one, two])))).toEqual([]);
  });

  it('may have one name, each with its policy', () => {
    expect(ignoredIn(written(chartOf([one, { ...two, name: 'one' }])))).toEqual([]);
  });
});

it('two routes of one name with the same path of a host on one Gateway are told of', () => {
  expect(failure(chartOf([one, { ...two, name: one.name, host: one.host }]))).toContain(
    'HTTPRoute two/one matches /events (PathPrefix) of host one.example.com on the same Gateway as well',
  );
});

it('a policy for what its own namespace has not is told of', () => {
  const lost = written(chartOf([one])).map((each) =>
    each.kind === 'UpstreamSettingsPolicy' ? { ...each, metadata: { ...each.metadata, namespace: 'two' } } : each,
  );
  expect(ignoredIn(lost)).toEqual(['UpstreamSettingsPolicy two/prices targets Service prices']);
});
