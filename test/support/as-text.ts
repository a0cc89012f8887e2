import { isMap, isSeq, LineCounter, parseAllDocuments, stringify, type Document, type Node, type Pair } from 'yaml';
import type { Input } from '../../src/load/input';
import type { TextFile } from '../../src/load/loader';
import { addressOf, type Key } from './mutations';

const YAML = 'all.yaml';
const TERRAFORM = 'cdk.tf.json';

/** An input as people have it: manifests in one file, resources in another. Kubernetes reads YAML 1.1. */
export function textsOf({ objects, resources }: Input): TextFile[] {
  const byType: Record<string, Record<string, unknown>> = {};
  for (const { type, name, attributes } of resources) (byType[type] ??= {})[name] = attributes;
  const manifests = objects.map((object) => stringify(object, { version: '1.1' })).join('---\n');
  const terraform = JSON.stringify({ resource: byType }, null, 2);
  return [
    ...(objects.length === 0 ? [] : [{ name: YAML, text: manifests }]),
    ...(resources.length === 0 ? [] : [{ name: TERRAFORM, text: terraform }]),
  ];
}

/** Where a key stands in these texts, as `file:line:column`, then each key and item around it, out to its object. */
export function placesOf(texts: readonly TextFile[], { objects, resources }: Input, { object, path }: Key): string[] {
  const at = objects.findIndex(({ kind }) => kind === object);
  const resource = resources.find((one) => addressOf(one) === object);
  const file = at === -1 ? TERRAFORM : YAML;
  const toObject = resource === undefined || at !== -1 ? [] : ['resource', resource.type, resource.name];
  const lines = new LineCounter();
  const text = texts.find(({ name }) => name === file)?.text ?? '';
  const document = (parseAllDocuments(text, { lineCounter: lines }) as Document[])[Math.max(at, 0)];
  const offsets = offsetsOf(document?.contents, [...toObject, ...path]).slice(toObject.length);
  return offsets.toReversed().map((offset) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  });
}

/** Of the node, then of each key or item on the way that is written. */
function offsetsOf(node: unknown, [step, ...rest]: readonly (string | number)[]): number[] {
  const own = (node as Node | undefined)?.range?.[0] ?? 0;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => String(key) === step) as Pair<Node, Node> | undefined;
    const [, ...below] = pair === undefined ? [] : offsetsOf(pair.value, rest);
    return pair === undefined ? [own] : [own, pair.key.range?.[0] ?? 0, ...below];
  }
  const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
  return item === undefined ? [own] : [own, ...offsetsOf(item, rest)];
}
