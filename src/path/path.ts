import type { Hop } from './hop';

/** The hops one stream crosses, from the client to the process. */
export interface Path {
  readonly name: string;
  readonly hops: readonly Hop[];
}
