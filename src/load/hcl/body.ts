import type { Node } from 'web-tree-sitter';
import { MAX_DEPTH } from '../bounds';
import type { Written, WrittenField, WrittenFields } from '../written';
import { valueOf, type Scope } from './expression';
import { partOf, partsOf } from './parser';

/** What is between the braces of a block, in the shape of Terraform's JSON: blocks of one kind are a list. */
export function bodyOf(block: Node, scope: Scope, depth = 0): WrittenFields {
  const offset = scope.base + block.startIndex;
  const fields: WrittenField[] = [];
  const lists = new Map<string, Written[]>();
  for (const part of statementsOf(block)) {
    const key = partOf(part, 'identifier')?.text ?? '';
    const at = scope.base + part.startIndex;
    if (part.type === 'attribute') {
      const expression = partOf(part, 'expression');
      if (expression !== undefined) fields.push({ key, offset: at, value: valueOf(expression, scopeFor(key, scope)) });
    } else if (depth < MAX_DEPTH) {
      const items = lists.get(key) ?? [];
      if (items.length === 0) fields.push({ key, offset: at, value: { offset: at, items } });
      lists.set(key, items);
      items.push(labelled(part, scopeFor(key, scope), depth));
    }
  }
  return { offset, fields };
}

/** `dynamic "probe" { ... }` is `{ probe: { ... } }` in a list of `dynamic`. */
function labelled(block: Node, scope: Scope, depth: number): Written {
  const offset = scope.base + block.startIndex;
  return labelsOf(block).reduceRight<Written>(
    (value, key) => ({ offset, fields: [{ key, offset, value }] }),
    bodyOf(block, scope, depth + 1),
  );
}

/** The attributes and blocks directly inside. */
export function statementsOf(block: Node): Node[] {
  const body = block.type === 'body' ? block : partOf(block, 'body');
  return body === undefined ? [] : partsOf(body).filter(({ type }) => type === 'attribute' || type === 'block');
}

/** The words after a block's kind, with or without quotes. */
export function labelsOf(block: Node): string[] {
  const [, ...labels] = partsOf(block).filter(({ type }) => type === 'identifier' || type === 'string_lit');
  return labels.map((label) => (label.type === 'identifier' ? label.text : label.text.slice(1, -1)));
}

/** Blocks and attributes that name things of the configuration instead of giving values. */
const BARE = ['lifecycle', 'depends_on', 'provider'];

const scopeFor = (key: string, scope: Scope): Scope => (BARE.includes(key) ? { ...scope, bare: true } : scope);
