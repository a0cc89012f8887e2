import { performance } from 'node:perf_hooks';
import type { Happening } from '../observation';

type Untimed = Happening extends infer Each ? (Each extends Happening ? Omit<Each, 'at'> : never) : never;

/** What happens on one connection, timed as it does, and awaited by those who watch. */
export class Timeline {
  readonly happenings: Happening[] = [];
  private readonly watchers = new Set<() => void>();
  readonly startedAt = performance.now();

  constructor(private readonly record: (happening: Happening) => void) {}

  note(untimed: Untimed): void {
    const happening = { at: microseconds(performance.now() - this.startedAt), ...untimed } as Happening;
    this.happenings.push(happening);
    this.record(happening);
    for (const look of [...this.watchers]) look();
  }

  /** Calls back after every happening, until it is told to stop. */
  watch(look: () => void): () => void {
    this.watchers.add(look);
    return () => this.watchers.delete(look);
  }

  first<Type extends Happening['type']>(type: Type): Extract<Happening, { type: Type }> | undefined {
    return this.happenings.find((each): each is Extract<Happening, { type: Type }> => each.type === type);
  }

  count(type: Happening['type']): number {
    return this.happenings.filter((each) => each.type === type).length;
  }
}

/** Milliseconds to three digits: what the clock is good for, and short in a recording. */
export const microseconds = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;
