import { listAt } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { byDefault, set, type Setting } from '../../path/setting';
import type { StreamPath } from '../../policy/stream-path';
import { aboutOf, ruleKeys, VERSION_ANNOTATION, type Keys } from './about';
import type { Beside } from './beside';
import { apisixFacts as facts } from './facts';
import { pluginsIn, type Configured } from './plugin-configs';
import { readServed } from './read';
import { routeRemarks } from './route-remarks';
import { isTree, type ServedBy } from './served';
import { readTimeout } from './timeouts';
import { portOf, settingsForPort } from './upstreams';
import { serving } from './uris';

/** What the rules of an ApisixRoute are to the streams; without `streams` all of them. */
export function readApisixRoute(route: KubeObject, beside: Beside, streams?: readonly StreamPath[]): ServedBy[] {
  const rules = listAt(route, 'spec', 'http').filter(isTree);
  return serving(rules, (rule) => textsAt(rule, 'match', 'paths'), streams).map((rule) => readRule(route, rule, beside, rules));
}

const textsAt = (object: unknown, ...path: string[]): string[] =>
  listAt(object, ...path).filter((item) => typeof item === 'string');

/** Every pattern of its rules. */
export const urisIn = (route: KubeObject): string[] =>
  listAt(route, 'spec', 'http').flatMap((rule) => textsAt(rule, 'match', 'paths'));

function readRule(
  route: KubeObject,
  rule: Readonly<Record<string, unknown>>,
  beside: Beside,
  rules: readonly unknown[],
): ServedBy {
  const { namespace, annotations } = route.metadata;
  const name = typeof rule['name'] === 'string' ? rule['name'] : String(rules.indexOf(rule));
  const keys = ruleKeys(name);
  const backends = listAt(rule, 'backends').filter(isTree);
  const services = [...new Set(backends.map(({ serviceName }) => serviceName).filter((each) => typeof each === 'string'))];
  const named = listAt(rule, 'upstreams');
  const [first] = services;
  const upstream = first === undefined ? undefined : beside.named('ApisixUpstream', namespace, first);
  const service = first === undefined ? undefined : beside.named('Service', namespace, first);
  const spec = settingsForPort(valueAt(upstream, ['spec']), portOf(backends[0]?.['servicePort'], service));
  const configured = pluginsIn(route, rule, beside);
  const time = readTimeout({ own: rule['timeout'], upstreams: spec.timeout, upstreamName: upstream && describe(upstream), keys });
  const hop = readServed({
    object: rules.length === 1 ? describe(route) : `rule ${name} of ${describe(route)}`,
    suppressed: suppressionsOf(route),
    keys,
    readTimeout: time.setting,
    plugins: configured.plugins,
    morePlugins: configured.more,
    // Upstreams by name are of servers outside, and only with Services are they more than the only one.
    balancing: backends.length === 0 ? undefined : spec.balancing,
    balances: readBalances(backends, keys),
    isSplit: backends.length + named.length > 1,
    transport: readTransport(route, rule, configured, beside, keys),
    version: annotations?.[VERSION_ANNOTATION],
    remarks: [...time.remarks, ...spec.remarks, ...routeRemarks(route, services, beside)],
  });
  const sources = [route, upstream, configured.object].filter((each) => each !== undefined);
  return { hop, sources, services, rule: name };
}

function readBalances(backends: readonly Readonly<Record<string, unknown>>[], keys: Keys): Setting {
  const about = aboutOf(keys).granularity;
  return backends.some(({ resolveGranularity }) => resolveGranularity === 'service')
    ? set('balances-over', 'service', about)
    : byDefault('balances-over', facts.granularity.default, about);
}

function readTransport(route: KubeObject, rule: unknown, { plugins }: Configured, beside: Beside, keys: Keys): Setting {
  const about = aboutOf(keys).transport;
  if (listAt(rule, 'match', 'exprs').some(isHttpsOnly)) return set('transport', 'tls', about);
  const redirect = { ...about, key: keys.plugin('redirect'), fact: facts.redirect };
  if (valueAt(plugins.get('redirect'), ['http_to_https']) === true) return set('transport', 'tls', redirect);
  const hosts = textsAt(rule, 'match', 'hosts');
  const hasCertificate = beside
    .ofKind('ApisixTls')
    .some(
      (tls) =>
        tls.metadata.namespace === route.metadata.namespace && textsAt(tls, 'spec', 'hosts').some((host) => hosts.includes(host)),
    );
  return byDefault('transport', hasCertificate ? 'tls-and-plain' : 'plain', about);
}

function isHttpsOnly(expr: unknown): boolean {
  const isScheme = valueAt(expr, ['subject', 'scope']) === 'Variable' && valueAt(expr, ['subject', 'name']) === 'scheme';
  return isScheme && valueAt(expr, ['op']) === 'Equal' && valueAt(expr, ['value']) === 'https';
}
