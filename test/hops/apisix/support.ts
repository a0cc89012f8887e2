import { parse } from 'yaml';
import { check } from '../../../src/check';
import type { KubeObject } from '../../../src/kubernetes/object';
import { loadManifests } from '../../../src/load/manifests';
import { loadTexts } from '../../../src/load/loaders';
import { findPaths } from '../../../src/load/paths';
import { known, type Hop } from '../../../src/path/hop';
import type { Aspect } from '../../../src/path/setting';
import type { StreamPolicy } from '../../../src/policy/stream-policy';
import type { Finding } from '../../../src/rules/rule';
import { byNobody } from '../../support/policies';

/** `apiVersion` and `kind`, then a name and a spec. */
export const object = (kind: string, name: string, spec: object, annotations: Record<string, string> = {}): KubeObject => ({
  apiVersion: kind === 'BackendTrafficPolicy' ? 'apisix.apache.org/v1alpha1' : 'apisix.apache.org/v2',
  kind,
  metadata: { name, namespace: 'app', annotations },
  spec,
});

export const PLUGIN = { name: 'proxy-buffering', enable: true, config: { disable_proxy_buffering: true } };

/** An ApisixRoute with one rule that does all a stream needs, as far as `more` does not change it. */
export const route = (more: object = {}, annotations: Record<string, string> = {}): KubeObject =>
  object(
    'ApisixRoute',
    'prices',
    {
      ingressClassName: 'apisix',
      http: [
        {
          name: 'sse',
          match: { hosts: ['prices.example.com'], paths: ['/events', '/events/*'] },
          backends: [{ serviceName: 'prices', servicePort: 80 }],
          timeout: { read: '1h' },
          plugins: [PLUGIN],
          ...more,
        },
      ],
    },
    annotations,
  );

export const upstream = (spec: object, name = 'prices'): KubeObject =>
  object('ApisixUpstream', name, { ingressClassName: 'apisix', ...spec });

export const CHASH = { type: 'chash', hashOn: 'cookie', key: 'sse_route' };

export const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'prices', namespace: 'app' },
  spec: { ports: [{ name: 'http', port: 80 }] },
};

/** The hop of APISIX on each path of the stream through these objects. */
export function hopsOf(objects: readonly KubeObject[], { paths }: StreamPolicy = byNobody): Hop[] {
  const found = findPaths({ objects, resources: [] }, paths).flatMap(({ hops }) => hops);
  return found.filter(({ type }) => type === 'apisix');
}

export const valueOf = (hop: Hop | undefined, aspect: Aspect): unknown =>
  (hop === undefined ? [] : known(hop, aspect)).map(({ value }) => value)[0];

export const told = (objects: readonly KubeObject[], policy: StreamPolicy = byNobody): Finding[] =>
  findPaths({ objects, resources: [] }, policy.paths)
    .flatMap((path) => check(policy, path))
    .filter(({ hop }) => hop === 'apisix');

/** `rule level` of what matters. */
export const serious = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level === 'error' || level === 'warning').map(({ rule, level }) => `${rule} ${level}`);

export const manifests = (text: string): KubeObject[] => loadManifests(text, 'manifests.yaml');

/** The hops of a file of APISIX, and what is said of them. */
export async function standalone(text: string, policy: StreamPolicy = byNobody, name = 'conf/apisix.yaml') {
  const input = await loadTexts([{ name, text }]);
  const paths = findPaths(input, policy.paths);
  const findings = paths.flatMap((path) => check(policy, path)).filter(({ hop }) => hop === 'apisix');
  const hops = paths.flatMap((path) => path.hops.filter(({ type }) => type === 'apisix'));
  return { input, hops, findings };
}

export const yamlOf = (text: string): unknown => parse(text);
