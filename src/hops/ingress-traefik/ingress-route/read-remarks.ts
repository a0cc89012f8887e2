import { listAt } from '../../../kubernetes/ingress';
import { describe, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Remark } from '../../../path/hop';
import { ignored, rejected } from '../../../path/remark';
import { TRAEFIK_PREFIX } from '../../ingress-controllers';
import { keyOf, serviceKeyOf } from '../about';
import { annotationsOf } from '../annotations';
import type { Backend, Placed } from './backends';
import { ingressRouteFacts as facts } from './facts';
import type { Route } from './routes';

/** Of an IngressRoute, one of its routes, and the Service where the input has it. */
export function ingressRouteRemarks(
  object: KubeObject,
  route: Route,
  backend: Backend,
  service: KubeObject | undefined,
): Remark[] {
  const onRoute = [...annotationsOf(object).values()].map(({ name }) => name);
  const onService = [...annotationsOf(service).values()].map(({ name }) => name).filter((name) => /^service\./i.test(name));
  const middlewares = listAt(route.written, 'middlewares').map((written, at) => ({
    written,
    key: `${route.key}.middlewares[${at}]`,
    holder: object,
  }));
  return [
    ...(object.apiVersion.startsWith('traefik.io/') ? [] : [ofTraefik2(object)]),
    ...(onRoute.length === 0
      ? []
      : [notRead(onRoute, describe(object), 'the fields of the IngressRoute', keyOf(onRoute[0] ?? ''))]),
    ...(service === undefined || onService.length === 0
      ? []
      : [notRead(onService, describe(service), `the fields of ${backend.key}`, serviceKeyOf(onService[0] ?? ''))]),
    ...[...middlewares, ...backend.references, backend].flatMap(elsewhere),
  ];
}

const ofTraefik2 = (object: KubeObject): Remark => ({
  ...ignored(
    `apiVersion is ${object.apiVersion}`,
    'Traefik 3 reads objects of traefik.io only; which version runs the input does not show',
    'write apiVersion: traefik.io/v1alpha1',
    facts.group,
    'apiVersion',
  ),
  edit: { key: 'apiVersion', value: 'traefik.io/v1alpha1' },
  level: 'warning',
});

const notRead = (names: readonly string[], on: string, instead: string, key: string): Remark =>
  ignored(
    `${names.join(', ')} of ${TRAEFIK_PREFIX} on ${on}`,
    'Traefik reads them for Ingresses only, and not for an IngressRoute',
    `write ${instead} instead, and remove them`,
    facts.serviceAnnotations,
    key,
  );

/** What is named in another namespace. */
function elsewhere({ written, key, holder }: Placed): Remark[] {
  const namespace = valueAt(written, ['namespace']);
  const own = holder.metadata.namespace;
  if (typeof namespace !== 'string' || namespace === '' || own === undefined || namespace === own) return [];
  return [
    {
      ...rejected(
        `${key}.namespace is ${namespace}, and ${describe(holder)} is in ${own}`,
        'Traefik then does not make the route, unless it runs with allowCrossNamespace, which the input does not show',
        `put both into one namespace, or run Traefik with --providers.kubernetesCRD.allowCrossNamespace`,
        facts.crossNamespace,
        `${key}.namespace`,
      ),
      level: 'warning',
    },
  ];
}
