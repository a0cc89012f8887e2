import { PLACES, type HopKind } from '../hops/hop-kind';

/** What is wrong with the order of hops from client to process, whatever the policy: one sentence each. */
export function orderProblems(kinds: readonly HopKind[]): string[] {
  return kinds.flatMap((kind, index) => [
    ...placeProblems(kind, kinds[index + 1]),
    ...partnerProblems(kind, kinds[index - 1], kinds[index + 1]),
  ]);
}

function placeProblems(kind: HopKind, next: HopKind | undefined): string[] {
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
