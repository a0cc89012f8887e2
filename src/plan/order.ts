import { PLACES, type HopKind } from '../hops/hop-kind';
import type { Path } from '../path/path';

/** What is wrong with the order of hops from client to process, whatever the policy: one sentence each. */
export const orderProblems = (kinds: readonly HopKind[]): string[] => [
  ...placeProblems(kinds),
  ...kinds.flatMap((kind, index) => partnerProblems(kind, kinds[index - 1], kinds[index + 1])),
];

/** The same, but for hops that need another beside them. */
export const placeProblems = (kinds: readonly HopKind[]): string[] =>
  kinds.flatMap((kind, index) => placeProblem(kind, kinds[index + 1]));

function placeProblem(kind: HopKind, next: HopKind | undefined): string[] {
  if (next === undefined) return [];
  const [here, there] = [PLACES.indexOf(kind.place), PLACES.indexOf(next.place)];
  const mayRepeat = kind.place === 'edge' || kind.place === 'proxy';
  if (here < there || (here === there && mayRepeat)) return [];
  return [`${next.type} cannot stand behind ${kind.type}: from client to process come ${PLACES.join(', ')}`];
}

function partnerProblems({ type, needs }: HopKind, before: HopKind | undefined, next: HopKind | undefined): string[] {
  const { inFront, behind } = needs ?? {};
  return [
    ...(inFront === undefined || inFront === before?.type ? [] : [`${type} needs ${inFront} right in front of it`]),
    ...(behind === undefined || behind.some((one) => one === next?.type)
      ? []
      : [`${type} needs ${behind.join(' or ')} right behind it`]),
  ];
}

const WORKLOAD = 'workload';

/**
 * What is missing where nothing in the list serves the stream. A stretch that carries it may be planned alone, which is a note;
 * what carries nothing of it, or only keeps its events, says nothing by itself.
 */
export function whatIsMissing(kinds: readonly HopKind[], { hops }: Path): { problems: string[]; notes: string[] } {
  if (kinds.some(({ place }) => place === WORKLOAD)) return { problems: [], notes: [] };
  const backplane = kinds.find(({ place }) => place === 'backplane');
  if (backplane !== undefined) {
    const problem = `nothing in the list serves the stream: put ${WORKLOAD} in front of ${backplane.type}, which only keeps its events`;
    return { problems: [problem], notes: [] };
  }
  if (hops.every(({ settings }) => settings.length === 0)) {
    return { problems: [`nothing in the list carries or serves the stream: end it with ${WORKLOAD}`], notes: [] };
  }
  const note = `nothing in the list serves the stream, so this holds of the listed hops alone; end it with ${WORKLOAD} to plan the whole path`;
  return { problems: [], notes: [note] };
}
