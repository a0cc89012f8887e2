import { MAX_DEPTH } from './bounds';
import { sizeOf, type Written } from './written';

/** Named values that may be made of one another, such as locals; each is worked out when it is first used. */
export class Definitions<T> {
  private readonly values = new Map<string, Written | undefined>();
  private depth = 0;
  /** Values that each hold the next one twice would fill any memory: what is used of them has a bound, then none is known. */
  private left = 1_000_000;

  constructor(
    private readonly sources: ReadonlyMap<string, T | undefined>,
    private readonly work: (source: T) => Written,
  ) {}

  /** The value; undefined where there is none, or where it leads back to itself. */
  valueOf(name: string): Written | undefined {
    if (!this.values.has(name)) this.find(name);
    const value = this.values.get(name);
    this.left -= value === undefined ? 0 : sizeOf(value);
    return this.left < 0 ? undefined : value;
  }

  private find(name: string): void {
    const source = this.sources.get(name);
    this.values.set(name, undefined);
    if (source === undefined || this.depth > MAX_DEPTH) return;
    this.depth++;
    this.values.set(name, this.work(source));
    this.depth--;
  }
}
