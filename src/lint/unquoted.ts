import { describe, type KubeObject } from '../kubernetes/object';
import { valueAt } from '../kubernetes/owned-key';
import { listAt } from '../kubernetes/ingress';
import { sourceOf } from '../load/positions';
import { facts } from '../path/fact';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { Finding } from '../rules/rule';

const yamlFacts = facts({
  words: {
    says: 'Kubernetes reads YAML 1.1: y, yes, on, n, no and off without quotes are booleans there, and what looks like a number is one.',
    source: 'https://github.com/kubernetes-sigs/yaml/blob/742f5e6f06b9847d2d7e4efa2fe6587f64897ad0/goyaml.v2/resolve.go',
    checked: '2026-11-21',
    known: 'documented',
  },
  strings: {
    says: 'The values of annotations are strings; the API server refuses numbers and booleans there.',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
    checked: '2026-11-21',
    known: 'documented',
  },
});

const BOOLEAN = /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;
/** Once the underscores between digits are gone. */
const NUMBER =
  /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?0(?:x[\da-fA-F]+|o[0-7]+|b[01]+)|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What Kubernetes makes of a value without quotes, where that is no string. */
export function kubernetesReads(text: string): 'a boolean' | 'a number' | undefined {
  if (BOOLEAN.test(text)) return 'a boolean';
  return NUMBER.test(text.replaceAll('_', '')) ? 'a number' : undefined;
}

/** Annotations and environment variables of the objects on a path that the API server refuses for want of quotes. */
export function unquotedFindings({ hops }: Path): Finding[] {
  const seen = new Set<object>();
  return hops.flatMap((hop) =>
    (hop.type === 'unknown' ? [] : (hop.sources ?? [])).flatMap((object) => {
      if (seen.has(object) || !('metadata' in object)) return [];
      seen.add(object);
      return strings(object as KubeObject)
        .filter(({ value }) => typeof value !== 'string' || kubernetesReads(value) !== undefined)
        .flatMap(({ key }) => judged(hop, object as KubeObject, key) ?? []);
    }),
  );
}

interface StringAt {
  readonly key: string;
  readonly value: unknown;
}

/** Where only a string may be. */
function strings(object: KubeObject): StringAt[] {
  const containers = listAt(object, 'spec', 'template', 'spec', 'containers');
  return [
    ...inMap(object, ['metadata', 'annotations']),
    ...inMap(object, ['spec', 'template', 'metadata', 'annotations']),
    ...containers.flatMap((container, at) =>
      listAt(container, 'env').map((variable, nth) => ({
        key: `spec.template.spec.containers[${at}].env[${nth}].value`,
        value: valueAt(variable, ['value']),
      })),
    ),
  ];
}

const inMap = (object: KubeObject, path: readonly string[]): StringAt[] =>
  Object.entries((valueAt(object, path) ?? {}) as Record<string, unknown>).map(([key, value]) => ({
    key: `${path.join('.')}["${key}"]`,
    value,
  }));

function judged(hop: Hop, object: KubeObject, key: string): Finding | undefined {
  const text = sourceOf(object)?.plainText?.(key);
  const read = text === undefined ? undefined : kubernetesReads(text);
  if (text === undefined || read === undefined) return undefined;
  const full = object === hop.sources?.[0] ? key : `${object.kind}/${object.metadata.name} ${key}`;
  return {
    rule: 'value-rejected-by-target',
    level: 'error',
    hop: hop.type,
    object: hop.object,
    key: full,
    message: `${key} is ${text} without quotes, which Kubernetes reads as ${read}; a string must stand there, and the API server refuses ${describe(object)}`,
    fix: `write "${text}"`,
    edit: { key: full, value: text },
    source: (read === 'a boolean' ? yamlFacts.words : yamlFacts.strings).source,
  };
}
