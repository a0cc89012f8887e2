import type { Observation } from '../observation';
import { ageAtEnd, closeOf, quietAtEnd, survivedGaps } from '../seen';
import { cameWhileSending, type Cut, cutOf, fellOnAWrite, isEnvoyPair, isSameTime, keptOpen, mayBeAnEnd } from './cut';
import { ALIKE } from './pairs';
import { LONGER_RATIO, SAME_TIME_MS } from './margins';
import { largest } from '../verdict';

type Cuts = readonly [Cut, ...Cut[]];

/** Why streams were cut, as far as comparing them tells. */
export interface Cause {
  readonly kind:
    /** So long after the last byte. */
    | 'idle'
    /** So long after the request, whatever was sent. */
    | 'total'
    /** At the first write that long after the request. */
    | 'write-deadline'
    /** All at one moment, whatever their age. */
    | 'restart'
    /** At random. */
    | 'death'
    | 'unclear';
  readonly cuts: Cuts;
  /** What `unclear` may be. */
  readonly either: readonly string[];
  readonly apart: string;
}

/** Each group of cuts that have a cause in common. */
export function causesOf(observation: Observation): Cause[] {
  const streams = keptOpen(observation);
  const cuts = streams.flatMap((connection) => cutOf(connection) ?? []);
  const stillOpen = streams.filter((connection) => closeOf(connection)?.reason === 'probe').map(quietAtEnd);
  const survived = Math.max(0, largest(streams.flatMap(survivedGaps)), ...stillOpen);
  const quiet = quietOf(cuts, survived);
  const busy = cuts.filter((cut) => !quiet.includes(cut));
  const oldest = Math.max(0, ...streams.map(ageAtEnd));
  return [...(isSome(quiet) ? [causeOfQuiet(quiet, oldest)] : []), ...(isSome(busy) ? [causeOfBusy(busy)] : [])];
}

/** The cuts that silence may have caused: it was longer than any that a stream survived. */
function quietOf(cuts: readonly Cut[], survived: number): Cut[] {
  const isLonger = ({ quiet }: Cut) => quiet > survived * LONGER_RATIO;
  const sending = cuts.filter((cut) => !isLonger(cut) || cameWhileSending(cut));
  const silent = cuts.filter((cut) => !sending.includes(cut) && !sending.some((other) => areOfOneAge(cut, other)));
  const isAlike = (cut: Cut) => silent.some(({ http2, quiet }) => cut.http2 === http2 && isSameTime(cut.quiet, quiet));
  // One that seemed to be sending was as quiet as these when it was cut.
  return cuts.filter((cut) => silent.includes(cut) || (isLonger(cut) && isAlike(cut)));
}

/** How long the limit is, and on which HTTP version that was seen. HTTP/2 is exact; of others the shortest was the least late. */
export function limitOf({ kind, cuts }: Cause): { readonly milliseconds: number; readonly http2: boolean } {
  const exact = cuts.filter(({ http2 }) => http2);
  const lengths = (exact.length > 0 ? exact : cuts).map(({ age, quiet }) => (kind === 'idle' ? quiet : age));
  return { milliseconds: Math.min(...lengths), http2: exact.length > 0 };
}

const isSome = (cuts: readonly Cut[]): cuts is Cuts => cuts.length > 0;

const areOfOneAge = (a: Cut, b: Cut): boolean => (a.http2 === b.http2 && isSameTime(a.age, b.age)) || isEnvoyPair(a, b);

function causeOfQuiet(cuts: Cuts, oldest: number): Cause {
  const [first] = cuts;
  const alikeQuiet = cuts.filter((cut) => cut !== first && cut.http2 === first.http2 && isSameTime(cut.quiet, first.quiet));
  const outlived = cuts.every(({ age }) => oldest > age + 2 * SAME_TIME_MS);
  const atOneMoment = alikeQuiet.some((cut) => isSameTime(cut.moment, first.moment));
  const atOtherAges = alikeQuiet.some((cut) => !isSameTime(cut.age, first.age));
  if (atOneMoment && atOtherAges) return unclear(cuts, ['an idle limit', 'a restart'], ALIKE.singleCut.apart);
  // Another stream lives on beyond that age because bytes flow, or silence ends streams at any age.
  if (atOtherAges || (outlived && !cuts.some(({ partial }) => partial))) return known('idle', cuts);
  if (alikeQuiet.length > 0 || cuts.some((cut) => isEnvoyPair(cut, first))) {
    return unclear(cuts, ALIKE.idleOrTotal.either, ALIKE.idleOrTotal.apart);
  }
  return single(cuts);
}

function causeOfBusy(cuts: Cuts): Cause {
  const pairs = cuts.flatMap((a, index) => cuts.slice(index + 1).map((b) => [a, b] as const));
  const areOfOneMoment = (a: Cut, b: Cut) => isSameTime(a.moment, b.moment);
  const atOneMoment = pairs.some(([a, b]) => !areOfOneAge(a, b) && areOfOneMoment(a, b));
  if (cuts.every(mayBeAnEnd) && !atOneMoment) return unclear(cuts, ALIKE.regularEnd.either, ALIKE.regularEnd.apart);
  // Streams that began apart do not reach a deadline together.
  if (isWriteDeadline(cuts) && !pairs.every(([a, b]) => areOfOneMoment(a, b))) return known('write-deadline', cuts);
  if (pairs.some(([a, b]) => areOfOneAge(a, b) && !areOfOneMoment(a, b))) return known('total', cuts);
  if (atOneMoment) return known('restart', cuts);
  if (pairs.length === 0 || pairs.every(([a, b]) => areOfOneMoment(a, b))) return single(cuts);
  return known('death', cuts);
}

/** HTTP/1.1 ends with a write, at most one gap after the deadline, which HTTP/2 shows exactly. */
function isWriteDeadline(cuts: Cuts): boolean {
  const http1 = cuts.filter(({ http2 }) => !http2);
  const earliest = Math.min(...cuts.map(({ age }) => age));
  const latest = Math.max(...cuts.map(({ age }) => age));
  return (
    http1.length > 0 &&
    !isSameTime(earliest, latest) &&
    http1.every((cut) => fellOnAWrite(cut) && cut.age <= earliest + cut.gap + SAME_TIME_MS)
  );
}

const known = (kind: Cause['kind'], cuts: Cuts): Cause => ({ kind, cuts, either: [], apart: '' });

const unclear = (cuts: Cuts, either: readonly string[], apart: string): Cause => ({ kind: 'unclear', cuts, either, apart });

const single = (cuts: Cuts): Cause => unclear(cuts, ALIKE.singleCut.either, ALIKE.singleCut.apart);
