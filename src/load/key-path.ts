import { remembered } from '../collections/remembered';

/** A step of a written key: a field, an item by its name or its place, any item (`[]`), or any field that starts so (`a-*`). */
export type KeyStep =
  { readonly field: string } | { readonly item: string } | { readonly anyItem: true } | { readonly fieldStart: string };

/** A key as settings, remarks and messages name it. */
export interface KeyPath {
  /** The kind of the object that holds it, where that is not the hop's main one: `Gateway spec.listeners`. */
  readonly kind: string | undefined;
  /** The object's name, where one of several is meant: `RoutePolicy/sse spec.targetRef`. */
  readonly name: string | undefined;
  readonly steps: readonly KeyStep[];
}

const HOLDER = /^([A-Za-z]\w*)(?:\/(\S+))? (?=[\w["])/;
const STEP = /^(?:\.?([\w*/-]+)|\["([^"]*)"\]|\[([^\]"]*)\])/;

/**
 * Reads `spec.tls`, `metadata.annotations["a.b/c"]`, `spec.containers[app].env[NAME]`, `spec.rules[].matches` or
 * `Gateway spec.listeners`. Undefined for a text that is no key, such as a setting of a file that is not in the input.
 */
export function parseKey(key: string): KeyPath | undefined {
  if (parsed.size >= MOST_PARSED) parsed.clear();
  return remembered(parsed, key, () => parse(key));
}

/** Thousands of objects are asked for the same few keys; what is kept of them does not grow with what was ever read. */
const parsed = new Map<string, KeyPath | undefined>();
const MOST_PARSED = 1000;

function parse(key: string): KeyPath | undefined {
  const [holder = '', kind, name] = HOLDER.exec(key) ?? [];
  const steps: KeyStep[] = [];
  let rest = key.slice(holder.length);
  while (rest !== '') {
    const [text, bare, quoted, item] = STEP.exec(rest) ?? [];
    if (text === undefined) return undefined;
    steps.push(item === undefined ? fieldStep(bare ?? quoted ?? '') : item === '' ? { anyItem: true } : { item });
    rest = rest.slice(text.length);
  }
  return steps.length === 0 ? undefined : { kind, name, steps };
}

const fieldStep = (name: string): KeyStep => (name.endsWith('*') ? { fieldStart: name.slice(0, -1) } : { field: name });
