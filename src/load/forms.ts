import { isTree } from '../hops/http-route/merged';
import { describe, type KubeObject } from '../kubernetes/object';

type Items = 'mappings' | 'texts';

/** The lists of the Gateway API and of the policies of its products that are read; `[]` stands for every item. */
const LISTS: readonly (readonly [kind: RegExp, lists: Readonly<Record<string, Items>>])[] = [
  [
    /^HTTPRoute$/,
    {
      'spec.parentRefs': 'mappings',
      'spec.hostnames': 'texts',
      'spec.rules': 'mappings',
      'spec.rules[].matches': 'mappings',
      'spec.rules[].filters': 'mappings',
      'spec.rules[].backendRefs': 'mappings',
    },
  ],
  [
    /^Gateway$/,
    {
      'spec.addresses': 'mappings',
      'spec.listeners': 'mappings',
      'spec.listeners[].allowedRoutes.kinds': 'mappings',
      'spec.listeners[].tls.certificateRefs': 'mappings',
    },
  ],
  [
    /Policy$/,
    {
      'spec.targetRefs': 'mappings',
      'spec.targetSelectors': 'mappings',
      'spec.targetSelectors[].matchExpressions': 'mappings',
    },
  ],
];

const GROUPS = /^(?:gateway\.networking\.k8s\.io|gateway\.envoyproxy\.io|gateway\.nginx\.org|alb\.networking\.azure\.io)\//;

/** What an object that says how a route is served has at a place where the API server takes something else. */
interface WrongForm {
  /** Such as `spec.targetSelectors`. */
  readonly key: string;
  readonly message: string;
}

/** Such an object never gets into a cluster, and counts for nothing. */
export function wrongFormOf(object: KubeObject): WrongForm | undefined {
  if (!GROUPS.test(object.apiVersion)) return undefined;
  const lists = LISTS.filter(([kind]) => kind.test(object.kind)).flatMap(([, each]) => Object.entries(each));
  for (const [path, items] of lists) {
    const [wrong] = placesIn(object, path).flatMap(([key, value]) => wrongIn(key, value, items));
    if (wrong === undefined) continue;
    const { key, value, takes } = wrong;
    const message = `${describe(object)} has not the form of its kind: ${key} is ${inShort(value)}, and the API server takes ${takes}`;
    return { key, message };
  }
  return undefined;
}

type Place = readonly [key: string, value: unknown];

/** Each value at a path, with its key as Kubernetes names it: `spec.rules[0].matches`. */
function placesIn(object: unknown, path: string): Place[] {
  const steps = path.split('.').map((step) => [step.replace('[]', ''), step.endsWith('[]')] as const);
  return steps.reduce<Place[]>((places, step) => places.flatMap((place) => fieldsOf(place, ...step)), [['', object]]);
}

function fieldsOf([key, value]: Place, field: string, isEach: boolean): Place[] {
  if (!isTree(value) || value[field] === undefined || value[field] === null) return [];
  const [own, at] = [value[field], key === '' ? field : `${key}.${field}`];
  if (!isEach) return [[at, own]];
  return Array.isArray(own) ? own.map((item: unknown, index) => [`${at}[${index}]`, item]) : [];
}

function wrongIn(key: string, value: unknown, items: Items): { key: string; value: unknown; takes: string }[] {
  if (!Array.isArray(value)) return [{ key, value, takes: 'a list there' }];
  return value.flatMap((item: unknown, at) => {
    if (items === 'texts' ? typeof item === 'string' : isTree(item)) return [];
    const takes = item === null ? 'no null in a list' : items === 'texts' ? 'a text there' : 'a mapping there';
    return [{ key: `${key}[${at}]`, value: item, takes }];
  });
}

const LONGEST = 60;

function inShort(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
