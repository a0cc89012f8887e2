const MILLISECONDS = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
type Unit = keyof typeof MILLISECONDS;

/** One or more `<number><unit>` in Go's `time.ParseDuration` notation, units h, m, s and ms; fractions allowed. */
export const DURATION_PATTERN = /^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/;
const PART = /(\d+(?:\.\d+)?)(ms|h|m|s)/g;

/** A time limit that is switched off. Neither 0 nor a missing value: targets treat those three differently. */
export type Disabled = 'disabled';

/** How long a hop waits, or that it never ends the wait. */
export type TimeLimit = Duration | Disabled;

/** Raised when a duration cannot be read, or cannot be written exactly in the unit a target takes. */
export class DurationError extends Error {
  override readonly name = 'DurationError';
}

/**
 * A length of time in whole milliseconds. Immutable.
 *
 * Reads Go's notation (`1h30m`, `1.5h`, `300ms`), which includes every Gateway API duration
 * (GEP-2257, https://gateway-api.sigs.k8s.io/geps/gep-2257/).
 */
export class Duration {
  private constructor(readonly milliseconds: number) {
    Object.freeze(this);
  }

  /** @throws DurationError when the text has no unit, an unknown unit, a sign, or is not a whole number of milliseconds. */
  static parse(text: string): Duration {
    if (!DURATION_PATTERN.test(text)) {
      throw new DurationError(`"${text}" is not a duration; write a number with a unit h, m, s or ms, such as 15s or 1h30m`);
    }
    let total = 0;
    for (const [, amount, unit] of text.matchAll(PART)) total += exactMilliseconds(amount ?? '', unit as Unit, text);
    return Duration.millis(total);
  }

  static millis(milliseconds: number): Duration {
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
      throw new DurationError(`${milliseconds} ms is not a duration; it must be a whole number of milliseconds, 0 or more`);
    }
    return new Duration(milliseconds);
  }

  static seconds(seconds: number): Duration {
    return Duration.parse(`${seconds}s`);
  }

  static minutes(minutes: number): Duration {
    return Duration.parse(`${minutes}m`);
  }

  static hours(hours: number): Duration {
    return Duration.parse(`${hours}h`);
  }

  /** @throws DurationError unless this is a whole number of seconds. */
  toSeconds(): number {
    return this.exactly('s', 'seconds');
  }

  /** @throws DurationError unless this is a whole number of minutes. */
  toMinutes(): number {
    return this.exactly('m', 'minutes');
  }

  /** The next whole minute, for limits that must not be shorter than this. */
  toMinutesRoundedUp(): number {
    return Math.ceil(this.milliseconds / MILLISECONDS.m);
  }

  /**
   * GEP-2257: at most four parts, at most five digits each, no fractions.
   * @throws DurationError when that form cannot hold this duration.
   */
  toGatewayApi(): string {
    const text = this.toString();
    if (!/^([0-9]{1,5}(h|m|s|ms)){1,4}$/.test(text)) {
      throw new DurationError(`${text} does not fit the Gateway API's five digits a unit; the longest is 99999h59m59s999ms`);
    }
    return text;
  }

  plus(other: Duration): Duration {
    return Duration.millis(this.milliseconds + other.milliseconds);
  }

  /** 0s where the other is longer. */
  minus(other: Duration): Duration {
    return Duration.millis(Math.max(0, this.milliseconds - other.milliseconds));
  }

  /** To the nearest millisecond. */
  times(factor: number): Duration {
    return Duration.millis(Math.round(this.milliseconds * factor));
  }

  equals(other: Duration): boolean {
    return this.milliseconds === other.milliseconds;
  }

  isLongerThan(other: Duration): boolean {
    return this.milliseconds > other.milliseconds;
  }

  isShorterThan(other: Duration): boolean {
    return this.milliseconds < other.milliseconds;
  }

  /** Shortest Go notation: `1h30m`, `15s`, `0s`. */
  toString(): string {
    if (this.milliseconds === 0) return '0s';
    let rest = this.milliseconds;
    let text = '';
    for (const unit of ['h', 'm', 's', 'ms'] as const) {
      const amount = Math.floor(rest / MILLISECONDS[unit]);
      if (amount > 0) text += `${amount}${unit}`;
      rest -= amount * MILLISECONDS[unit];
    }
    return text;
  }

  toJSON(): string {
    return this.toString();
  }

  private exactly(unit: Unit, plural: string): number {
    const amount = this.milliseconds / MILLISECONDS[unit];
    if (Number.isInteger(amount)) return amount;
    const below = Duration.millis(Math.floor(amount) * MILLISECONDS[unit]);
    const above = Duration.millis(Math.ceil(amount) * MILLISECONDS[unit]);
    throw new DurationError(`${this.toString()} is not a whole number of ${plural}; the nearest are ${below} and ${above}`);
  }
}

/** Digits are scaled as integers, so that 1.1s is 1100 ms and never 1100.0000000000002. */
function exactMilliseconds(amount: string, unit: Unit, text: string): number {
  const [whole = '0', digits = ''] = amount.split('.');
  const fraction = digits.replace(/0+$/, '');
  const scale = 10 ** fraction.length;
  const scaled = Number(whole + fraction) * MILLISECONDS[unit];
  if (!Number.isSafeInteger(scaled)) {
    throw new DurationError(
      `"${text}" is not a whole number of milliseconds, or is more than ${Number.MAX_SAFE_INTEGER} of them`,
    );
  }
  if (scaled % scale === 0) return scaled / scale;
  const below = Duration.millis(Math.floor(scaled / scale));
  const above = Duration.millis(Math.ceil(scaled / scale));
  throw new DurationError(
    `"${text}" is not a whole number of milliseconds; the nearest of ${amount}${unit} are ${below} and ${above}`,
  );
}

/** The shortest of several limits; undefined when there is none or all are disabled. */
export function shortest(limits: readonly TimeLimit[]): Duration | undefined {
  const finite = limits.filter((limit): limit is Duration => limit !== 'disabled');
  return finite.reduce<Duration | undefined>(
    (least, limit) => (least === undefined || limit.isShorterThan(least) ? limit : least),
    undefined,
  );
}
