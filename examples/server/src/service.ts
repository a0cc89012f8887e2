import type { StreamPolicy } from 'sse-ready';
import type { Registry } from 'prom-client';
import type { EventLog } from './event-log';
import type { Hub } from './hub';
import type { Streams } from './streams';

/** What the endpoints of one server share. */
export interface Service {
  readonly policy: StreamPolicy;
  readonly instance: string;
  readonly log: EventLog;
  readonly hub: Hub;
  readonly streams: Streams;
  readonly metrics: Registry;
  readonly token: string | undefined;
  /** False when more is published than the log was made for. */
  readonly mayPublish: () => boolean;
  readonly publishToken: string | undefined;
  readonly allowedOrigins: readonly string[];
  /** A Set-Cookie line, for clients that come without a proxy which sets one. */
  readonly affinityCookie: string | undefined;
}
