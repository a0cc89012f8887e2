import { byDefault, fixed, type HopAffinity, type Setting } from '../../../../path/setting';
import { Duration } from '../../../../policy/duration';
import { about } from './about';
import { ngfFacts as facts } from './facts';

/** What nobody can change. */
export const fixedSettings: readonly Setting[] = [
  fixed('total-limit', facts.noTotalLimit.fixed, about.total),
  fixed('balances-over', facts.pods.fixed, about.pods),
  fixed('response-compression', facts.compression.fixed, about.compression),
];

/** Slow requests are asked again. Nothing but a snippet changes it. */
export const retriesSlow = fixed('retry', 'when-slow', about.retry);

export const noAffinity = byDefault('affinity', { kind: 'none' }, about.method);

export const byAddress: HopAffinity = { kind: 'client-ip', timeout: facts.ipHash.fixed };

/** The cookie that NGINX Plus writes. */
export const plusCookie = (name: string, lifetime: Duration | 'session', paths: readonly string[]): HopAffinity => {
  const path = commonPath(paths);
  return {
    kind: 'cookie',
    name,
    lifetime,
    path: path === '' ? 'request-folder' : path,
    secure: false,
    sameSite: 'unset',
    pins: 'pod',
  };
};

/** What paths have in common, by whole elements; empty where that is nothing. */
function commonPath([first = '', ...others]: readonly string[]): string {
  const elements = first.split('/');
  const differing = elements.findIndex((element, index) => others.some((other) => other.split('/')[index] !== element));
  return differing === -1 ? first : elements.slice(0, differing).join('/');
}

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A duration as nginx takes it here, by the largest unit that holds it; undefined where four digits of no unit do. */
export function writtenTime({ milliseconds }: Duration): string | undefined {
  const [unit, size] = UNITS.find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
  const amount = milliseconds / size;
  return amount > 9999 ? undefined : `${amount}${unit}`;
}

/** The time that a key of a policy holds; undefined where the API server refuses it. */
export function timeIn(value: unknown): Duration | undefined {
  return typeof value === 'string' && /^[0-9]{1,4}(ms|s|m|h)?$/.test(value) ? directiveTime(value) : undefined;
}

/** The time of a directive in a snippet; undefined where it is written in a way that is not read here. */
export function directiveTime(text: string): Duration | undefined {
  if (!/^[0-9]{1,9}(ms|s|m|h)?$/.test(text)) return undefined;
  return Duration.parse(/[0-9]$/.test(text) ? `${text}s` : text);
}
