import type { KubeObject } from '../../kubernetes/object';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { keyOf, serviceKeyOf } from './about';
import { annotationsOf, ROUTER_KEYS, SERVICE_KEYS } from './annotations';
import { traefikFacts as facts } from './facts';

/** Annotations of a Service that Traefik, or an older one, makes no Service for. */
export const refusedOfService = (service: KubeObject): Remark[] => [
  ...[...annotationsOf(service)]
    .filter(([key]) => key.startsWith('service.'))
    .flatMap(([key, { name, value }]) =>
      unreadable(SERVICE_KEYS[key], value, {
        written: serviceKeyOf(name),
        so: 'does not make the Service and answers its paths with 404',
        fact: facts.refused,
      }),
    ),
  ...sinceVersion(service),
];

/** Annotations of an Ingress that Traefik leaves it out for. */
export const refusedOfIngress = (ingress: KubeObject): Remark[] =>
  [...annotationsOf(ingress)]
    .filter(([key]) => key.startsWith('router.'))
    .flatMap(([key, { name, value }]) =>
      // `router.tls.options` is below `router.tls`.
      unreadable(ROUTER_KEYS[/^router\.(?:tls|observability)(?=\.)/.exec(key)?.[0] ?? key], value, {
        written: keyOf(name),
        so: 'leaves the whole Ingress out',
        fact: facts.refusedRouter,
      }),
    );

interface Refusal {
  /** The annotation as a person finds it. */
  readonly written: string;
  /** What Traefik does for it. */
  readonly so: string;
  readonly fact: Fact;
}

function unreadable(check: (typeof SERVICE_KEYS)[string] | undefined, value: string, { written, so, fact }: Refusal): Remark[] {
  if (check?.accepts(value) === true) return [];
  const takes = check === undefined ? 'it knows no such annotation' : `it takes ${check.takes}`;
  const fix = check === undefined ? `remove ${written}` : `write ${check.takes}`;
  return [rejected(`${written} is "${value}"`, `Traefik then ${so}; ${takes}`, fix, fact, written)];
}

/** Which Traefik runs the input does not show. */
function sinceVersion(service: KubeObject): Remark[] {
  const written = annotationsOf(service).get('service.middlewares');
  if (written === undefined) return [];
  const key = serviceKeyOf(written.name);
  const since = facts.serviceMiddlewares.min;
  return [
    {
      ...rejected(
        `${key} is set`,
        `an older Traefik than ${since} does not know it, and does not make the Service for it; which one runs the input does not show`,
        `run Traefik ${since} or newer, or name the middlewares in ${keyOf('router.middlewares')} of the Ingress`,
        facts.serviceMiddlewares,
        key,
      ),
      level: 'note',
    },
  ];
}
