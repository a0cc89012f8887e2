import type { Connection, Observation, Purpose } from '../observation';
import { ageAtEnd, byteTimes, closeOf, gapsOf, instanceOf, isHttp2, isStream, madeFor, quietAtEnd, saidEnd } from '../seen';
import { largest, median } from '../verdict';
import {
  ENVOY_MARGIN_MS,
  GAPS_FOR_A_SPACING,
  HEARTBEAT_SLACK,
  ON_A_WRITE_SHARE,
  SAME_TIME_MS,
  STOPPED_AFTER_GAPS,
} from './margins';
import { traitFacts } from './facts';

/** A stream that somebody else ended before the server said that it was over. Times in milliseconds. */
export interface Cut {
  readonly connection: Connection;
  /** Since its request. */
  readonly age: number;
  /** Since its last byte. */
  readonly quiet: number;
  /** The usual time between its bytes. */
  readonly gap: number;
  /** After the observation began. */
  readonly moment: number;
  readonly http2: boolean;
  /** In the middle of an event. */
  readonly partial: boolean;
  /** By a regular end, which some proxies make of any cut. */
  readonly clean: boolean;
}

/** Streams that nobody meant to end. */
export const KEPT_OPEN: readonly Purpose[] = ['stream', 'staggered', 'idle', 'idle-without-heartbeat', 'http1', 'http2'];

const ENDED_BY_OTHERS: readonly string[] = ['clean', 'fin', 'rst', 'rst-stream', 'naked-fin', 'goaway'];

export const keptOpen = (observation: Observation): Connection[] => madeFor(observation, ...KEPT_OPEN).filter(isStream);

export function cutOf(connection: Connection): Cut | undefined {
  const close = closeOf(connection);
  if (close === undefined || !ENDED_BY_OTHERS.includes(close.reason) || !isStream(connection) || saidEnd(connection)) {
    return undefined;
  }
  return {
    connection,
    age: ageAtEnd(connection),
    quiet: quietAtEnd(connection),
    gap: median(gapsOf(byteTimes(connection))),
    moment: connection.startedAt + close.at,
    http2: isHttp2(connection),
    partial: close.partial,
    clean: close.reason === 'clean',
  };
}

/** What another server than ours says when it is done, such as a completion that was asked for, is not known. */
export const mayBeAnEnd = ({ clean, partial, connection }: Cut): boolean =>
  clean && !partial && instanceOf(connection) === undefined;

export const isSameTime = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_TIME_MS;

/** The cut came when the next byte was due: with that byte, that is. */
export const fellOnAWrite = ({ quiet, gap }: Cut): boolean => gap > 0 && Math.abs(quiet - gap) <= gap * ON_A_WRITE_SHARE;

/** The same fault as Envoy shows it: on HTTP/1.1 one second later than on HTTP/2, and no byte in that second. */
export function isEnvoyPair(a: Cut, b: Cut): boolean {
  if (a.http2 === b.http2) return false;
  const [http2, http1] = a.http2 ? [a, b] : [b, a];
  const added = traitFacts.envoyDelayedClose.default.milliseconds;
  return (
    Math.abs(http1.age - http2.age - added) <= ENVOY_MARGIN_MS && http1.quiet >= added - ENVOY_MARGIN_MS && !fellOnAWrite(http1)
  );
}

/** The server was sending: the cut came before its next byte was due or, on HTTP/1.1, in the second that Envoy adds. */
export function cameWhileSending({ connection, quiet, gap, http2 }: Cut): boolean {
  if (connection.purpose === 'idle-without-heartbeat' || !isRegular(connection)) return false;
  return quiet <= gap + SAME_TIME_MS + (http2 ? 0 : traitFacts.envoyDelayedClose.default.milliseconds);
}

/** Bytes were due, stayed away, and nobody closed: how long it was silent, or undefined. */
export function fellSilentFor(connection: Connection): number | undefined {
  const { purpose, silence } = connection;
  if (closeOf(connection)?.reason !== 'probe' || !isStream(connection) || saidEnd(connection)) return undefined;
  const quiet = quietAtEnd(connection);
  if (silence !== undefined) return quiet > silence + SAME_TIME_MS ? quiet : undefined;
  if (purpose === 'idle-without-heartbeat' || !isRegular(connection)) return undefined;
  return quiet > STOPPED_AFTER_GAPS * Math.max(SAME_TIME_MS, largest(gapsOf(byteTimes(connection)))) ? quiet : undefined;
}

function isRegular(connection: Connection): boolean {
  const gaps = gapsOf(byteTimes(connection));
  return gaps.length >= GAPS_FOR_A_SPACING && largest(gaps) <= HEARTBEAT_SLACK * median(gaps);
}
