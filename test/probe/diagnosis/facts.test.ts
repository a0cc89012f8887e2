import { hops } from '../../../src/hops/index';
import { defaultsMatching } from '../../../src/probe/diagnosis/defaults';
import { limitFacts, traitFacts } from '../../../src/probe/diagnosis/facts';
import type { Fact } from '../../../src/path/fact';

it.each(Object.entries<Fact>({ ...limitFacts, ...traitFacts }))(
  '%s has a sentence, a source and the day it was read',
  (_, fact) => {
    expect(fact.says).toMatch(/^\S.*\.$/);
    expect(fact.source).toMatch(/^https:\/\//);
    expect(new Date(fact.checked).toISOString().slice(0, 10)).toBe(fact.checked);
  },
);

/** The probe knows some products that hops are planned for: both must say the same. */
it.each<[string, Fact, string, string]>([
  ['AGC', limitFacts.agcRequest, 'http-route/agc', 'requestTimeout'],
  ['Application Gateway', limitFacts.applicationGatewayRequest, 'application-gateway', 'requestTimeout'],
  ['Azure public IP address', limitFacts.azureTcpIdle, 'application-gateway', 'publicIpIdle'],
  ['nginx', limitFacts.nginxRead, 'ingress-nginx', 'readTimeout'],
  ['Envoy', limitFacts.envoyRoute, 'http-route/envoy-gateway', 'requestTimeout'],
])('%s has the default and the kind of limit that its hop has', (_, fact, type, name) => {
  const hop = hops.find((each) => each.type === type);
  const known = hop?.facts?.[name];
  expect([known?.limit, String(known?.default)]).toEqual([fact.limit, String(fact.default)]);
});

it('never takes an idle limit for a total limit', () => {
  const names = (limit: 'idle' | 'total') => defaultsMatching(limit, 60_000, true).map(({ of }) => of);
  expect(names('total')).toEqual(['Application Gateway for Containers (request timeout)']);
  expect(names('idle').join()).toMatch(/nginx.*Varnish.*httpd/);
});

it('matches no default with another value', () => {
  expect([...defaultsMatching('total', 17_000, true), ...defaultsMatching('idle', 45_000, false)]).toEqual([]);
});
