import type { Node } from 'web-tree-sitter';
import { MAX_DEPTH } from '../bounds';
import { placedAt, writtenAt, type Written, type WrittenField } from '../written';
import { heredocText, unescaped } from './text';
import { partOf, partsOf } from './parser';

/** What the expressions of a file are read in. */
export interface Scope {
  /** Where its text begins in the file. */
  readonly base: number;
  /** The value of a local, or undefined where it is not known. */
  local(name: string): Written | undefined;
  /** `lifecycle` names attributes as they are, where other blocks refer to values. */
  readonly bare?: boolean;
}

/** The value of an expression; what only Terraform can work out stays `${...}`, as it is written. */
export function valueOf(node: Node, scope: Scope, depth = 0): Written {
  const offset = scope.base + node.startIndex;
  const parts = partsOf(node);
  const [part] = parts;
  if (part === undefined || depth > MAX_DEPTH) return later(node, scope);
  if (parts.length > 1 || part.type === 'variable_expr') return traversal(node, parts, scope);
  switch (part.type) {
    case 'expression':
      return valueOf(part, scope, depth + 1);
    case 'literal_value':
      return { offset, value: literal(part) };
    case 'template_expr':
      return template(part, scope, depth);
    case 'collection_value':
      return collection(part, scope, depth);
    case 'operation':
      return operation(part, scope, depth) ?? later(node, scope);
    default:
      return later(node, scope);
  }
}

const later = (node: Node, { base }: Scope): Written => ({ offset: base + node.startIndex, value: `\${${node.text}}` });

function literal(node: Node): string | number | boolean | null {
  const [kind] = partsOf(node);
  const text = kind?.text ?? '';
  if (kind?.type === 'string_lit') return unescaped(text.slice(1, -1));
  if (kind?.type === 'numeric_lit') return Number(text);
  return kind?.type === 'bool_lit' ? text === 'true' : null;
}

/** A reference; of a local with a known value, that value. */
function traversal(node: Node, parts: readonly Node[], scope: Scope): Written {
  const offset = scope.base + node.startIndex;
  if (scope.bare) return { offset, value: node.text };
  const [root, first, ...steps] = parts;
  if (root?.text !== 'local' || first?.type !== 'get_attr' || !steps.every(({ type }) => type === 'get_attr'))
    return later(node, scope);
  const [name = '', ...keys] = [first, ...steps].map((step) => partOf(step, 'identifier')?.text ?? '');
  const value = writtenAt(scope.local(name), ...keys);
  return value === undefined ? later(node, scope) : placedAt(offset, value);
}

/** Text with `${...}` in it, or all text where everything inside is known. */
function template(node: Node, scope: Scope, depth: number): Written {
  const offset = scope.base + node.startIndex;
  const [quoted] = partsOf(node);
  if (quoted?.type !== 'quoted_template') return { offset, value: heredocText(node.text) };
  if (partOf(quoted, 'template_directive') !== undefined) return later(node, scope);
  const pieces: (string | Written)[] = [];
  // The parser leaves out blanks next to an interpolation, so the text between comes from the source.
  let at = 1;
  const plainUntil = (end: number) => {
    if (end > at) pieces.push(unescaped(quoted.text.slice(at, end)));
  };
  for (const piece of partsOf(quoted).filter(({ type }) => type === 'template_interpolation')) {
    plainUntil(piece.startIndex - quoted.startIndex);
    pieces.push(interpolated(piece, scope, depth));
    at = piece.endIndex - quoted.startIndex;
  }
  plainUntil(quoted.text.length - 1);
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object') return only;
  return { offset, value: pieces.map((piece) => (typeof piece === 'object' ? asText(piece) : piece)).join('') };
}

/** Only a single value goes into a text; anything else stays as it is written. */
function interpolated(node: Node, scope: Scope, depth: number): Written {
  const inside = partOf(node, 'expression');
  const value = inside === undefined ? undefined : valueOf(inside, scope, depth + 1);
  return value !== undefined && 'value' in value ? value : { offset: scope.base + node.startIndex, value: node.text };
}

const asText = (written: Written): string => ('value' in written ? String(written.value) : '');

function collection(node: Node, scope: Scope, depth: number): Written {
  const offset = scope.base + node.startIndex;
  const [kind] = partsOf(node);
  if (kind === undefined) return { offset, items: [] };
  if (kind.type === 'tuple') {
    const items = partsOf(kind).filter(({ type }) => type === 'expression');
    return { offset, items: items.map((item) => valueOf(item, scope, depth + 1)) };
  }
  return { offset, fields: partsOf(kind).flatMap((element) => elementOf(element, scope, depth)) };
}

function elementOf(element: Node, scope: Scope, depth: number): WrittenField[] {
  const [key, value] = [element.childForFieldName('key'), element.childForFieldName('val')];
  if (key === null || value === null) return [];
  return [{ key: keyOf(key, scope), offset: scope.base + key.startIndex, value: valueOf(value, scope, depth + 1) }];
}

/** A bare word is a key by itself; in parentheses it is a reference. */
function keyOf(node: Node, scope: Scope): string {
  const [part, ...more] = partsOf(node);
  if (part?.type === 'variable_expr' && more.length === 0) return part.text;
  const key = valueOf(node, scope);
  return 'value' in key ? String(key.value) : node.text;
}

/** Arithmetic of numbers, such as `30 * 60`. */
function operation(node: Node, scope: Scope, depth: number): Written | undefined {
  const [kind] = partsOf(node);
  if (kind === undefined) return undefined;
  const operator = kind.children.find(({ isNamed }) => !isNamed)?.text ?? '';
  const operands = partsOf(kind).map((operand) => numberOf(operand, scope, depth));
  const [left, right] = operands;
  if (left === undefined || operands.includes(undefined)) return undefined;
  const value = right === undefined ? (operator === '-' ? -left : undefined) : calculated(left, operator, right);
  return value === undefined || !Number.isFinite(value) ? undefined : { offset: scope.base + node.startIndex, value };
}

function numberOf(node: Node, scope: Scope, depth: number): number | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const value =
    node.type === 'literal_value'
      ? { value: literal(node) }
      : node.type === 'operation'
        ? operation(node, scope, depth + 1)
        : undefined;
  return value !== undefined && 'value' in value && typeof value.value === 'number' ? value.value : undefined;
}

function calculated(left: number, operator: string, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return undefined;
  }
}
