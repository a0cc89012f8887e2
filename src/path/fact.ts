import type { Disabled, Duration } from '../policy/duration';

/**
 * Something true of a product, with where it is written and when that was last read.
 * Every number and field name this project writes or judges by is a fact of some hop.
 */
export type Fact = Statement & (Measured | Told);

interface Statement {
  /** One sentence, complete without the rest. */
  readonly says: string;
  /** What a time does to a stream: bytes reset an idle limit; nothing resets a total limit; a drain limit runs once a stream must move. */
  readonly limit?: 'idle' | 'total' | 'drain';
  /** The unit the product takes a time in. */
  readonly unit?: Unit;
  readonly default?: FactValue;
  /** The value, where nobody can change it. */
  readonly fixed?: FactValue;
  readonly min?: FactValue;
  readonly max?: FactValue;
  /** What of its input the product takes no notice of, in a few words. */
  readonly ignores?: string;
  /** Where it is written. A measured fact names the source code that was run. */
  readonly source: string;
  /** The day the source was last read, as YYYY-MM-DD. */
  readonly checked: string;
}

interface Measured {
  readonly known: 'measured';
  /** The program, with its version, that was seen to do this. */
  readonly provenWith: string;
}

interface Told {
  /** Unconfirmed: somebody says so and no primary source does. Code treats such a value as unknown, never as true. */
  readonly known: 'documented' | 'unconfirmed';
  readonly provenWith?: never;
}

/** The unit a target writes a time in. */
export type Unit =
  | 'whole seconds'
  | 'whole minutes'
  | 'Go duration'
  | 'Gateway API duration'
  | 'Gateway API duration of whole seconds'
  | 'nginx time';

export type FactValue = Duration | Disabled | number | string | boolean;

/** The facts of one hop by name. Their own types are kept, so that `facts.idle.fixed` is known to be there. */
export function facts<const T extends Record<string, Fact>>(all: T): T {
  return all;
}
