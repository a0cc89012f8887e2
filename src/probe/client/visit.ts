import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Happening, Purpose } from '../observation';
import type { Recorder } from '../recording/entry';
import { openBody, type Body, type BodyLimits } from './body';
import { describeCookie, type CookieJar } from './cookies';
import { dial, speaksHttp2, type HttpChoice, type TlsChoice } from './dial';
import { exchangeHttp1 } from './http1';
import { exchangeHttp2 } from './http2';
import { redactRequestHeaders, redactResponseHeaders, redactUrl } from './redact';
import { redirectTarget } from './redirect';
import type { Answer, Ending, WireListener, WireRequest } from './wire';

/** What all connections of one probe have in common. */
export interface VisitSettings {
  readonly tls: TlsChoice;
  /** Addresses to use in place of a look-up, by host. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly limits: BodyLimits & { readonly happenings: number; readonly connectMs: number };
  readonly leaveHost: boolean;
  readonly scrub: (text: string) => string;
  /** For the hashes of cookies. */
  readonly key: Buffer;
  /** When `at` and `startedAt` count from, by `performance.now()`. */
  readonly epoch: number;
}

export interface VisitPlan extends WireRequest {
  readonly id: number;
  readonly purpose: Purpose;
  readonly follows?: number;
  readonly http: HttpChoice;
  /** The client this visit belongs to; none for one that keeps no cookies. */
  readonly jar: CookieJar;
  /** The probe closes the connection after this many milliseconds. */
  readonly holdMs: number;
}

/** A connection that is being made and read. */
export class Visit {
  readonly timeline: Happening[] = [];
  lastEventId: string | undefined;
  /** Resolves when the connection is over; never rejects. */
  readonly done: Promise<void>;
  private readonly startedAt = performance.now();
  private readonly stopper = new AbortController();
  private readonly waiting = new Set<() => void>();
  private ending: Ending | undefined;
  private body: Body | undefined;

