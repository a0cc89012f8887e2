import type { Node } from 'web-tree-sitter';
import { Definitions } from '../definitions';
import { statementsOf } from './body';
import { valueOf, type Scope } from './expression';
import { partOf } from './parser';

/**
 * What expressions may use of a folder's locals, for a text that begins at some offset of its file. A local cannot be set
 * from outside, so its value is known where its expression is; a variable can, so its default is not its value.
 */
export function scopesWith(locals: readonly Node[]): (base: number) => Scope {
  const nodes = new Map<string, Node | undefined>();
  for (const part of locals.flatMap(statementsOf)) {
    const name = partOf(part, 'identifier')?.text ?? '';
    // Of a name that is written twice, neither value is known.
    nodes.set(name, nodes.has(name) ? undefined : partOf(part, 'expression'));
  }
  const scope = (base: number): Scope => ({ base, local: (name) => definitions.valueOf(name) });
  const definitions = new Definitions(nodes, (node) => valueOf(node, scope(0)));
  return scope;
}
