import type { Fact, FactValue } from '../path/fact';
import type { HopAffinity, Setting } from '../path/setting';
import { Duration } from '../policy/duration';

/** A setting's value in words. */
export function formatValue(value: unknown): string {
  if (value instanceof Duration) return value.toString();
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'object' && value !== null) return formatAffinity(value as HopAffinity);
  return value === 'disabled' ? 'none' : String(value);
}

/** The same, or why nobody knows it. */
export const formatSettingValue = (setting: Setting): string =>
  setting.origin === 'unknown' ? setting.why : formatValue(setting.value);

function formatAffinity(value: HopAffinity): string {
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'client-ip':
      return value.timeout === 'disabled' ? 'client IP' : `client IP ${value.timeout}`;
    case 'cookie':
      return `cookie ${value.name}${typeof value.lifetime === 'string' ? '' : ` ${value.lifetime}`}`;
  }
}

export const formatFactValue = (value: FactValue): string => (value instanceof Duration ? value.toString() : String(value));

/** `1 path`, `2 paths`. */
export const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** From which version of the product on a fact is so. */
export const versionOf = ({ min }: Fact): string | undefined =>
  typeof min === 'string' && /^\d+\.\d+\.\d+$/.test(min) ? min : undefined;
