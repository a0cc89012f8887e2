import type { Socket } from 'node:net';
import type { Recorder } from '../recording/entry';
import type { Body } from './body';
import { dial, speaksHttp2, tlsFor } from './dial';
import { exchangeHttp1 } from './http1';
import { exchangeHttp2 } from './http2';
import { redactRequestHeaders, redactUrl } from './redact';
import { redirectOf } from './redirect';
import { noteAnswer, noteBody, setCookies } from './response';
import { microseconds, Timeline } from './timeline';
import type { VisitPlan, VisitSettings } from './visit-plan';
import { errorEnding, type Ending, type WireListener, type WireRequest } from './wire';

/** One connection, from the look-up to the close, redirects included. */
export class Visit {
  readonly timeline: Timeline;
  /** Resolves when the connection is over and noted; never rejects. */
  readonly done: Promise<void>;
  private readonly stopper = new AbortController();
  private ending: Ending | undefined;
  private body: Body | undefined;

  constructor(
    readonly plan: VisitPlan,
    private readonly settings: VisitSettings,
    record: Recorder,
    interrupt: AbortSignal,
  ) {
    const { id, purpose, follows, silence, method, url, headers, jar, holdMs } = plan;
    this.timeline = new Timeline((happening) => record({ entry: 'happening', of: id, happening }));
    record({
      entry: 'connection',
      id,
      purpose,
      ...(follows === undefined ? {} : { follows }),
      request: { method, url: redactUrl(url), headers: redactRequestHeaders(jar.addTo(url, headers)) },
      startedAt: microseconds(this.timeline.startedAt - settings.epoch),
      ...(silence === undefined ? {} : { silence }),
    });
    const timer = setTimeout(
      () => this.end({ reason: this.timeline.first('headers') === undefined ? 'timeout' : 'probe' }),
      holdMs,
    );
    const stop = () => this.end({ reason: 'interrupted' });
    interrupt.addEventListener('abort', stop);
    if (interrupt.aborted) stop();
    this.done = this.run().finally(() => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', stop);
    });
  }

  /** Closes the connection, as a client that has seen enough. */
  close(): void {
    this.end({ reason: 'probe' });
  }

  /** Whether `seen` came true within `ms`; does not wait for that once the connection is over. */
  until(seen: (timeline: Timeline) => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        stop();
        resolve(seen(this.timeline));
      };
      const look = () => {
        if (this.ending !== undefined || seen(this.timeline)) settle();
      };
      const timer = setTimeout(settle, ms);
      const stop = this.timeline.watch(look);
      void this.done.then(settle);
      look();
    });
  }

  private end(ending: Ending): void {
    this.ending ??= ending;
    this.stopper.abort();
  }

  private async run(): Promise<void> {
    // Whoever asked for this visit holds it before anything happens on it.
    await Promise.resolve();
    let next: WireRequest | undefined = this.plan;
    for (let redirects = 0; next !== undefined && this.ending === undefined; redirects++)
      next = await this.follow(next, redirects);
    const { body } = this;
    const partial = body !== undefined && (await new Promise<boolean>((resolve) => body.end(resolve)));
    const { message, ...how } = this.ending ?? { reason: 'interrupted' };
    this.timeline.note({
      type: 'close',
      ...how,
      ...(message === undefined ? {} : { message: this.settings.scrub(message) }),
      partial,
    });
  }

  /** One request; the next one when the answer is a redirect. Otherwise it leaves how it ended. */
  private async follow(request: WireRequest, redirects: number): Promise<WireRequest | undefined> {
    let target: WireRequest | undefined;
    const leave = new AbortController();
    const signal = AbortSignal.any([this.stopper.signal, leave.signal]);
    let socket: Socket | undefined;
    try {
      socket = await this.dial(request.url);
      const exchange = speaksHttp2(socket, this.plan.http) ? exchangeHttp2 : exchangeHttp1;
      const ending = await exchange(
        socket,
        { ...request, headers: this.plan.jar.addTo(request.url, request.headers) },
        this.listener(request, redirects, (to) => {
          target = to;
          leave.abort();
        }),
        signal,
      );
      if (target === undefined) this.end(ending);
      return target;
    } catch (error) {
      this.end(errorEnding(error as NodeJS.ErrnoException));
      return undefined;
    } finally {
      socket?.destroy();
    }
  }

  private async dial(url: URL): Promise<Socket> {
    const { addresses, connectMs } = this.settings;
    const tls = tlsFor(url, this.plan.url, this.settings.tls);
    const slow = setTimeout(() => this.end({ reason: 'timeout', message: `no connection within ${connectMs} ms` }), connectMs);
    try {
      return await dial(url, this.plan.http, { address: addresses.get(url.hostname) }, tls, this.timeline, this.stopper.signal);
    } finally {
      clearTimeout(slow);
    }
  }

  private listener(request: WireRequest, redirects: number, leaveFor: (target: WireRequest) => void): WireListener {
    return {
      answer: (answer) => {
        if (this.ending !== undefined) return;
        noteAnswer(this.timeline, answer, this.settings);
        this.plan.jar.keep(request.url, setCookies(answer));
        const redirect = redirectOf(request, answer, redirects, this.settings.leaveHost);
        if (redirect === undefined) {
          this.body = noteBody(this.timeline, answer, this.settings, (ending) => this.end(ending));
          return;
        }
        this.timeline.note({ type: 'redirect', location: redactUrl(redirect.to.url) });
        if (redirect.refused === undefined) leaveFor(redirect.to);
        else this.end({ reason: 'error', error: 'REDIRECT', message: redirect.refused });
      },
      data: (bytes) => {
        if (this.ending !== undefined || this.body === undefined) return;
        this.plan.seeBytes?.(bytes);
        this.body.write(bytes);
        const { mostHappenings } = this.settings;
        if (this.timeline.happenings.length > mostHappenings) {
          this.end({ reason: 'too-large', message: `more than ${mostHappenings} chunks and events` });
        }
      },
      goaway: (code) => this.timeline.note({ type: 'goaway', code }),
    };
  }
}
