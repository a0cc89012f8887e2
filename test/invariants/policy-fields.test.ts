import { check } from '../../src/check';
import { findPaths } from '../../src/load/paths';
import { firstCut } from '../../src/path/first-cut';
import { formatPolicy } from '../../src/policy/policy-file';
import type { StreamPolicy, StreamPolicyProps } from '../../src/policy/stream-policy';
import { byAddress, byCookie, byNobody } from '../support/policies';
import { samples } from '../support/samples/index';
import { written } from '../support/synth';

const drain = { window: '30s', retry: { min: '1s', max: '5s' } };

/** Each field of a policy, changed, with the policy it is changed in. */
const CHANGES: Readonly<Record<string, readonly [StreamPolicy, Partial<StreamPolicyProps>]>> = {
  paths: [byNobody, { paths: ['/prices'] }],
  'paths, exact': [byNobody, { paths: [{ exact: '/events' }] }],
  heartbeat: [byNobody, { heartbeat: '70s' }],
  'maxAge.limit': [byNobody, { maxAge: { limit: '30m' } }],
  'maxAge.jitter': [byNobody, { maxAge: { limit: '1h', jitter: '1m' } }],
  'affinity.kind': [byNobody, { affinity: { kind: 'cookie' } }],
  'affinity.name': [byCookie, { affinity: { kind: 'cookie', name: 'other' } }],
  'affinity.lifetime': [byCookie, { affinity: { kind: 'cookie', lifetime: '8h' } }],
  'affinity.timeout': [byAddress, { affinity: { kind: 'client-ip', timeout: '2h' } }],
  'affinity.reason': [byNobody, { affinity: { kind: 'none', reason: 'another' } }],
  resume: [byNobody, { resume: 'none' }],
  'drain.window': [byNobody, { drain: { ...drain, window: '45s' } }],
  'drain.retry.min': [byNobody, { drain: { ...drain, retry: { min: '2s', max: '5s' } } }],
  'drain.retry.max': [byNobody, { drain: { ...drain, retry: { min: '1s', max: '9s' } } }],
};

/** What the server does by itself: no hop has a key for it, but it changes what is said of the path. */
const BY_THE_SERVER = ['maxAge.jitter', 'resume'];

interface Shown {
  /** What the samples of a hop write, as far as they can do what the policy asks. */
  readonly output: string;
  /** What is said of the paths through that. */
  readonly report: string;
}

const cache = new Map<string, Readonly<Record<string, Shown>>>();

it('changes every field there is', () => {
  const fields = [byCookie, byAddress, byNobody].flatMap((policy) => fieldsOf(policy.toJSON(), ''));
  expect([...new Set(fields)].filter((field) => !(field in CHANGES))).toEqual([]);
});

it('changes the output with every field', () => {
  expect(fieldsThatChange('output')).toEqual(Object.keys(CHANGES));
  expect(fieldsThatChange('report')).toEqual(expect.arrayContaining(BY_THE_SERVER));
  for (const [policy, change] of Object.values(CHANGES)) {
    expect(formatPolicy(policy.with(change))).not.toBe(formatPolicy(policy));
  }
});

it('reaches every hop that can do something about a field', () => {
  const hops = Object.keys(CHANGES).map((field) => [field, foldersChanged('output', field).join(', ')]);
  expect(Object.fromEntries(hops)).toMatchInlineSnapshot(`
    {
      "affinity.kind": "aks, apisix, application-gateway, front-door, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, nginx, service, workload",
      "affinity.lifetime": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, nginx",
      "affinity.name": "aks, apisix, application-gateway, front-door, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, nginx",
      "affinity.reason": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
      "affinity.timeout": "service, workload",
      "drain.retry.max": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
      "drain.retry.min": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
      "drain.window": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
      "heartbeat": "aks, apisix, application-gateway, front-door, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, nginx, service, workload",
      "maxAge.jitter": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
      "maxAge.limit": "aks, apisix, application-gateway, front-door, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
      "paths": "aks, api-management, apisix, front-door, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, nginx, service, workload",
      "paths, exact": "aks, apisix, front-door, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, nginx, service, workload",
      "resume": "aks, apisix, http-route/agc, http-route/envoy-gateway, http-route/istio, http-route/nginx-gateway-fabric, ingress-agc, ingress-agic, ingress-f5-nginx, ingress-nginx, ingress-traefik, service, workload",
    }
  `);
});

const fieldsThatChange = (what: keyof Shown): string[] =>
  Object.keys(CHANGES).filter((field) => foldersChanged(what, field).length > 0);

function foldersChanged(what: keyof Shown, field: string): string[] {
  const [policy = byNobody, change = {}] = CHANGES[field] ?? [];
  const [before, after] = [shownOf(policy), shownOf(policy.with(change))];
  return Object.keys(samples).filter((folder) => before[folder]?.[what] !== after[folder]?.[what]);
}

function shownOf(policy: StreamPolicy): Readonly<Record<string, Shown>> {
  const key = formatPolicy(policy);
  const shown = cache.get(key) ?? Object.fromEntries(Object.keys(samples).map((folder) => [folder, shownBy(folder, policy)]));
  cache.set(key, shown);
  return shown;
}

function shownBy(folder: string, policy: StreamPolicy): Shown {
  const fitting = (samples[folder] ?? []).filter((sample) => sample.fits(policy));
  const inputs = fitting.map((sample) => written(...sample.build(policy).scopes));
  const paths = inputs.flatMap((input) => findPaths(input, policy.paths));
  const said = paths.map((path) => [firstCut(policy, path), check(policy, path)]);
  return { output: JSON.stringify(inputs), report: JSON.stringify(said) };
}

function fieldsOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, field]) => fieldsOf(field, path === '' ? name : `${path}.${name}`));
}
