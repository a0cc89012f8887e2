import { describe } from '../kubernetes/object';
import type { Input } from '../load/input';
import { sourceOf } from '../load/positions';

/** Nothing but a comment, the marker of a document, or nothing. */
const EMPTY = /^\s*(?:(?:---)?\s*(?:#.*)?|\/\/.*)$/;

/** The line that a comment is about: its own, or the next that says something. */
export function coveredLine(text: string, line: number): number {
  const lines = text.split(/\r?\n/);
  let at = line;
  while (at < lines.length && EMPTY.test(lines[at - 1] ?? '')) at += 1;
  return at;
}

interface Owner {
  readonly object: object;
  readonly name: string;
  /** That it begins in. */
  readonly line: number;
}

/** The objects of an input by the lines of their files. */
export class Owners {
  private readonly byFile = new Map<string, Owner[]>();

  constructor({ objects, resources }: Input) {
    for (const object of objects) this.add(object, describe(object));
    for (const resource of resources) this.add(resource, `${resource.type}.${resource.name}`);
    for (const owners of this.byFile.values()) owners.sort((a, b) => a.line - b.line);
  }

  /** The object that a line is part of. */
  at(file: string, line: number): Owner | undefined {
    return this.byFile.get(file)?.findLast((owner) => owner.line <= line);
  }

  private add(object: object, name: string): void {
    const source = sourceOf(object);
    if (source === undefined) return;
    const owners = this.byFile.get(source.file) ?? [];
    owners.push({ object, name, line: source.at().line });
    this.byFile.set(source.file, owners);
  }
}
