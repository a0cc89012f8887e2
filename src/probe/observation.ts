/** Why a connection was opened. Checks find the connections they judge by it. */
export type Purpose =
  /** The stream as a client gets it: identity encoding, the HTTP version that was negotiated. */
  | 'stream'
  /** The same, begun some seconds later: tells limits that run from a start from restarts. */
  | 'staggered'
  | 'gzip'
  | 'br'
  | 'http1'
  | 'http2'
  /** Events too large for one buffer of a proxy. */
  | 'large'
  /** A finite stream, read to its end. */
  | 'finite'
  /** The same, the server told to answer with `X-Accel-Buffering: no`: what that cures, nginx held. */
  | 'finite-unbuffered'
  /** The finite stream's URL once more, by the same client: a cache answers with what it stored. */
  | 'again'
  /** Held without a word from the application beyond its heartbeat, to find silent cuts. */
  | 'idle'
  | 'idle-without-heartbeat'
  /** A new client without a cookie, and then the same client again with its own. */
  | 'fresh'
  | 'returning'
  /** Cut by the probe, then returned to with Last-Event-ID, with the cookie and without. */
  | 'cut'
  | 'resume'
  | 'resume-elsewhere'
  /** Closed by the probe; whether the server learned of it, its counters tell. */
  | 'cancel'
  | 'stats'
  /** A cross-origin preflight. */
  | 'preflight'
  /** After the server said that the stream is over. */
  | 'reconnect';

/** How a response ended, as seen on the wire. */
export type CloseReason =
  /**
   * Terminal chunk, Content-Length reached, or END_STREAM. Also a FIN where the response says neither a length nor
   * chunks: nobody can tell that end from a death, and `message` says so.
   */
  | 'clean'
  /** FIN before the end of the response. */
  | 'fin'
  /** TCP reset. */
  | 'rst'
  /** RST_STREAM with `code`. */
  | 'rst-stream'
  /** HTTP/2 connection gone with neither END_STREAM nor RST_STREAM. */
  | 'naked-fin'
  /** GOAWAY with the error `code`, which ends every stream of the connection. */
  | 'goaway'
  /** The probe closed it, having seen enough. */
  | 'probe'
  /** The probe was told to stop before it had seen enough. */
  | 'interrupted'
  /** No connection or no response within the probe's own limit. */
  | 'timeout'
  /** More bytes, or a longer line, than the probe takes. */
  | 'too-large'
  /** The connection could not be made or is no HTTP: `message` says why. */
  | 'error';

/** One entry of a timeline; `at` is milliseconds since the connection was begun. */
export type Happening =
  | { readonly at: number; readonly type: 'dns'; readonly address: string }
  | { readonly at: number; readonly type: 'connect' }
  | { readonly at: number; readonly type: 'tls'; readonly protocol: string; readonly alpn: string }
  | {
      readonly at: number;
      readonly type: 'headers';
      readonly status: number;
      readonly httpVersion: '1.0' | '1.1' | '2';
      /** Names in lower case; the values of cookies and credentials redacted. */
      readonly headers: Readonly<Record<string, string | readonly string[]>>;
      /** What each Set-Cookie says besides its value, which is kept as a hash only. */
      readonly cookies: readonly Cookie[];
    }
  | { readonly at: number; readonly type: 'redirect'; readonly location: string }
  /** Bytes of the body as they were read: without the framing of HTTP, before they are decompressed. */
  | { readonly at: number; readonly type: 'chunk'; readonly bytes: number }
  /** The first characters of a body that is no event stream: some proxies name there what stopped them. */
  | { readonly at: number; readonly type: 'body'; readonly text: string }
  | {
      readonly at: number;
      readonly type: 'event';
      readonly id?: string;
      readonly name?: string;
      /** Of the data alone, in UTF-8. */
      readonly bytes: number;
      /** From the reference server's own data; absent for a foreign endpoint. */
      readonly stamp?: Stamp;
    }
  /** A comment line: the usual heartbeat. */
  | { readonly at: number; readonly type: 'comment' }
  | { readonly at: number; readonly type: 'retry'; readonly milliseconds: number }
  | { readonly at: number; readonly type: 'goaway'; readonly code: number }
  | {
      readonly at: number;
      readonly type: 'close';
      readonly reason: CloseReason;
      readonly code?: number;
      /** The name that Node or OpenSSL has for the error, such as `ENOTFOUND`. */
      readonly error?: string;
      readonly message?: string;
      /** Bytes of an event were left without the blank line that ends it. */
      readonly partial: boolean;
    };

export interface Cookie {
  readonly name: string;
  readonly valueHash: string;
  readonly path?: string;
  readonly maxAge?: number;
  readonly expires?: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite?: string;
}

/** What the reference server writes into each event. */
export interface Stamp {
  readonly seq: number;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly sent: number;
  readonly instance: string;
}

/** What was recorded of one connection. */
export interface Connection {
  readonly id: number;
  readonly purpose: Purpose;
  /** The connection that this one follows: the same client again, or the stream that was cut. */
  readonly follows?: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** As sent, redacted. */
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Milliseconds after the observation began. */
  readonly startedAt: number;
  readonly timeline: readonly Happening[];
  /** Milliseconds for which the server was asked to send nothing, and then an event. */
  readonly silence?: number;
  /**
   * The counters that the reference server answered a `stats` request with. Judged are `instance`, `now` (milliseconds
   * since the epoch) and `aborted` (streams that their client closed, so far).
   */
  readonly stats?: Readonly<Record<string, unknown>>;
}

/** What many streams came to, in sums: their timelines would not fit. */
export interface Load {
  /** How many streams were to be begun, and how many a second. */
  readonly asked: number;
  readonly perSecond: number;
  readonly begun: number;
  /** Were answered with an event stream. */
  readonly opened: number;
  readonly mostOpen: number;
  /** Were still open when the probe had seen enough. */
  readonly held: number;
  /** Were ended by the server, with the regular end of a response. */
  readonly ended: number;
  /** Begun so late that they had no answer yet. */
  readonly unanswered: number;
  /** Never opened: how many by status, by name of the error, or by how the connection closed. */
  readonly refused: Readonly<Record<string, number>>;
  /** Broke off: how many by how. */
  readonly cut: Readonly<Record<string, number>>;
  readonly events: number;
  /** From the beginning of a connection to its first event: an HdrHistogram of microseconds, V2, compressed, base64. */
  readonly firstEvent: string;
  /** For each instance of the reference server; of a foreign endpoint nobody knows when it sent. */
  readonly lag: readonly Lag[];
}

/** How late the events of one instance came. */
export interface Lag {
  readonly instance: string;
  /** How far its clock was ahead of the milliseconds since the observation began, at least. */
  readonly ahead: number;
  /** From send to arrival if its clock was ahead by just that: a histogram as `firstEvent`. */
  readonly times: string;
}

/** The recorded timeline of real connections; judged apart from being made. */
export interface Observation {
  readonly version: 1;
  readonly url: string;
  /** Milliseconds since the epoch, by the probe's clock. */
  readonly startedAt: number;
  /** Certificates were not verified, as the user asked. */
  readonly insecure?: true;
  readonly connections: readonly Connection[];
  /** Absent when no load was asked for. */
  readonly load?: Load;
  /** The probe was stopped before it had made every connection it planned. */
  readonly interrupted: boolean;
}
