import { listAt } from '../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../kubernetes/object';
import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { about } from './about';
import { annotationsOf } from './annotations';
import { entryPointSettings } from './entry-points';
import { traefikFacts as facts } from './facts';
import { middlewareRemarks, middlewareSettings, middlewaresOf } from './middlewares';
import { ingressRemarks, serviceRemarks } from './read-remarks';
import { readAffinity, readBalancing } from './sticky';

/** What says how an Ingress of Traefik is served. */
export interface Served {
  readonly ingress: KubeObject;
  /** The name of the Service that it routes to, and the Service where the input has it. */
  readonly serviceName: string;
  readonly service: KubeObject | undefined;
  /** Of the input. */
  readonly middlewares: readonly KubeObject[];
  /** What runs Traefik, where the input has it. */
  readonly traefik?: KubeObject | undefined;
}

/** What an Ingress of Traefik is on the way to one of its Services, and what it was read from. */
export function readTraefikIngress({ ingress, serviceName, service, middlewares: all, traefik }: Served) {
  const middlewares = middlewaresOf([ingress, service], all);
  const hop: Hop = {
    type: 'ingress-traefik',
    object: describe(ingress),
    layer: 'http',
    settings: [
      fixed('idle-limit', facts.noIdleLimit.fixed, about.idle),
      ...entryPointSettings(traefik, entryPointsOf(ingress)),
      ...middlewareSettings(middlewares),
      readAffinity(service, serviceName),
      readBalancing(service, serviceName),
      readTransport(ingress),
      byDefault('http2', facts.http2.default, about.http2),
    ],
    remarks: [
      ...ingressRemarks(ingress),
      ...(service === undefined ? [] : serviceRemarks(service)),
      ...middlewareRemarks(middlewares),
    ],
    suppressed: suppressionsOf(ingress),
  };
  const sources = [ingress, service, ...middlewares.found, traefik].filter((one) => one !== undefined);
  return { hop, sources };
}

/** In small letters; undefined where the route is on every entry point that is for all. */
function entryPointsOf(ingress: KubeObject): string[] | undefined {
  const list = annotationsOf(ingress).get('router.entrypoints')?.value;
  return list?.split(',').map((one) => one.trim().toLowerCase());
}

/** Whatever there is of router.tls switches it on, where nothing switches it off. */
function readTransport(ingress: KubeObject): Setting {
  const annotations = annotationsOf(ingress);
  const itself = annotations.get('router.tls')?.value;
  const isOn =
    itself === undefined
      ? [...annotations.keys()].some((name) => name.startsWith('router.tls.'))
      : itself === '' || itself.toLowerCase() === 'true';
  if (isOn) return set('transport', 'tls', about.tls);
  const certificates = listAt(ingress, 'spec', 'tls').length > 0 ? 'spec.tls only names certificates; ' : '';
  return unknown(
    'transport',
    `${certificates}whether the entry points take TLS only is in the static configuration of Traefik`,
    about.tls,
  );
}
