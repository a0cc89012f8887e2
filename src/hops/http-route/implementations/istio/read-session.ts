import { ignored, rejected } from '../../../../path/remark';
import { listAt } from '../../../../kubernetes/ingress';
import { describe, type KubeObject } from '../../../../kubernetes/object';
import type { Remark } from '../../../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../../../path/setting';
import type { FoundRoute } from '../../implementation';
import { about, SESSION_FILTER, SESSION_LABEL } from './about';
import { istioFacts as facts } from './facts';
import { sessionCookie } from './settings';

const SWITCH = 'PILOT_ENABLE_PERSISTENT_SESSION_FILTER';

interface Session {
  readonly setting: Setting;
  readonly remarks: readonly Remark[];
}

/**
 * The persistent session of a Service, by its labels.
 * @param otherwise Its affinity where it has none.
 */
export function readSession(name: string, found: FoundRoute, otherwise: Setting): Session {
  const { route, objects } = found;
  const { annotations } = route.metadata;
  const isOn = annotations?.[SESSION_FILTER] === 'true' || objects.some(switchesOn);
  const service = serviceOf(name, found);
  if (service === undefined) return { setting: isOn ? unknown('affinity', NO_SERVICE, about.session) : otherwise, remarks: [] };
  const label = service.metadata.labels?.[SESSION_LABEL];
  const remarks = service.metadata.labels?.[`${SESSION_LABEL}-header`] === undefined ? [] : [byHeader(service)];
  if (label === undefined) {
    const isMissed = isOn && otherwise.origin === 'default';
    return { setting: isMissed ? byDefault('affinity', { kind: 'none' }, about.session) : otherwise, remarks };
  }
  if (!/^[\w.-]+$/.test(label)) return { setting: otherwise, remarks: [...remarks, notALabel(service, label)] };
  return isOn
    ? { setting: set('affinity', sessionCookie(label), about.session), remarks: [...remarks, keepsEndingPods(service, label)] }
    : { setting: unknown('affinity', NOT_TOLD, about.session), remarks: [...remarks, perhapsOff(service, label)] };
}

export const serviceOf = (name: string, { route, objects }: FoundRoute): KubeObject | undefined =>
  objects.find(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === route.metadata.namespace,
  );

const NO_SERVICE = 'the Service, whose label names the cookie, is not in the input';
const NOT_TOLD = `whether istiod has ${SWITCH}=true is not in the input`;

/** The Deployment of istiod, where it is in the input. */
function switchesOn({ kind, spec }: KubeObject): boolean {
  const containers = listAt(spec, 'template', 'spec', 'containers') as readonly { env?: { name?: string; value?: string }[] }[];
  return (
    kind === 'Deployment' && containers.some(({ env = [] }) => env.some((each) => each.name === SWITCH && each.value === 'true'))
  );
}

const labelled = (service: KubeObject, label: string): string => `${describe(service)} has the label ${SESSION_LABEL}: ${label}`;

const perhapsOff = (service: KubeObject, label: string): Remark => ({
  ...ignored(
    labelled(service, label),
    `it sets the cookie only where istiod has ${SWITCH}=true, which is off by default and which no source says that AKS offers`,
    `say that it is on with the annotation ${SESSION_FILTER}: "true" on the HTTPRoute, or use a DestinationRule with consistentHash`,
    facts.persistentSession,
    about.session.key,
  ),
  level: 'unknown',
});

/** What the pods do with their readiness probe when they end is in no manifest. */
const keepsEndingPods = (service: KubeObject, label: string): Remark => ({
  rule: 'drain-window-covers-close',
  level: 'note',
  found: labelled(service, label),
  need: 'a client whose cookie names a pod that is ending comes back to that pod for as long as its readiness probe passes',
  fix: 'let the readiness probe fail from SIGTERM on',
  fact: facts.sessionDrain,
  key: about.session.key,
});

const notALabel = (service: KubeObject, label: string): Remark =>
  rejected(
    labelled(service, label),
    'Kubernetes takes no such value',
    'write the name of the cookie alone; its path is /',
    facts.sessionLabel,
    about.session.key,
  );

const byHeader = (service: KubeObject): Remark =>
  ignored(
    `${describe(service)} has the label ${SESSION_LABEL}-header`,
    'a browser’s EventSource sends no header of its own',
    `use ${SESSION_LABEL} with the name of a cookie`,
    facts.sessionHeader,
    `Service metadata.labels["${SESSION_LABEL}-header"]`,
  );
