import type { Hop } from '../../path/hop';
import type { Path } from '../../path/path';
import type { StreamPath } from '../../policy/stream-path';

/** A place where streams may come in. */
export interface Entry {
  /** The object, such as `Ingress app/sse`. */
  readonly name: string;
  readonly source: object;
  /** The URL paths it routes by, as they are written; none where it takes whatever comes. */
  readonly urls: readonly string[];
  /** Of what stands beside a stream and routes nothing: what says that it belongs to one. */
  readonly evidence?: string;
  /** One for each way to a workload; with `streams`, those that serve one of them. */
  paths(streams?: readonly StreamPath[]): Path[];
}

/** One path for each stretch behind an entry; where there are several, what they end in tells the paths apart. */
export function pathsTo(entry: string, stretches: readonly (readonly Hop[])[]): Path[] {
  const ends = stretches.map((hops) => lastOf(hops)?.object);
  const nameOf = (hops: readonly Hop[]): string => {
    if (stretches.length === 1) return entry;
    const [before, end] = toWorkload(hops)
      .slice(-2)
      .map(({ object }) => object);
    return ends.filter((other) => other === end).length > 1 ? `${entry} to ${end} by ${before}` : `${entry} to ${end}`;
  };
  return stretches.map((hops) => ({ name: nameOf(hops), hops }));
}

/** Without the logs that the workload reads. */
const toWorkload = (hops: readonly Hop[]): readonly Hop[] =>
  hops.slice(0, hops.findLastIndex(({ type }) => type === 'workload') + 1 || undefined);

const lastOf = (hops: readonly Hop[]): Hop | undefined => toWorkload(hops).at(-1);
