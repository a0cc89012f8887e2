import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { HeldStream } from '../load/held-stream';
import { localAddressFor } from '../load/local-address';
import { Tally } from '../load/tally';
import type { Load, Observation, Purpose } from '../observation';
import { Ledger, type Recorder } from '../recording/entry';
import { CookieJar } from './cookies';
import type { HttpChoice, TlsChoice } from './dial';
import { redactUrl, scrubber, secretsOf } from './redact';
import { Visit } from './visit';
import type { VisitPlan, VisitSettings } from './visit-plan';

/** What to request, of whom and how. */
export interface Target {
  readonly url: URL;
  /** Default GET. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly http?: HttpChoice;
  readonly tls?: TlsChoice;
  /** Addresses to use in place of a look-up, by host. */
  readonly addresses?: ReadonlyMap<string, string>;
  /** Redirects to other hosts are followed. */
  readonly leaveHost?: boolean;
}

/** How one visit differs from the request that the user asked for. */
export interface Asked {
  readonly holdMs: number;
  /** Set in the query. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without the user's headers and body: no credentials. */
  readonly anonymous?: boolean;
  readonly method?: string;
  readonly url?: URL;
  readonly http?: HttpChoice;
  readonly jar?: CookieJar;
  readonly follows?: number;
  readonly silence?: number;
  readonly seeBytes?: (bytes: Uint8Array) => void;
}

/** Bounds for one connection, far above what a healthy stream sends in the time of a probe. */
const LIMITS = { bytes: 64 << 20, line: 1 << 20 };
const MOST_HAPPENINGS = 500_000;
const CONNECT_MS = 10_000;

/** Makes the connections of one observation and keeps what they saw. */
export class Client {
  private readonly ledger = new Ledger();
  private readonly settings: VisitSettings;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly url: URL;
  private next = 1;

  constructor(
    readonly target: Target,
    private readonly recorder: Recorder,
    readonly signal: AbortSignal,
  ) {
    // Every connection listens to it; ten are not too many.
    setMaxListeners(Infinity, signal);
    const { tls = {}, addresses = new Map<string, string>(), leaveHost = false } = target;
    this.url = withoutUser(target.url);
    this.headers = { ...DEFAULT_HEADERS, ...userHeader(target.url), ...lowerCased(target.headers ?? {}) };
    const scrub = scrubber(secretsOf(target.url, this.headers));
    this.settings = {
      tls,
      addresses,
      leaveHost,
      scrub,
      limits: LIMITS,
      connectMs: CONNECT_MS,
      mostHappenings: MOST_HAPPENINGS,
      key: randomBytes(16),
      epoch: performance.now(),
    };
    const insecure = tls.insecure === true ? { insecure: true as const } : {};
    this.record({ entry: 'observation', version: 1, url: redactUrl(target.url), startedAt: Date.now(), ...insecure });
  }

  visit(purpose: Purpose, asked: Asked): Visit {
    const { holdMs, follows, silence, seeBytes } = asked;
    const plan = {
      id: this.next++,
      purpose,
      ...this.request(asked),
      holdMs,
      ...(follows === undefined ? {} : { follows }),
      ...(silence === undefined ? {} : { silence }),
      ...(seeBytes === undefined ? {} : { seeBytes }),
    };
    return new Visit(plan, this.settings, this.record, this.signal);
  }

  /** Streams that are counted rather than recorded, until it is told that they are over. */
  beginLoad(asked: Pick<Load, 'asked' | 'perSecond'>) {
    const tally = new Tally(asked, this.settings.epoch);
    const host = this.settings.addresses.get(this.url.hostname) ?? this.url.hostname;
    let begun = 0;
    return {
      hold: (wish: Omit<Asked, 'holdMs'>): HeldStream => {
        const localAddress = localAddressFor(begun++, host);
        const plan = { ...this.request(wish), ...(localAddress === undefined ? {} : { localAddress }) };
        return new HeldStream(plan, this.settings, tally.begin());
      },
      end: () => this.record({ entry: 'load', load: tally.load() }),
    };
  }

  /** The counters that a visit's body held. */
  noteStats(of: number, stats: Readonly<Record<string, unknown>>): void {
    this.record({ entry: 'stats', of, stats });
  }

  /** Ends the observation. */
  end(): Observation {
    this.record({ entry: 'end', interrupted: this.signal.aborted });
    return this.observation();
  }

  /** What is known so far. */
  observation(): Observation {
    return this.ledger.observation();
  }

  private request(asked: Omit<Asked, 'holdMs'>): Pick<VisitPlan, 'url' | 'method' | 'headers' | 'body' | 'http' | 'jar'> {
    const { parameters = {}, anonymous = false, jar = new CookieJar(), http, method } = asked;
    const url = new URL(asked.url ?? this.url);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
    const { body } = this.target;
    return {
      url,
      method: method ?? this.target.method ?? 'GET',
      headers: { ...(anonymous ? DEFAULT_HEADERS : this.headers), ...asked.headers },
      ...(anonymous || body === undefined ? {} : { body }),
      http: http ?? this.target.http ?? 'negotiate',
      jar,
    };
  }

  private readonly record: Recorder = (entry) => {
    this.ledger.add(entry);
    this.recorder(entry);
  };
}

/** What a browser's EventSource sends, and `identity`: compression is asked for where it is looked at. */
const DEFAULT_HEADERS = {
  accept: 'text/event-stream',
  'accept-encoding': 'identity',
  'cache-control': 'no-cache',
  'user-agent': 'sse-ready',
};

function withoutUser(url: URL): URL {
  const plain = new URL(url);
  plain.username = plain.password = plain.hash = '';
  return plain;
}

function userHeader({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(user).toString('base64')}` };
}

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
