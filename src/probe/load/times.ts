import type * as Hdr from 'hdr-histogram-js';

/** Many times, kept as counts: to a microsecond, or to a thousandth of what is longer. */
export type Times = Hdr.JsHistogram;

/** Grows beyond, when it must. */
const ONE_MINUTE = 60e6;

export function newTimes(): Times {
  return hdr().build({ highestTrackableValue: ONE_MINUTE, autoResize: true, numberOfSignificantValueDigits: 3 }) as Times;
}

export function addTime(times: Times, milliseconds: number, count = 1): void {
  times.recordValueWithCount(Math.max(0, Math.round(milliseconds * 1000)), count);
}

/** The same times, each longer by so many milliseconds. */
export function later(times: Times, milliseconds: number): Times {
  const moved = newTimes();
  const each = times.recordedValuesIterator;
  each.reset();
  while (each.hasNext()) {
    const { valueIteratedTo, countAddedInThisIterationStep } = each.next();
    addTime(moved, valueIteratedTo / 1000 + milliseconds, countAddedInThisIterationStep);
  }
  return moved;
}

export function sumOf(all: readonly Times[]): Times {
  const sum = newTimes();
  for (const each of all) sum.add(each);
  return sum;
}

/** As HdrHistogram's own V2 format, compressed, in base64. */
export const encodeTimes = (times: Times): string => hdr().encodeIntoCompressedBase64(times);

/** Throws when the text is none. */
export const decodeTimes = (text: string): Times => hdr().decodeFromCompressedBase64(text) as Times;

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Undefined when there are no times. */
export function percentilesOf(times: Times): Percentiles | undefined {
  if (times.totalCount === 0) return undefined;
  const at = (percent: number): number => Math.min(times.getValueAtPercentile(percent), times.maxValue) / 1000;
  return { p50: at(50), p90: at(90), p99: at(99), p999: at(99.9), max: times.maxValue / 1000 };
}

/** Loaded on first use: most commands measure nothing. */
function hdr(): typeof Hdr {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('hdr-histogram-js') as typeof Hdr;
}
