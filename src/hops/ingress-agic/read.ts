import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { Duration } from '../../policy/duration';
import type { Block } from '../../terraform/attributes';
import { affinityCookie } from '../application-gateway/about';
import { about, PROBE_UNKNOWN } from './about';
import { cookieName } from './cookie-name';
import { annotationRemarks, isOn, secondsOf, written } from './annotations';
import { agicFacts as facts } from './facts';
import { pathsOf } from '../../kubernetes/ingress';
import { onGatewayRemarks } from './on-gateway';
import { pathOrderRemarks } from './path-order';
import { mixedProbeRemarks, prefixProbeRemarks, probedPaths, probePortRemarks, type BehindIngress } from './probe';
import { combinationRemarks } from './read-remarks';
import { samePathRemarks, sharedNamesRemarks } from './shared';
import { tlsOf } from './tls';

/** What the input holds beside an Ingress of the controller. */
interface Beside {
  /** The name of the Service that the path leads to. Default: that of the Service behind, where it is known. */
  readonly serviceName?: string;
  /** Other Ingresses of the controller. */
  readonly others?: readonly KubeObject[];
  /** The gateway that it configures, as Terraform has it. */
  readonly gateway?: Block | undefined;
}

/** What an Ingress of the Application Gateway Ingress Controller is. */
export function readAgicIngress(ingress: KubeObject, behind: BehindIngress = {}, beside: Beside = {}): Hop {
  const { others = [], gateway, serviceName = behind.service?.metadata.name } = beside;
  return {
    type: 'ingress-agic',
    object: describe(ingress),
    layer: 'http',
    settings: [
      fixed('balances-over', facts.backendPool.fixed, about.pool),
      readTimeout(ingress),
      readDraining(ingress),
      ...readAffinity(ingress, behind.service?.metadata.name),
      readTransport(ingress),
      ...readProbe(ingress, behind),
      fixed('endpoint-removal', facts.endpointRemoval.fixed, about.endpointRemoval),
    ],
    remarks: [
      ...annotationRemarks(ingress),
      ...combinationRemarks(ingress, behind.service),
      ...mixedProbeRemarks(ingress, behind),
      ...prefixProbeRemarks(ingress, behind),
      ...probePortRemarks(ingress, behind),
      ...sharedNamesRemarks(ingress, others),
      ...samePathRemarks(ingress, others),
      ...pathOrderRemarks(ingress, others, serviceName),
      ...(gateway === undefined ? [] : onGatewayRemarks(ingress, gateway)),
    ],
    suppressed: suppressionsOf(ingress),
  };
}

function readTimeout(ingress: KubeObject): Setting {
  const seconds = pathsOf(ingress).length > 0 ? secondsOf(ingress, 'request-timeout') : undefined;
  return seconds === undefined
    ? byDefault('idle-limit', facts.requestTimeoutSent.default, about.requestTimeout)
    : set('idle-limit', Duration.seconds(seconds), about.requestTimeout);
}

function readDraining(ingress: KubeObject): Setting {
  const isDraining = pathsOf(ingress).length > 0 && isOn(ingress, 'connection-draining');
  const seconds = isDraining ? secondsOf(ingress, 'connection-draining-timeout') : undefined;
  return seconds === undefined
    ? byDefault('drain-limit', facts.draining.default, about.draining)
    : set('drain-limit', Duration.seconds(seconds), about.draining);
}

/** One cookie for each Service, or one for all; the Service behind alone counts where it is known. */
function readAffinity(ingress: KubeObject, behind: string | undefined): Setting[] {
  if (pathsOf(ingress).length === 0 || !isOn(ingress, 'cookie-based-affinity')) {
    return [byDefault('affinity', { kind: 'none' }, about.noAffinity)];
  }
  const named = pathsOf(ingress).flatMap(({ service }) => service ?? []);
  const services = behind === undefined ? [...new Set(named)] : [behind];
  const names = isOn(ingress, 'cookie-based-affinity-distinct-name')
    ? services.map((service) => cookieName(ingress.metadata.namespace, service))
    : [facts.cookieName.default];
  return names.map((name) => set('affinity', affinityCookie(name), about.cookie));
}

function readTransport(ingress: KubeObject): Setting {
  const tls = tlsOf(ingress);
  if (tls === 'none') return byDefault('transport', 'plain', about.certificate);
  return set('transport', tls === 'undone' ? 'plain' : 'tls', tls === 'secret' ? about.secret : about.certificate);
}

function readProbe(ingress: KubeObject, behind: BehindIngress): Setting[] {
  const path = written(ingress, 'health-probe-path') ?? '';
  if (path !== '') return [set('health-probe-path', path, about.probe)];
  // A default backend alone is asked for "/".
  if (pathsOf(ingress).length === 0) return [byDefault('health-probe-path', '/', about.probe)];
  const probed = probedPaths(ingress, behind);
  if (probed.length === 0) return [unknown('health-probe-path', PROBE_UNKNOWN, about.probe)];
  return probed.map((one) => byDefault('health-probe-path', one, about.probe));
}
