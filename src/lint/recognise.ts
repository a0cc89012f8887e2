import type { Entry } from '../load/entries/entry';
import type { Path } from '../path/path';
import { textOf, type StreamPath } from '../policy/stream-path';
import { workloadOf, type AnnotatedPolicies, type AnnotatedPolicy } from './annotation';
import { namedForSse, shapeOf, streamsAnywhere, streamsByName } from './evidence';

/** A path that is taken for a stream. */
export interface Recognised {
  readonly path: Path;
  /** What made it one. */
  readonly evidence: string;
  readonly streams: readonly StreamPath[];
  readonly annotated: AnnotatedPolicy | undefined;
}

/** The URL paths that were named to stream. */
export interface NamedStreams {
  readonly streams: readonly StreamPath[];
  readonly evidence: string;
}

/** The paths of an entry that serve a stream that was named. */
export function servingNamed(entry: Entry, { streams, evidence }: NamedStreams, policies: AnnotatedPolicies): Recognised[] {
  const served = servedBy(entry, streams);
  return entry.paths(served).map((path) => ({ path, evidence, streams: served, annotated: policies.of(path) }));
}

/** What is said of a stream that comes another way is nothing to this entry. */
function servedBy(entry: Entry, streams: readonly StreamPath[]): readonly StreamPath[] {
  if (streams.length < 2) return streams;
  const served = streams.filter((stream) => entry.paths([stream]).length > 0);
  return served.length === 0 ? streams : served;
}

/** The paths of an entry that show signs of a stream: the workload says so, or names, or settings that only a stream wants. */
export function showingSigns(entry: Entry, policies: AnnotatedPolicies): Recognised[] {
  const all = entry.paths();
  const annotated = new Map(all.flatMap((path) => policies.of(path) ?? []).map((policy) => [policy.workload, policy]));
  const told = [...annotated.values()].flatMap((policy) => bySelf(entry, policy));
  const others = all.filter((path) => !annotated.has(workloadOf(path) ?? path));
  return [...told, ...(others.length === 0 ? [] : bySigns(entry, others, (path) => annotated.has(workloadOf(path) ?? path)))];
}

/** By the annotation of the workload itself. */
function bySelf(entry: Entry, annotated: AnnotatedPolicy): Recognised[] {
  const streams = servedBy(
    entry,
    annotated.props.paths.map((path) => (typeof path === 'string' ? { prefix: path } : path)),
  );
  return entry
    .paths(streams)
    .filter((path) => workloadOf(path) === annotated.workload)
    .map((path) => ({ path, evidence: annotated.from, streams, annotated }));
}

function bySigns(entry: Entry, others: readonly Path[], isTold: (path: Path) => boolean): Recognised[] {
  const serving = (streams: readonly StreamPath[], evidence: string): Recognised[] =>
    entry
      .paths(streams)
      .filter((path) => !isTold(path))
      .map((path) => ({ path, evidence, streams, annotated: undefined }));
  if (entry.evidence !== undefined) return serving(streamsAnywhere(entry), entry.evidence);
  const named = streamsByName(entry);
  if (named.length > 0) return serving(named, `its path ${named.map(textOf).join(', ')}`);
  const shape = others.map(({ hops }) => shapeOf(entry, hops)).find((found) => found !== undefined);
  if (shape !== undefined) {
    const streams = streamsAnywhere(entry);
    const served = serving(streams, shape);
    // The literal part of a pattern, or of a folder, need not be served by it.
    return served.length > 0 ? served : others.map((path) => ({ path, evidence: shape, streams, annotated: undefined }));
  }
  return serving(streamsAnywhere(entry), '').flatMap((each) => {
    const object = namedForSse(each.path.hops);
    return object === undefined ? [] : [{ ...each, evidence: `the name of ${object}` }];
  });
}
