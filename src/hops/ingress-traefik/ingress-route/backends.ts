import { listAt } from '../../../kubernetes/ingress';
import { keyIn, type KubeObject } from '../../../kubernetes/object';
import { valueAt } from '../../../kubernetes/owned-key';
import type { Route } from './routes';

/** A service of a route or of a TraefikService, as it is written. */
export interface Placed {
  readonly written: unknown;
  /** As a hop names it that is called after the IngressRoute. */
  readonly key: string;
  /** The object that it is written in. */
  readonly holder: KubeObject;
}

/** Where Traefik chooses one of several services. */
export interface Choice extends Placed {
  readonly by: 'weight' | 'address';
}

/** A Service that requests of a route may go to, or what is missing on the way to it. */
export interface Backend extends Placed {
  /** The choices before it, and the references to TraefikServices. */
  readonly choices: readonly Choice[];
  readonly references: readonly Placed[];
  readonly service?: { readonly namespace: string | undefined; readonly name: string };
  readonly missing?: string;
}

export type FindTraefikService = (namespace: string | undefined, name: string, by: KubeObject) => KubeObject | undefined;

/** Every Service that a route of an IngressRoute leads to. */
export function backendsOf(object: KubeObject, route: Route, find: FindTraefikService): Backend[] {
  const place = { written: route.written, key: route.key, holder: object };
  return among(place, 'services', 'weight', { choices: [], references: [], find });
}

interface Way extends Pick<Backend, 'choices' | 'references'> {
  readonly find: FindTraefikService;
}

function among(place: Placed, list: string, by: Choice['by'], way: Way): Backend[] {
  const all = listAt(place.written, list).map((written, at) => ({ ...place, written, key: `${place.key}.${list}[${at}]` }));
  const drawn = all.filter(({ written }) => valueAt(written, ['weight']) !== 0);
  const choices = drawn.length > 1 ? [...way.choices, { ...place, by }] : way.choices;
  return drawn.flatMap((one) => behind(one, { ...way, choices }));
}

function behind(place: Placed, { choices, references, find }: Way): Backend[] {
  const [name, kind] = [valueAt(place.written, ['name']), valueAt(place.written, ['kind'])];
  if (typeof name !== 'string') return [];
  const [bare = name, provider = 'kubernetescrd'] = name.split('@');
  const written = valueAt(place.written, ['namespace']);
  const namespace = typeof written === 'string' && written !== '' ? written : place.holder.metadata.namespace;
  const backend = { ...place, choices, references };
  if (provider !== 'kubernetescrd') return [{ ...backend, missing: `the service ${name} of another provider of Traefik` }];
  if (kind !== 'TraefikService') return [{ ...backend, service: { namespace, name: bare } }];
  const found = find(namespace, bare, place.holder);
  const isRound = references.some(({ holder }) => holder === found);
  if (found === undefined || isRound) {
    return [{ ...backend, missing: `TraefikService ${namespace === undefined ? bare : `${namespace}/${bare}`}` }];
  }
  return inTraefikService(found, { choices, references: [...references, place], find });
}

function inTraefikService(holder: KubeObject, way: Way): Backend[] {
  const at = (field: string): Placed => ({
    written: valueAt(holder, ['spec', field]),
    key: keyIn(holder, `spec.${field}`),
    holder,
  });
  return [
    ...among(at('weighted'), 'services', 'weight', way),
    ...among(at('highestRandomWeight'), 'services', 'address', way),
    // Mirrors get copies, and their answers go nowhere.
    ...behind(at('mirroring'), way),
  ];
}
