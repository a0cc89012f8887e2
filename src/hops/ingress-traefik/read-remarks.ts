import type { KubeObject } from '../../kubernetes/object';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { TRAEFIK_PREFIX } from '../ingress-controllers';
import { annotationOf, keyOf, serviceKeyOf, STICKY } from './about';
import { annotationsOf } from './annotations';
import { traefikFacts as facts } from './facts';
import { refusedOfIngress, refusedOfService } from './refused-remarks';
import { hasParts } from './sticky';

/** Annotations of an Ingress that Traefik does not read there, and those it cannot read. */
export function ingressRemarks(ingress: KubeObject): Remark[] {
  const names = [...annotationsOf(ingress).values()].map(({ name }) => name);
  const ofService = names.filter((name) => /^service\./i.test(name));
  const old = names.filter((name) => !/^(?:service|router)\./i.test(name));
  const others = Object.keys(ingress.metadata.annotations ?? {}).filter((name) =>
    name.startsWith('nginx.ingress.kubernetes.io/'),
  );
  return [
    ...refusedOfIngress(ingress),
    ...(ofService.length === 0 ? [] : [onIngress(ofService)]),
    ...(old.length === 0 ? [] : [ofTraefik1(old, keyOf(old[0] ?? ''))]),
    ...(others.length === 0 ? [] : [ofNginx(others)]),
  ];
}

const onIngress = (names: readonly string[]): Remark =>
  ignored(
    `${names.join(', ')} of ${TRAEFIK_PREFIX} on an Ingress`,
    'Traefik reads them of the Service only',
    'move them to the Service that the Ingress routes to',
    facts.stickyOnIngress,
    keyOf(names[0] ?? ''),
  );

const ofTraefik1 = (names: readonly string[], key: string): Remark =>
  ignored(
    `${names.join(', ')} of ${TRAEFIK_PREFIX}`,
    'they are of Traefik 1; since Traefik 2 names begin with router. on the Ingress and with service. on the Service',
    `write ${annotationOf(STICKY)}: "true" on the Service for affinity, and remove these`,
    facts.oldAnnotations,
    key,
  );

const ofNginx = (names: readonly string[]): Remark =>
  ignored(
    `${names.join(', ')} on an Ingress of Traefik`,
    'they are for ingress-nginx; the Ingress provider of Traefik does not read them',
    `remove them; Traefik buffers nothing, and affinity is ${annotationOf(STICKY)} on the Service`,
    facts.otherPrefix,
    `metadata.annotations["${names[0]}"]`,
  );

/** What becomes of the annotations of a Service. */
export function serviceRemarks(service: KubeObject): Remark[] {
  const names = [...annotationsOf(service).values()].map(({ name }) => name);
  const routers = names.filter((name) => /^router\./i.test(name));
  const old = names.filter((name) => !/^(?:service|router)\./i.test(name));
  return [
    ...refusedOfService(service),
    ...(routers.length === 0 ? [] : [onService(routers)]),
    ...(old.length === 0 ? [] : [ofTraefik1(old, serviceKeyOf(old[0] ?? ''))]),
    ...switchedOff(service),
    ...sameSite(service),
  ];
}

const onService = (names: readonly string[]): Remark =>
  ignored(
    `${names.join(', ')} of ${TRAEFIK_PREFIX} on a Service`,
    'Traefik reads them of the Ingress only',
    'move them to the Ingress',
    facts.stickyOnIngress,
    serviceKeyOf(names[0] ?? ''),
  );

/** Anything but "true" is no mistake to Traefik. */
function switchedOff(service: KubeObject): Remark[] {
  const itself = annotationsOf(service).get(STICKY);
  if (itself === undefined || itself.value === '' || itself.value.toLowerCase() === 'true') return [];
  const key = serviceKeyOf(itself.name);
  if (itself.value.toLowerCase() === 'false' && !hasParts(service)) return [];
  return [
    ignored(
      `${key} is "${itself.value}"`,
      'Traefik takes "true" only and sets no cookie for anything else, whatever else is written of the cookie',
      'write "true"',
      facts.switches,
      key,
    ),
  ];
}

function sameSite(service: KubeObject): Remark[] {
  const written = annotationsOf(service).get(`${STICKY}.samesite`);
  if (written === undefined || /^(?:strict|lax|none)$/.test(written.value)) return [];
  const key = serviceKeyOf(written.name);
  return [
    ignored(
      `${key} is "${written.value}"`,
      'the cookie then has no SameSite; it takes strict, lax or none, in small letters',
      'write "lax"',
      facts.cookieDefaults,
      key,
    ),
  ];
}