  constructor(
    readonly plan: VisitPlan,
    private readonly settings: VisitSettings,
    private readonly record: Recorder,
    signal: AbortSignal,
  ) {
    const { id, purpose, follows, method, url, headers, holdMs } = plan;
    record({
      entry: 'connection',
      id,
      purpose,
      ...(follows === undefined ? {} : { follows }),
      request: { method, url: redactUrl(url), headers: redactRequestHeaders(this.headersFor(url, headers)) },
      startedAt: round(this.startedAt - settings.epoch),
    });
    const interrupt = () => this.end({ reason: 'interrupted' });
    const timer = setTimeout(() => this.end({ reason: this.answered ? 'probe' : 'timeout' }), holdMs);
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt);
    this.done = this.run().finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
    });
  }

  /** Closes the connection, as a client that has seen enough. */
  close(): void {
    this.end({ reason: 'probe' });
  }

  /** Whether `seen` came true within `ms`; false at once when the connection is over without it. */
  until(seen: (visit: Visit) => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(seen(this));
      };
      const look = () => {
        if (seen(this)) settle();
      };
      const timer = setTimeout(settle, ms);
      this.waiting.add(look);
      void this.done.then(settle);
      look();
    });
  }

  find<Type extends Happening['type']>(type: Type): Extract<Happening, { type: Type }> | undefined {
    return this.timeline.find((each): each is Extract<Happening, { type: Type }> => each.type === type);
  }

  private get answered(): boolean {
    return this.timeline.some(({ type }) => type === 'headers');
  }

  private end(ending: Ending): void {
    this.ending ??= ending;
    this.stopper.abort();
  }

  private async run(): Promise<void> {
    // A visit is known to its maker before anything happens on it.
    await Promise.resolve();
    let next: WireRequest | undefined = this.plan;
    let last: Ending = { reason: 'interrupted' };
    for (let redirects = 0; next !== undefined && this.ending === undefined; redirects++) {
      const hop: Hop = { request: next, redirects };
      last = await this.exchange(hop);
      next = hop.target;
    }
    const ending = this.ending ?? last;
    const body = this.body;
    const partial = body === undefined ? false : await new Promise<boolean>((resolve) => body.end(resolve));
    const { message, ...rest } = ending;
    this.note({ type: 'close', ...rest, ...(message === undefined ? {} : { message: this.settings.scrub(message) }), partial });
  }

  private async exchange(hop: Hop): Promise<Ending> {
    const { http } = this.plan;
    const { tls, addresses, limits } = this.settings;
    const { url, headers } = hop.request;
    const request = { ...hop.request, headers: this.headersFor(url, headers) };
    const slow = setTimeout(() => this.end({ reason: 'timeout', message: `no connection in ${limits.connectMs} ms` }), limits.connectMs);
    let socket: Socket | undefined;
    try {
      const listener = {
        dns: (address: string) => this.note({ type: 'dns', address }),
        connect: () => this.note({ type: 'connect' }),
        tls: (protocol: string, alpn: string) => this.note({ type: 'tls', protocol, alpn }),
      };
      socket = await dial(url, http, addresses.get(url.hostname), tls, listener, this.stopper.signal);
      clearTimeout(slow);
      const exchange = speaksHttp2(socket, http) ? exchangeHttp2 : exchangeHttp1;
      const leave = new AbortController();
      const signal = AbortSignal.any([this.stopper.signal, leave.signal]);
      return await exchange(socket, request, this.listen(hop, () => leave.abort()), signal);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { reason: 'error', ...(code === undefined ? {} : { error: code }), message };
    } finally {
      clearTimeout(slow);
      socket?.destroy();
    }
  }

  private listen(hop: Hop, leave: () => void): WireListener {
    return {
      answer: (answer) => {
        if (this.ending !== undefined) return;
        this.noteAnswer(hop.request.url, answer);
        const target = redirectTarget(hop.request, answer, hop.redirects, this.settings.leaveHost);
        if (target === undefined) this.body = this.openBody(answer);
        else {
          this.note({ type: 'redirect', location: redactUrl(target.url) });
          if ('refused' in target) this.end({ reason: 'error', error: 'REDIRECT', message: target.refused });
          else hop.target = target;
          leave();
        }
      },
      data: (bytes) => {
        if (this.ending !== undefined || this.body === undefined) return;
        this.note({ type: 'chunk', bytes: bytes.length });
        this.body.write(bytes);
      },
      goaway: (code) => this.note({ type: 'goaway', code }),
    };
  }

  private noteAnswer(url: URL, { status, httpVersion, headers }: Answer): void {
    const { key, scrub } = this.settings;
    const setCookie = [headers['set-cookie'] ?? []].flat();
    this.plan.jar.keep(url, setCookie);
    const cookies = setCookie.flatMap((header) => describeCookie(header, key) ?? []);
    this.note({ type: 'headers', status, httpVersion, headers: redactResponseHeaders(headers, scrub), cookies });
  }

  private openBody({ headers }: Answer): Body {
    const encoding = headers['content-encoding'];
    const { limits } = this.settings;
    return openBody(typeof encoding === 'string' ? encoding : undefined, limits, {
      event: (event) => {
        if (event.id !== undefined) this.lastEventId = event.id;
        this.note({ type: 'event', ...event });
      },
      comment: () => this.note({ type: 'comment' }),
      retry: (milliseconds) => this.note({ type: 'retry', milliseconds }),
      tooLong: () => this.end({ reason: 'too-large', message: `an event or a line of more than ${limits.line} characters` }),
      tooLarge: () => this.end({ reason: 'too-large', message: `more than ${limits.bytes} bytes` }),
      corrupt: (message) => this.end({ reason: 'error', error: 'ENCODING', message: `the body is not ${String(encoding)}: ${message}` }),
    });
  }

  private headersFor(url: URL, headers: Readonly<Record<string, string>>): Record<string, string> {
    const cookie = [headers['cookie'], this.plan.jar.header(url)].filter((part) => part !== undefined).join('; ');
    return cookie === '' ? { ...headers } : { ...headers, cookie };
  }

  private note(happening: Untimed): void {
    const timed = { at: round(performance.now() - this.startedAt), ...happening } as Happening;
    this.timeline.push(timed);
    this.record({ entry: 'happening', of: this.plan.id, happening: timed });
    if (this.timeline.length >= this.settings.limits.happenings) {
      this.end({ reason: 'too-large', message: `more than ${this.settings.limits.happenings} chunks and events` });
    }
    for (const look of [...this.waiting]) look();
  }
}

interface Hop {
  readonly request: WireRequest;
  readonly redirects: number;
  target?: WireRequest;
}

type Untimed = Happening extends infer Each ? (Each extends Happening ? Omit<Each, 'at'> : never) : never;

/** Microseconds are what the clock is good for, and keep a recording small. */
const round = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;
