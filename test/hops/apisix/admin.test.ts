import { apisixRouteBody, planApisixRoute, renderApisix, type ApisixOptions } from '../../../src/hops/apisix/admin';
import { lint } from '../../../src/lint/lint';
import { check } from '../../../src/check';
import type { Setting } from '../../../src/path/setting';
import { byAddress, byCookie, byNobody, policies } from '../../support/policies';
import { loadTexts } from '../../../src/load/loaders';
import { findPaths } from '../../../src/load/paths';
import { serious, standalone, valueOf, yamlOf } from './support';

const options: ApisixOptions = {
  id: 'prices',
  host: 'prices.example.com',
  servers: ['10.0.0.4:8080', '10.0.0.5:8080'],
  tls: 'here',
  cookie: { setBy: 'application', name: 'sse_route' },
};
const discovered = { ...options, servers: { namespace: 'app', name: 'prices', port: 'http' } };

const inWords = ({ aspect, name, key, origin, ...rest }: Setting): string =>
  JSON.stringify({ aspect, name, key, origin, value: 'value' in rest ? rest.value : rest.why });

const forms: [string, ApisixOptions][] = [
  ['nodes', options],
  ['one node, TLS in front', { ...options, servers: ['prices:80'], tls: 'terminated-in-front' }],
  ['a Service', discovered],
];

describe.each(Object.entries(policies))('%s', (_, policy) => {
  it.each(forms)('is read as it was planned: %s', async (_name, form) => {
    const { hops } = await standalone(renderApisix(policy, form), policy);
    const planned = planApisixRoute(policy, form);
    expect(hops.map(({ object, settings }) => [object, settings.map(inWords)])).toEqual([
      [planned.object, planned.settings.map(inWords)],
    ]);
  });

  it.each(forms)('lints clean: %s', async (_name, form) => {
    const { findings } = await standalone(renderApisix(policy, form), policy);
    const front = policy.affinity.kind === 'client-ip' ? ['affinity-bypassed', 'client-ip-affinity-behind-proxy'] : [];
    expect(
      serious(findings).filter(
        (text) => !text.startsWith('gateway-drain-timeout') && !front.some((rule) => text.startsWith(rule)),
      ),
    ).toEqual([]);
  });
});

test('a whole file, which ends with the mark without which it is not loaded', () => {
  expect(renderApisix(byCookie, options)).toBe(`routes:
  - id: prices
    name: prices
    host: prices.example.com
    uris:
      - /events
      - /events/*
    vars:
      - - scheme
        - ==
        - https
    timeout:
      connect: 60
      send: 60
      read: 60
    plugins:
      proxy-buffering:
        disable_proxy_buffering: true
    upstream:
      type: chash
      hash_on: cookie
      key: sse_route
      retries: 0
      nodes:
        10.0.0.4:8080: 1
        10.0.0.5:8080: 1
#END
`);
});

test('the same as a body of the Admin API', () => {
  const { routes } = yamlOf(renderApisix(byCookie, options)) as { routes: object[] };
  expect(routes).toEqual([{ id: 'prices', ...apisixRouteBody(byCookie, options) }]);
  expect(JSON.parse(JSON.stringify(apisixRouteBody(byAddress, discovered)))).toMatchObject({
    upstream: {
      type: 'chash',
      hash_on: 'vars',
      key: 'remote_addr',
      retries: 0,
      discovery_type: 'kubernetes',
      service_name: 'app/prices:http',
    },
  });
  expect(apisixRouteBody(byNobody, { ...options, tls: 'terminated-in-front' })).not.toHaveProperty('vars');
});

