import type { Ending } from '../client/wire';
import type { Load, Stamp } from '../observation';
import { LagTally } from './lag';
import { addTime, encodeTimes, newTimes } from './times';

/** Closed by the probe without an answer: after this long it would not have come. */
const PATIENCE_MS = 5_000;

/** What one stream of a load tells while it lasts. */
export interface StreamTally {
  /** An event stream began. */
  opened(): void;
  event(stamp: Stamp | undefined): void;
  /** Once: how it ended, and the status of an answer that is no event stream. */
  over(ending: Ending, status: number | undefined): void;
}

/** Counts what many streams do; its size does not grow with them. */
export class Tally {
  private readonly counts = { begun: 0, opened: 0, mostOpen: 0, held: 0, ended: 0, unanswered: 0, events: 0 };
  private readonly refused = new Map<string, number>();
  private readonly cut = new Map<string, number>();
  private readonly firstEvent = newTimes();
  private readonly lag = new LagTally();
  private open = 0;

  /** `epoch`: when the observation began, by `performance.now()`. */
  constructor(
    private readonly asked: Pick<Load, 'asked' | 'perSecond'>,
    private readonly epoch: number,
  ) {}

  begin(): StreamTally {
    const startedAt = performance.now();
    const { counts } = this;
    let [isOpen, hasEvent] = [false, false];
    counts.begun += 1;
    return {
      opened: () => {
        isOpen = true;
        counts.opened += 1;
        this.open += 1;
        counts.mostOpen = Math.max(counts.mostOpen, this.open);
      },
      event: (stamp) => {
        const now = performance.now();
        counts.events += 1;
        if (!hasEvent) addTime(this.firstEvent, now - startedAt);
        hasEvent = true;
        if (stamp !== undefined) this.lag.add(stamp, now - this.epoch);
      },
      over: (ending, status) => {
        if (isOpen) this.open -= 1;
        const byProbe = ending.reason === 'probe' || ending.reason === 'interrupted';
        if (byProbe && isOpen) counts.held += 1;
        else if (byProbe && status === undefined && performance.now() - startedAt < PATIENCE_MS) counts.unanswered += 1;
        else if (!isOpen) add(this.refused, byProbe && status === undefined ? 'timeout' : nameOf(ending, status));
        else if (ending.reason === 'clean') counts.ended += 1;
        else add(this.cut, nameOf(ending, undefined));
      },
    };
  }

  load(): Load {
    return {
      ...this.asked,
      ...this.counts,
      refused: Object.fromEntries(this.refused),
      cut: Object.fromEntries(this.cut),
      firstEvent: encodeTimes(this.firstEvent),
      lag: this.lag.lags(),
    };
  }
}

const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);

const nameOf = ({ reason, error }: Ending, status: number | undefined): string =>
  status === undefined ? (error ?? reason) : String(status);
