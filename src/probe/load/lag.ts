import type { Lag, Stamp } from '../observation';
import { microseconds } from '../client/timeline';
import { addTime, encodeTimes, later, newTimes, type Times } from './times';

/** A server that gives every answer another name must not cost memory for each. */
const MOST_INSTANCES = 100;

interface Clock {
  /** How far the instance's clock is ahead of the probe's, at least: nothing arrives before it was sent. Milliseconds. */
  ahead: number;
  times: Times;
}

/** How late stamped events come, beyond the quickest one of their instance: clocks agree on no more than that. */
export class LagTally {
  private readonly clocks = new Map<string, Clock>();

  /** `at`: milliseconds after the observation began. */
  add({ instance, sent }: Stamp, at: number): void {
    const ahead = sent - at;
    let clock = this.clocks.get(instance);
    if (clock === undefined) {
      if (this.clocks.size >= MOST_INSTANCES) return;
      clock = { ahead, times: newTimes() };
      this.clocks.set(instance, clock);
    }
    if (ahead > clock.ahead) {
      clock.times = later(clock.times, ahead - clock.ahead);
      clock.ahead = ahead;
    }
    addTime(clock.times, clock.ahead - ahead);
  }

  lags(): Lag[] {
    return [...this.clocks].map(([instance, { ahead, times }]) => ({
      instance,
      ahead: microseconds(ahead),
      times: encodeTimes(times),
    }));
  }
}
