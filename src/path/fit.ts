import { heartbeatWithin } from '../policy/allowances';
import { Duration } from '../policy/duration';
import type { Fact, FactValue, Unit } from './fact';
import type { Remark } from './hop';
import type { Setting } from './setting';

const SIZE: Record<Unit, Duration> = {
  'whole seconds': Duration.seconds(1),
  'whole minutes': Duration.minutes(1),
  'Go duration': Duration.millis(1),
  'Gateway API duration': Duration.millis(1),
  'Gateway API duration of whole seconds': Duration.seconds(1),
  'nginx time': Duration.millis(1),
};

/** What is wrong with writing this duration where the fact says unit and range; undefined when it fits exactly. */
export function misfit(value: Duration, { unit, min, max }: Fact): string | undefined {
  const size = unit === undefined ? undefined : SIZE[unit];
  if (size !== undefined && value.milliseconds % size.milliseconds !== 0) return `it takes ${unit} only`;
  if (isDuration(min) && value.isShorterThan(min)) return `it takes ${min} or more`;
  if (isDuration(max) && value.isLongerThan(max)) return `it takes ${max} or less`;
  return undefined;
}

/** A remark for every planned duration that its target would refuse or round. */
export function misfits(settings: readonly Setting[]): Remark[] {
  return settings.flatMap((setting) => {
    if (setting.origin !== 'set') return [];
    const value = durationIn(setting.value);
    const problem = value === undefined ? undefined : misfit(value, setting.fact);
    if (value === undefined || problem === undefined) return [];
    return [
      {
        rule: 'value-rejected-by-target',
        found: `${setting.name} is to be ${value}`,
        need: problem,
        fix: nextFor(setting, value),
        fact: setting.fact,
      },
    ];
  });
}

/** A planned idle limit follows from the heartbeat alone. */
function nextFor({ aspect, key, name, fact: { max } }: Setting, value: Duration): string {
  return aspect === 'idle-limit' && isDuration(max) && value.isLongerThan(max)
    ? `set the policy's heartbeat to ${heartbeatWithin(max)} or less: the limit is to hold four of them`
    : `change the policy, or the prop that sets ${key ?? name}`;
}

/** Affinity holds its time inside. */
function durationIn(value: unknown): Duration | undefined {
  if (isDuration(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { timeout, lifetime } = value as { timeout?: unknown; lifetime?: unknown };
  return [timeout, lifetime].find(isDuration);
}

function isDuration(value: FactValue | unknown): value is Duration {
  return value instanceof Duration;
}

/** A duration as the key of a setting takes it, rounded up to its unit. */
export function written(duration: Duration, setting: Setting): string {
  const value = literal(duration, setting);
  // Annotations and environment variables are strings: an unquoted number is refused.
  return typeof value === 'string' && isText(setting) ? `"${value}"` : String(value);
}

const isText = ({ key = '' }: Setting): boolean => /annotations\[|^env /.test(key);

/** The same as a value. */
export function literal(duration: Duration, setting: Setting): string | number {
  const { fact } = setting;
  const seconds = Math.ceil(duration.milliseconds / 1000);
  const value = {
    'whole seconds': seconds,
    'whole minutes': duration.toMinutesRoundedUp(),
    'Go duration': duration.toString(),
    'Gateway API duration': duration.toString(),
    'Gateway API duration of whole seconds': Duration.seconds(seconds).toString(),
    'nginx time': duration.toString(),
  }[fact.unit ?? 'Go duration'];
  return isText(setting) ? String(value) : value;
}
