import { listAt } from '../../../kubernetes/ingress';
import { describe, suppressionsOf, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Hop } from '../../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../../path/setting';
import type { StreamPath } from '../../../policy/stream-path';
import { about } from '../about';
import { entryPointSettings } from '../entry-points';
import { traefikFacts } from '../facts';
import { middlewareRemarks, middlewareSettings, referencesIn, resolved, type Middlewares } from '../middlewares';
import { balancingOf } from '../sticky';
import { backendsOf, type Backend, type FindTraefikService } from './backends';
import { ingressRouteFacts as facts } from './facts';
import { ingressRouteRemarks } from './read-remarks';
import { readAffinity, stickyRemarks } from './read-sticky';
import { routesOf, serving, type Route } from './routes';

/** What says beside an IngressRoute how it is served. */
export interface Beside {
  readonly traefikService: FindTraefikService;
  service(namespace: string | undefined, name: string): KubeObject | undefined;
  readonly middlewares: readonly KubeObject[];
  /** What runs Traefik, where the input has it. */
  readonly traefik: KubeObject | undefined;
}

/** What an IngressRoute is on the way to one of its Services. */
export interface Served {
  readonly hop: Hop;
  readonly backend: Backend;
}

/** What an IngressRoute is to the streams; without `streams`, to all its routes. */
export function readIngressRoute(object: KubeObject, beside: Beside, streams?: readonly StreamPath[]): Served[] {
  return serving(routesOf(object), streams).flatMap((route) =>
    backendsOf(object, route, beside.traefikService).map((backend) => ({ hop: hopOf(object, route, backend, beside), backend })),
  );
}

function hopOf(object: KubeObject, route: Route, backend: Backend, beside: Beside): Hop {
  const middlewares: Middlewares = {
    ...resolved(referencesIn(listAt(route.written, 'middlewares'), object), beside.middlewares),
    key: `${route.key}.middlewares`,
    naming: facts.middlewares,
  };
  const service = backend.service && beside.service(backend.service.namespace, backend.service.name);
  const holders = [...backend.references, ...backend.choices, backend].map(({ holder }) => holder);
  const sources = [object, ...holders, service, ...middlewares.found, beside.traefik].filter((one) => one !== undefined);
  return {
    type: 'ingress-traefik',
    object: describe(object),
    layer: 'http',
    settings: [
      fixed('idle-limit', traefikFacts.noIdleLimit.fixed, about.idle),
      ...entryPointSettings(beside.traefik, entryPointsOf(object)),
      ...middlewareSettings(middlewares),
      ...readAffinity(backend),
      readBalancing(backend),
      readTransport(object),
      byDefault('http2', traefikFacts.http2.default, about.http2),
    ],
    remarks: [
      ...ingressRouteRemarks(object, route, backend, service),
      ...stickyRemarks(backend),
      ...middlewareRemarks(middlewares),
    ],
    suppressed: suppressionsOf(object),
    sources: [...new Set(sources)],
  };
}

/** In small letters; undefined where the routes are on every entry point that is for all. */
function entryPointsOf(object: KubeObject): string[] | undefined {
  const names = listAt(object, 'spec', 'entryPoints').filter((one) => typeof one === 'string');
  return names.length === 0 ? undefined : names.map((name) => name.toLowerCase());
}

function readBalancing({ written, key, missing }: Backend): Setting {
  const field = { nativelb: 'nativeLB', nodeportlb: 'nodePortLB' } as const;
  const keyFor = (name: keyof typeof field): string => `${key}.${field[name]}`;
  if (missing !== undefined) return unknown('balances-over', `${missing} is not in the input`, { ...about.balances, key });
  const isOn = (name: keyof typeof field): boolean => valueAt(written, [field[name]]) === true;
  return balancingOf({ nativelb: isOn('nativelb'), nodeportlb: isOn('nodeportlb') }, keyFor);
}

function readTransport(object: KubeObject): Setting {
  const named = { name: 'spec.tls', key: 'spec.tls', fact: facts.tls };
  return (valueAt(object, ['spec', 'tls']) ?? undefined) === undefined
    ? unknown('transport', 'whether the entry points take TLS only is in the static configuration of Traefik', named)
    : set('transport', 'tls', named);
}
