import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// tsx switches these on. cdktf makes a stack trace for every reference, which then costs more than all else together.
process.setSourceMapsEnabled(false);
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What was measured of ours and of what it is held against, in the same minutes. */
export interface Comparison {
  /** The middle of the runs, each side for itself. */
  readonly ours: number;
  readonly peer: number;
  /** The middle of the ratios of runs that stood side by side, so that slow minutes of the machine cancel out. */
  readonly ratio: number;
  /** The ratio of the fastest runs, which the machine's other work disturbed least. */
  readonly ratioOfFastest: number;
  readonly runs: number;
}

type Pair = readonly [ours: number, peer: number];

interface Runs {
  readonly least: number;
  readonly most: number;
  /** Between the two, as many as begin in this time. */
  readonly milliseconds: number;
}

const WARM_UP: Runs = { least: 2, most: 100, milliseconds: 400 };
const MEASURED: Runs = { least: 9, most: 300, milliseconds: 1_500 };

/** Times two programs after warming both up; in turn, so that what else the machine does hurts both alike. */
export function compare(ours: () => void, peer: () => void): Comparison {
  inTurn(ours, peer, WARM_UP);
  return comparison(inTurn(ours, peer, MEASURED));
}

export function comparison(pairs: readonly Pair[]): Comparison {
  const ours = pairs.map(([first]) => first);
  const peer = pairs.map(([, second]) => second);
  return {
    ours: middle(ours),
    peer: middle(peer),
    ratio: middle(pairs.map(([first, second]) => first / second)),
    ratioOfFastest: Math.min(...ours) / Math.min(...peer),
    runs: pairs.length,
  };
}

function inTurn(ours: () => void, peer: () => void, { least, most, milliseconds }: Runs): Pair[] {
  const pairs: Pair[] = [];
  const start = performance.now();
  while (pairs.length < least || (pairs.length < most && performance.now() - start < milliseconds)) {
    pairs.push([millisecondsOf(ours), millisecondsOf(peer)]);
  }
  return pairs;
}

/** Processor time: unlike time by the clock, it does not count the turns of other programs on a busy machine. */
function millisecondsOf(work: () => void): number {
  // Without this a run pays for the garbage of the run before it, which is the other program's.
  collectGarbage();
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