describe('somebody else’s file', () => {
  const file = (route: string, more = '', end = '#END') => `routes:
  - uri: /events*
    name: sse
    plugins: {proxy-buffering: {disable_proxy_buffering: true}}
${route}
${more}${end}
`;
  const NODES = 'nodes: {"10.0.0.4:80": 1, "10.0.0.5:80": 1}, retries: 0';
  const good = file(`    timeout: {connect: 5, send: 60, read: 3600}\n    upstream: {${NODES}, type: roundrobin}`);

  it('is read', async () => {
    const { hops, findings, input } = await standalone(good);
    expect(input.problems).toEqual([]);
    expect(hops.map(({ object }) => object)).toEqual(['route sse of APISIX']);
    expect(serious(findings)).toEqual([]);
    expect(String(valueOf(hops[0], 'idle-limit'))).toBe('1h');
  });

  it.each([
    ['no #END', good.replace('#END', ''), 'value-rejected-by-target error'],
    ['a timeout without connect', good.replace('connect: 5, ', ''), 'value-rejected-by-target error'],
    ['a timeout of 0', good.replace('read: 3600', 'read: 0'), 'value-rejected-by-target error'],
    ['a timeout that is a text', good.replace('3600', '3600s'), 'value-rejected-by-target error'],
    ['no plugin', good.replace('proxy-buffering', 'cors'), 'response-buffering-off error'],
    ['the plugin switched off', good.replace('{disable_', '{_meta: {disable: true}, disable_'), 'response-buffering-off error'],
    ['no retries', good.replace(', retries: 0', ''), 'no-retry-on-stream warning'],
    ['a key without chash', good.replace('roundrobin', 'roundrobin, key: sse_route'), 'setting-ignored-by-target error'],
    ['a cookie among the variables', good.replace('roundrobin', 'chash, key: cookie_a'), 'value-rejected-by-target error'],
  ])('with %s', async (_, text, finding) => {
    expect(serious((await standalone(text)).findings)).toEqual([finding]);
  });

  it('may have its upstream, its service and its plugins elsewhere in the file', async () => {
    const text = `routes:
  - {id: 1, uri: /events, service_id: s, plugin_config_id: p}
services:
  - {id: s, upstream_id: u}
upstreams:
  - {id: u, type: chash, hash_on: cookie, key: sse_route, retries: 0, timeout: {connect: 6, send: 6, read: 3600}, ${NODES.replace(', retries: 0', '')}}
plugin_configs:
  - {id: p, plugins: {proxy-buffering: {disable_proxy_buffering: true}}}
#END`;
    const { findings, hops } = await standalone(text, byCookie);
    expect(serious(findings)).toEqual([]);
    expect(String(valueOf(hops[0], 'idle-limit'))).toBe('1h');
    expect(hops[0]?.settings.find(({ aspect }) => aspect === 'retry')?.key).toBe('upstreams[0].retries');
  });

  it('has what cannot be known where that is missing', async () => {
    const { hops } = await standalone('routes:\n  - {uri: /events, service_id: s}\n#END', byCookie);
    const unknown = hops[0]?.settings.filter(({ origin }) => origin === 'unknown').map(({ aspect }) => aspect) ?? [];
    expect(unknown).toEqual(expect.arrayContaining(['response-buffering', 'affinity', 'retry', 'balances-over']));
  });

  it('has its findings where they are written', async () => {
    const text = good.replace('read: 3600', 'read: 20');
    const report = await lint([{ name: 'conf/apisix.yaml', text }], { streams: ['/events'] });
    const idle = report.findings.find(({ rule }) => rule === 'heartbeat-within-idle-limit');
    expect(idle?.location).toMatchObject({ file: 'conf/apisix.yaml', line: 5 });
  });

  it('is a problem where it cannot be read', async () => {
    for (const text of ['routes: [{uri: /events}\n#END', '- routes: 1\n  services: 1\n#END', 'routes: *nowhere\n#END']) {
      const { problems } = await loadTexts([{ name: 'apisix.yaml', text }]);
      expect(problems).toMatchObject([{ file: 'apisix.yaml' }]);
    }
  });

  it.each(['routes: 1', 'routes: [null, 1, x, {}]', 'routes: [{uri: 5, upstream: x, plugins: [], timeout: 1}]', 'routes: []'])(
    'in no form of ours makes no error: %s',
    async (text) => expect(serious((await standalone(`${text}\n#END`)).findings)).toEqual([]),
  );

  it('in a ConfigMap leads to the Service that its node names', async () => {
    const text = good.replace('"10.0.0.4:80": 1, "10.0.0.5:80": 1', '"prices.app:80": 1').replaceAll('\n', '\n    ');
    const manifests = `apiVersion: v1
kind: ConfigMap
metadata: {name: apisix, namespace: gateway}
data:
  apisix.yaml: |
    ${text}
---
apiVersion: v1
kind: Service
metadata: {name: prices, namespace: app}
spec: {selector: {app: prices}}
`;
    const paths = findPaths(await loadTexts([{ name: 'all.yaml', text: manifests }]), byNobody.paths);
    expect(paths.map(({ hops }) => hops.map(({ object }) => object).slice(1, 3))).toEqual([
      ['route sse of APISIX', 'Service app/prices'],
    ]);
    expect(paths.flatMap((path) => check(byNobody, path)).map(({ hop }) => hop)).toContain('apisix');
  });

  it('is left to others where it only looks like one', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\nroutes: []\n#END';
    expect((await loadTexts([{ name: 'all.yaml', text }])).objects).toHaveLength(1);
    expect((await loadTexts([{ name: 'openapi.yaml', text: 'routes: []' }])).apisix).toEqual([]);
  });
});
