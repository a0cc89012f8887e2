import type { Verdict } from './live-check';
import type { Observation } from './observation';

type More = Omit<Verdict, 'status' | 'evidence'>;

export const pass = (evidence: string): Verdict => ({ status: 'pass', evidence });
export const fail = (evidence: string, more: More = {}): Verdict => ({ status: 'fail', evidence, ...more });
export const unknown = (evidence: string, more: More = {}): Verdict => ({ status: 'unknown', evidence, ...more });

/** A connection that the check needs is not there: the probe was stopped before it, or was not told to make it. */
export function notAsked({ interrupted }: Observation, what: string): Verdict {
  return interrupted
    ? unknown(`The probe was stopped before it had ${what}.`)
    : { status: 'skipped', evidence: `Not asked for: ${what}.` };
}

/** There is none to judge, asked for or not. */
export function noneToJudge(observation: Observation, asked: readonly unknown[], what: string): Verdict {
  return asked.length === 0 ? notAsked(observation, what) : unknown('No stream opened that could be judged.');
}

/** One that fails decides, then one that is unknown; otherwise all pass, and each says why. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  const decisive = verdicts.find(({ status }) => status === 'fail') ?? verdicts.find(({ status }) => status === 'unknown');
  return decisive ?? pass([...new Set(verdicts.map(({ evidence }) => evidence))].join(' '));
}

/** `2.5 s`, to the 0.05 s that the measured times were read to. */
export const seconds = (milliseconds: number): string => `${Number((milliseconds / 1000).toFixed(2))} s`;

export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** As Math.max, of more values than a call takes arguments: a stream may bring any number. */
export const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), -Infinity);

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
