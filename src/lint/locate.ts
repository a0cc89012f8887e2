import { parseKey } from '../load/key-path';
import { sourceOf } from '../load/positions';
import type { Hop } from '../path/hop';
import type { Finding } from '../rules/rule';
import type { Location } from './lint-report';

/** Keys of a container, which settings name without the container. */
const OF_CONTAINER = /^(?:lifecycle|(?:readiness|liveness|startup)Probe)\b/;

type Sources = Pick<Hop, 'sources' | 'beside'>;

export interface Place {
  readonly location: Location;
  /** The object that is to be mended. */
  readonly target: object | undefined;
  /** The key in it; undefined where the key is of another object. */
  readonly key: string | undefined;
}

/** Where a finding about a hop is to be mended. */
export function locate({ object, key: named }: Pick<Finding, 'object' | 'key'>, { sources = [], beside = [] }: Sources): Place {
  const holderOf = (kind: string, name: string | undefined) =>
    [...sources, ...(name === undefined ? [] : beside)].find((source) => isNamed(source, kind, name));
  const isThere = (one: string): boolean => {
    const { kind, name } = parseKey(one) ?? { kind: '' };
    return kind === undefined || holderOf(kind, name) !== undefined;
  };
  const own = named === undefined ? undefined : fullKey(named);
  const key = named === undefined || isThere(own ?? named) ? own : (keysWithin(named).map(fullKey).find(isThere) ?? named);
  const { kind, name } = (key === undefined ? undefined : parseKey(key)) ?? {};
  const holder = kind === undefined ? undefined : holderOf(kind, name);
  const target = holder ?? sources[0];
  const source = target === undefined ? undefined : sourceOf(target);
  if (source === undefined) return { location: { file: '', line: 1, column: 1, object }, target, key: undefined };
  // A key of an object that is not there stands nowhere: its hop's own object lacks it.
  const isHeld = kind === undefined || holder !== undefined;
  const full = isHeld ? key : undefined;
  return { location: { file: source.file, ...source.at(full), object }, target, key: full };
}

/** Where the text that has a key is written: `drain in Gateway spec.a`; of a chain such as `Gateway spec.ref, ConfigMap data.a b.c` the last. */
const keysWithin = (key: string): string[] =>
  (IN_NO_OBJECT.test(key) ? [] : key.split(/, | in /))
    .toReversed()
    .flatMap((part) => /^(?:[A-Z]\w*(?:\/\S+)? )?[\w.]\S*/.exec(part) ?? []);

/** `a in config.yaml`, `a in the controller's ConfigMap`: such a key is in none of the objects. */
const IN_NO_OBJECT = / in (?![A-Z]\w*(?:\/\S+)? \w)/;

function isNamed(source: object, kind: string, name: string | undefined): boolean {
  const own = source as { kind?: unknown; type?: unknown; name?: unknown; metadata?: { name?: unknown } };
  return (own.kind ?? own.type) === kind && (name === undefined || (own.metadata?.name ?? own.name) === name);
}

function fullKey(key: string): string {
  const variable = /^env (\w+)$/.exec(key)?.[1];
  if (variable !== undefined) return `spec.template.spec.containers[].env[${variable}].value`;
  return OF_CONTAINER.test(key) ? `spec.template.spec.containers[].${key}` : key;
}
