import { Duration } from '../policy/duration';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** A time as nginx writes it: `60`, `60s`, `1h 30m`; undefined for anything else. */
export function nginxTime(text: string): Duration | undefined {
  if (!/^\d{1,12}(?:ms|[smhdwMy])?(?: ?\d{1,12}(?:ms|[smhdwMy])?)*$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit = 's'] of text.matchAll(/(\d+)(ms|[smhdwMy])?/g)) total += Number(amount) * (UNITS[unit] ?? 0);
  return Number.isSafeInteger(total) ? Duration.millis(total) : undefined;
}
