import type { Connection, Observation, Stamp } from '../observation';
import { allOf, headersOf, requestAt } from '../seen';
import { LATE_AT_LEAST_MS } from './margins';

/** An event of the reference server, on the probe's clock. Times are milliseconds after the observation began. */
export interface Arrival {
  readonly stamp: Stamp;
  readonly at: number;
  readonly bytes: number;
  /** The latest moment at which it may have been sent. */
  readonly sent: number;
  /** How late it came, at least. */
  readonly delay: number;
}

/** By instance: how far its clock is ahead of the probe's, at least. Nothing arrives before it was sent. */
type Clocks = ReadonlyMap<string, number>;

export function clocksOf({ connections }: Observation): Clocks {
  const clocks = new Map<string, number>();
  for (const { instance, said, at } of connections.flatMap(readings)) {
    clocks.set(instance, Math.max(clocks.get(instance) ?? -Infinity, said - at));
  }
  return clocks;
}

interface Reading {
  readonly instance: string;
  /** By the server's clock. */
  readonly said: number;
  /** When the probe read it. */
  readonly at: number;
}

function readings(connection: Connection): Reading[] {
  const { startedAt, stats } = connection;
  const events = allOf(connection, 'event').flatMap(({ at, stamp }) =>
    stamp === undefined ? [] : [{ instance: stamp.instance, said: stamp.sent, at: startedAt + at }],
  );
  const headers = headersOf(connection);
  const { now, instance } = stats ?? {};
  return headers !== undefined && typeof now === 'number' && typeof instance === 'string'
    ? [...events, { instance, said: now, at: startedAt + headers.at }]
    : events;
}

export function arrivalsOf(connection: Connection, clocks: Clocks): Arrival[] {
  return allOf(connection, 'event').flatMap(({ at: after, bytes, stamp }) => {
    if (stamp === undefined) return [];
    const at = connection.startedAt + after;
    const sent = stamp.sent - (clocks.get(stamp.instance) ?? stamp.sent - at);
    return [{ stamp, at, bytes, sent, delay: at - sent }];
  });
}

/** Sent before it was asked for: from a log, or from a cache. */
export function isReplayOn(connection: Connection): (arrival: Arrival) => boolean {
  const asked = connection.startedAt + requestAt(connection) - LATE_AT_LEAST_MS;
  return ({ sent }) => sent < asked;
}
