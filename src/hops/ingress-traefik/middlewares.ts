import { listAt } from '../../kubernetes/ingress';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { about, keyOf } from './about';
import { annotationsOf } from './annotations';
import { traefikFacts as facts } from './facts';

/** The Middlewares of a route, as far as they are in the input. */
export interface Middlewares {
  readonly found: readonly KubeObject[];
  /** As they are written, where the input does not have them. */
  readonly missing: readonly string[];
  /** Where a person names them. */
  readonly key: string;
  /** How they are named there. */
  readonly naming: Fact;
}

/** What names a Middleware. */
interface Reference {
  /** As it is written. */
  readonly text: string;
  means(middleware: KubeObject): boolean;
}

const ofAnnotations = { key: keyOf('router.middlewares'), naming: facts.middlewareName };

export const NO_MIDDLEWARES: Middlewares = { found: [], missing: [], ...ofAnnotations };

/** By the references `namespace-name@kubernetescrd`; those of other providers are in no manifest. */
export function middlewaresOf(objects: readonly (KubeObject | undefined)[], all: readonly KubeObject[]): Middlewares {
  const references = objects.flatMap((object) => {
    const annotations = annotationsOf(object);
    const lists = ['router.middlewares', 'service.middlewares'].map((name) => annotations.get(name)?.value ?? '');
    return lists.flatMap((list) => list.split(',')).map((one) => one.trim());
  });
  const named = [...new Set(references)].filter((one) => one !== '');
  return { ...resolved(named.map(byProvider), all), ...ofAnnotations };
}

const byProvider = (text: string): Reference => ({
  text,
  means: ({ metadata: { namespace = 'default', name } }) => `${namespace}-${name}@kubernetescrd` === text,
});

/** The Middlewares that are meant, with those of a chain in its place. */
export function resolved(
  references: readonly Reference[],
  all: readonly KubeObject[],
  seen: readonly KubeObject[] = [],
): Pick<Middlewares, 'found' | 'missing'> {
  const each = references.map((reference) => {
    const found = all.find((one) => reference.means(one));
    if (found === undefined) return { found: [], missing: [reference.text] };
    if (seen.includes(found)) return { found: [], missing: [] };
    const inside = resolved(referencesIn(listAt(found, 'spec', 'chain', 'middlewares'), found), all, [...seen, found]);
    return { found: [found, ...inside.found], missing: inside.missing };
  });
  return {
    found: [...new Set(each.flatMap(({ found }) => found))],
    missing: [...new Set(each.flatMap(({ missing }) => missing))],
  };
}

/** By name and namespace, that of the object which names them by default. */
export function referencesIn(list: readonly unknown[], by: KubeObject): Reference[] {
  return list.flatMap((one) => {
    const [text, namespace] = [valueAt(one, ['name']), valueAt(one, ['namespace']) ?? by.metadata.namespace];
    if (typeof text !== 'string') return [];
    return text.includes('@')
      ? [byProvider(text)]
      : [{ text, means: ({ metadata }: KubeObject) => metadata.name === text && metadata.namespace === namespace }];
  });
}

const withSpec = ({ found }: Middlewares, name: string): KubeObject | undefined =>
  found.find((one) => valueAt(one, ['spec', name]) !== undefined);

const specKey = ({ metadata }: KubeObject, name: string): string => `Middleware/${metadata.name} spec.${name}`;

/** What the middlewares do to a response, and whether a request is sent again. */
export function middlewareSettings(middlewares: Middlewares): Setting[] {
  const [buffering, compress, retry] = ['buffering', 'compress', 'retry'].map((name) => withSpec(middlewares, name));
  const { missing, key, naming } = middlewares;
  const why = `the middleware ${missing.join(', ')} is not in the input`;
  return [
    buffering !== undefined
      ? set('response-buffering', 'on', { ...about.buffering, key: specKey(buffering, 'buffering'), fact: facts.buffering })
      : missing.length > 0
        ? unknown('response-buffering', why, { ...about.buffering, key, fact: naming })
        : byDefault('response-buffering', facts.flush.default, { ...about.buffering, key }),
    compress !== undefined
      ? set('response-compression', 'on', { ...about.compression, key: specKey(compress, 'compress'), fact: facts.compress })
      : byDefault('response-compression', facts.noCompression.default, { ...about.compression, key }),
    retry === undefined
      ? byDefault('retry', facts.retry.default, { ...about.retry, key })
      : set('retry', 'when-refused', { ...about.retry, key: specKey(retry, 'retry') }),
  ];
}

export function middlewareRemarks(middlewares: Middlewares): Remark[] {
  const [compress, inFlight] = ['compress', 'inFlightReq'].map((name) => withSpec(middlewares, name));
  return [
    ...(compress === undefined ? [] : [compressed(specKey(compress, 'compress'))]),
    ...(inFlight === undefined ? [] : [limited(inFlight)]),
  ];
}

const compressed = (key: string): Remark => ({
  rule: 'no-compression-on-stream',
  found: `${key} is written`,
  need: 'event streams are compressed too; Traefik flushes at every event, so none comes late, and small events grow',
  fix: 'add text/event-stream to its excludedContentTypes, or leave the middleware away from the stream',
  fact: facts.compress,
  key,
  level: 'note',
});

function limited(middleware: KubeObject): Remark {
  const key = specKey(middleware, 'inFlightReq');
  return {
    rule: 'connection-limit-on-stream',
    found: `${key} allows ${JSON.stringify(valueAt(middleware, ['spec', 'inFlightReq', 'amount']) ?? 'no')} requests at a time`,
    need: 'each open stream is one of them for as long as it lasts, and the rest get 429',
    fix: 'leave the middleware away from the stream, or raise its amount above the streams of one source',
    fact: facts.inFlight,
    key,
  };
}
