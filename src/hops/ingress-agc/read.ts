import { listAt } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import { rejected } from '../../path/remark';
import type { Hop, Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { durationIn } from '../http-route/duration-in';
import type { Stretch } from '../http-route/implementation';
import { ALB_EXTENSION, GROUP, VERSION_ANNOTATION } from '../http-route/implementations/agc/about';
import { readSessionAffinity } from '../http-route/implementations/agc/read-affinity';
import { readProbes } from '../http-route/implementations/agc/read-probes';
import { versionRemarks } from '../http-route/implementations/agc/remarks';
import { fixedByGateway, retriesUnknown } from '../http-route/implementations/agc/settings';
import { servicePoliciesOf } from '../http-route/implementations/agc/targets';
import { about, bufferingUnknown, extensionOf, settingsFor, tlsSetting } from './about';
import { ingressAgcFacts as facts } from './facts';
import { zeroTimeout } from './hop';
import { writtenRemarks } from './read-remarks';
import { byIngress } from './remarks';

const SERVICE_POLICIES = ['HealthCheckPolicy', 'BackendLoadBalancingPolicy'];

/** What an Ingress of the ALB Controller is for the streams of one Service; `beside` holds what says how it is served. */
export function readAgcIngress(ingress: KubeObject, service: string, beside: readonly KubeObject[]): Hop {
  const extension = extensionOf(ingress, beside);
  const found = { policies: policiesIn(ingress, beside), services: [service] };
  const version = [extension, ingress].map((one) => one?.metadata.annotations?.[VERSION_ANNOTATION]).find(Boolean);
  const settings = readSettings(ingress, extension, service, (one) => readSessionAffinity(one, found, about.affinity, version));
  const probes = readProbes(found);
  const policies = SERVICE_POLICIES.flatMap((kind) => servicePoliciesOf(kind, found, [service]));
  return {
    type: 'ingress-agc',
    object: describe(ingress),
    layer: 'http',
    settings: [
      ...settings.settings.filter(({ aspect }) => aspect === 'total-limit'),
      ...fixedByGateway,
      bufferingUnknown,
      ...settings.settings.filter(({ aspect }) => aspect === 'affinity'),
      ...probes.settings,
      retriesUnknown,
      listAt(ingress, 'spec', 'tls').length > 0 ? tlsSetting : byDefault('transport', 'plain', about.tls),
    ],
    remarks: [
      byIngress,
      ...versionRemarks(version, false),
      ...settings.remarks,
      ...probes.remarks,
      ...writtenRemarks(ingress, service, extension, beside),
    ],
    suppressed: suppressionsOf(ingress),
    sources: [ingress, ...(extension === undefined ? [] : [extension]), ...policies],
  };
}

/** Of the product, in the namespace of the Ingress. */
const policiesIn = ({ metadata }: KubeObject, beside: readonly KubeObject[]): KubeObject[] =>
  beside.filter((one) => one.apiVersion.startsWith(`${GROUP}/`) && one.metadata.namespace === metadata.namespace);

/** What the extension says for the Service, and the defaults where it says nothing. */
function readSettings(
  ingress: KubeObject,
  extension: KubeObject | undefined,
  service: string,
  affinityIn: (value: unknown) => Stretch,
): Stretch {
  const name = ingress.metadata.annotations?.[ALB_EXTENSION];
  if (name !== undefined && extension === undefined) return notKnown(`IngressExtension ${name} is not in the input`);
  const [one, ...others] = settingsFor(extension, service);
  if (others.length > 0) return notKnown(`two backendSettings are for Service ${service}, and no source says which counts`);
  const affinity = affinityIn(valueAt(one, ['sessionAffinity']));
  const timeout = readTimeout(valueAt(one, ['timeouts', 'requestTimeout']));
  return { settings: [timeout.setting, ...affinity.settings], remarks: [...timeout.remarks, ...affinity.remarks] };
}

const notKnown = (why: string): Stretch => ({
  settings: [unknown('total-limit', why, about.requestTimeout), unknown('affinity', why, about.affinity)],
  remarks: [],
});

function readTimeout(value: unknown): { setting: Setting; remarks: Remark[] } {
  const limit = durationIn(value);
  if (limit !== undefined) {
    return { setting: limit.milliseconds === 0 ? zeroTimeout : set('total-limit', limit, about.requestTimeout), remarks: [] };
  }
  const setting = byDefault('total-limit', facts.requestTimeout.default, about.requestTimeout);
  return { setting, remarks: value === undefined ? [] : [notADuration(value)] };
}

const { key } = about.requestTimeout;

const notADuration = (value: unknown): Remark =>
  rejected(
    `${key} is ${JSON.stringify(value)}`,
    'it takes a text with a unit',
    `set ${key} to a duration such as "3600s"`,
    facts.requestTimeout,
    key,
  );
