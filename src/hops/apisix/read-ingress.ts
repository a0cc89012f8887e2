import { listAt } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Hop, Remark } from '../../path/hop';
import { ignored, rejected } from '../../path/remark';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import { aboutOf, annotationOf, GROUP, ingressKeys, VERSION_ANNOTATION } from './about';
import type { Beside } from './beside';
import { apisixFacts as facts } from './facts';
import { sharedPlugins } from './plugin-configs';
import { readServed } from './read';
import type { Balancing, Plugins } from './served';
import { readTimeout } from './timeouts';

const keys = ingressKeys;
const keyOf = (name: string): string => `metadata.annotations["${annotationOf(name)}"]`;

/** What an Ingress of APISIX is on the way to a Service: its annotations, and the BackendTrafficPolicy of the Service. */
export function readApisixIngress(ingress: KubeObject, service: string, beside: Beside): { hop: Hop; sources: KubeObject[] } {
  const annotation = (name: string): string | undefined => ingress.metadata.annotations?.[annotationOf(name)];
  const namespace = annotation('svc-namespace') ?? ingress.metadata.namespace;
  const policy = policyFor(service, namespace, beside);
  const configured = sharedPlugins(annotation('plugin-config-name'), ingress.metadata.namespace, beside);
  const time = readTime(annotation('upstream-read-timeout'), policy);
  const retries = Number(annotation('upstream-retries') ?? 0);
  const plugins: Plugins =
    annotation('http-to-https') === 'true'
      ? new Map([...configured.plugins, ['redirect', { http_to_https: true }]])
      : configured.plugins;
  const hop = readServed({
    object: describe(ingress),
    suppressed: suppressionsOf(ingress),
    keys,
    readTimeout: time.setting,
    plugins,
    morePlugins: configured.more,
    balancing: { ...balancingOf(policy), ...(retries > 0 ? { retries } : {}) },
    balances: byDefault('balances-over', facts.granularity.default, aboutOf(keys).granularity),
    isSplit: false,
    transport: readTransport(ingress, plugins),
    version: ingress.metadata.annotations?.[VERSION_ANNOTATION],
    remarks: [...time.remarks, ...(annotation('upstream-retries') === '0' ? [noRetries(policy)] : [])],
  });
  return { hop, sources: [ingress, policy, configured.object].filter((each) => each !== undefined) };
}

/** The one for the whole Service; that of a port by name goes before it where the port is known, which is not looked at here. */
function policyFor(service: string, namespace: string | undefined, beside: Beside): KubeObject | undefined {
  return beside
    .ofKind('BackendTrafficPolicy')
    .filter(({ apiVersion, metadata }) => apiVersion.startsWith(`${GROUP}/`) && metadata.namespace === namespace)
    .find((policy) => listAt(policy, 'spec', 'targetRefs').some((ref) => valueAt(ref, ['name']) === service));
}

const balancingOf = (policy: KubeObject | undefined): Balancing => ({
  type: valueAt(policy, ['spec', 'loadbalancer', 'type']),
  hashOn: valueAt(policy, ['spec', 'loadbalancer', 'hashOn']),
  key: valueAt(policy, ['spec', 'loadbalancer', 'key']),
  retries: valueAt(policy, ['spec', 'retries']),
});

/** The annotation goes before the policy. */
function readTime(written: string | undefined, policy: KubeObject | undefined): { setting: Setting; remarks: readonly Remark[] } {
  if (written === undefined) {
    return readTimeout({ own: valueAt(policy, ['spec', 'timeout']), upstreams: undefined, upstreamName: undefined, keys });
  }
  const about = { ...aboutOf(keys).readTimeout, key: keyOf('upstream-read-timeout') };
  if (!/^\d{1,9}s?$/.test(written)) {
    const found = `${about.key} is "${written}"`;
    const remark = rejected(
      found,
      'it takes a number of seconds, with or without s',
      `write ${about.key} in seconds, such as "60s"`,
      facts.ingressTimeout,
      about.key,
    );
    return { setting: unknown('idle-limit', `${found}, which is refused`, about), remarks: [remark] };
  }
  const seconds = Number.parseInt(written, 10);
  return seconds === 0
    ? { setting: byDefault('idle-limit', facts.policyTimeout.default, about), remarks: [] }
    : { setting: set('idle-limit', Duration.seconds(seconds), about), remarks: [] };
}

function readTransport(ingress: KubeObject, plugins: Plugins): Setting {
  const about = aboutOf(keys).transport;
  if (listAt(ingress, 'spec', 'tls').length === 0) return byDefault('transport', 'plain', about);
  const redirects = valueAt(plugins.get('redirect'), ['http_to_https']) === true;
  return redirects
    ? set('transport', 'tls', { ...about, key: keyOf('http-to-https'), fact: facts.redirect })
    : byDefault('transport', 'tls-and-plain', { ...about, key: keyOf('http-to-https') });
}

const noRetries = (policy: KubeObject | undefined): Remark =>
  ignored(
    `${keyOf('upstream-retries')} is "0"`,
    `the controller takes it for none written, so ${
      valueAt(policy, ['spec', 'retries']) === undefined ? 'APISIX tries every other pod' : 'the BackendTrafficPolicy decides'
    }`,
    `write ${keys.retries}: 0 for the Service`,
    facts.ingressRetries,
    keyOf('upstream-retries'),
  );
