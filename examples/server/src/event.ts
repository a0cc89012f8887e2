/** Orders events over all instances: milliseconds and a number within them, as Redis Streams write it. */
export type EventId = `${number}-${number}`;

/** What somebody publishes. */
export interface NewEvent {
  /** The client's listener; default: `message`. */
  readonly event?: string;
  readonly data: string;
}

/** An event in the log, encoded once for all streams that it is written to. */
export interface LoggedEvent {
  readonly id: EventId;
  readonly bytes: Buffer;
}

export const FIRST_ID: EventId = '0-0';

/** Fifteen digits are whole numbers to JavaScript; what is longer was not written by a log of ours. */
const ID = /^\d{1,15}-\d{1,15}$/;

export const isEventId = (text: string): text is EventId => ID.test(text);

/** Below 0 when `a` came first. */
export function compareIds(a: EventId, b: EventId): number {
  const [aTime = 0, aNumber = 0] = a.split('-').map(Number);
  const [bTime = 0, bNumber = 0] = b.split('-').map(Number);
  return aTime - bTime || aNumber - bNumber;
}

interface Fields {
  readonly id?: string;
  readonly event?: string;
  /** Without it, a client keeps the id and the retry time but is told of no event. */
  readonly data?: string;
  /** Milliseconds. */
  readonly retry?: number;
}

/** One block of an event stream. Names and ids must hold no line break; data may. */
export function encode({ id, event, data, retry }: Fields): Buffer {
  const lines = [
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : data.split(/\r\n|\r|\n/).map((line) => `data: ${line}`)),
  ];
  return Buffer.from(`${lines.join('\n')}\n\n`);
}

export const HEARTBEAT = Buffer.from(': heartbeat\n\n');
