import type { Node } from 'web-tree-sitter';
import { MAX_DEPTH } from '../bounds';
import { sizeOf, type Written } from '../written';
import { statementsOf } from './body';
import { valueOf, type Scope } from './expression';
import { partOf } from './parser';

/**
 * The locals of a folder. A local cannot be set from outside, so its value is known where its expression is; a variable can,
 * so its default is not its value.
 */
export class Locals {
  /** Locals that each hold the next one twice would fill any memory: what is used of them has a bound, then none is known. */
  private left = 1_000_000;
  private depth = 0;
  private readonly values = new Map<string, Written | undefined>();
  private readonly nodes = new Map<string, Node | undefined>();

  /** Of a name that is written twice, none is known. */
  add(locals: Node): void {
    for (const part of statementsOf(locals)) {
      const name = partOf(part, 'identifier')?.text ?? '';
      this.nodes.set(name, this.nodes.has(name) ? undefined : partOf(part, 'expression'));
    }
  }

  /** The scope of a text that begins at this offset of its file. */
  scope(base: number): Scope {
    return { base, local: (name) => this.valueOf(name) };
  }

  private valueOf(name: string): Written | undefined {
    if (!this.values.has(name)) this.find(name);
    const value = this.values.get(name);
    this.left -= value === undefined ? 0 : sizeOf(value);
    return this.left < 0 ? undefined : value;
  }

  private find(name: string): void {
    const node = this.nodes.get(name);
    // Until it is known: a local that leads back to itself has no value.
    this.values.set(name, undefined);
    if (node === undefined || this.depth > MAX_DEPTH) return;
    this.depth++;
    this.values.set(name, valueOf(node, this.scope(0)));
    this.depth--;
  }
}
