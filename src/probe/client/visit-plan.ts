import type { Purpose } from '../observation';
import type { CookieJar } from './cookies';
import type { HttpChoice, TlsChoice } from './dial';
import type { ResponseSettings } from './response';
import type { WireRequest } from './wire';

/** What all connections of one probe have in common. */
export interface VisitSettings extends ResponseSettings {
  readonly tls: TlsChoice;
  /** Addresses to use in place of a look-up, by host. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly connectMs: number;
  readonly mostHappenings: number;
  readonly leaveHost: boolean;
  /** When `startedAt` counts from, by `performance.now()`. */
  readonly epoch: number;
}

export interface VisitPlan extends WireRequest {
  readonly id: number;
  readonly purpose: Purpose;
  readonly follows?: number;
  /** Milliseconds of silence that the server is asked for. */
  readonly silence?: number;
  readonly http: HttpChoice;
  /** The cookies of the client that this visit belongs to. */
  readonly jar: CookieJar;
  /** The probe closes the connection after this many milliseconds. */
  readonly holdMs: number;
  /** Is shown the body as it comes; nobody keeps it otherwise. */
  readonly seeBytes?: (bytes: Uint8Array) => void;
}
