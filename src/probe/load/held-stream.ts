import { openBody, type Body } from '../client/body';
import { dial, speaksHttp2, tlsFor } from '../client/dial';
import { exchangeHttp1 } from '../client/http1';
import { exchangeHttp2 } from '../client/http2';
import { redirectOf } from '../client/redirect';
import { setCookies } from '../client/response';
import type { VisitPlan, VisitSettings } from '../client/visit-plan';
import { errorEnding, type Answer, type Ending, type WireListener, type WireRequest } from '../client/wire';
import { isEventStream } from '../seen';
import type { StreamTally } from './tally';

/** What one stream of a load asks for. */
export interface HeldPlan extends WireRequest, Pick<VisitPlan, 'http' | 'jar'> {
  /** An address of this machine to connect from; default: as the system chooses. */
  readonly localAddress?: string;
}

const NO_TIMELINE = { note: () => undefined };

/** One stream of many: it is counted and nothing of it is kept, so that ten thousand fit into a process. */
export class HeldStream {
  /** Resolves when it is over and counted; never rejects. */
  readonly done: Promise<void>;
  private readonly stopper = new AbortController();
  private ending: Ending | undefined;
  private status: number | undefined;
  private body: Body | undefined;

  constructor(
    private readonly plan: HeldPlan,
    private readonly settings: VisitSettings,
    private readonly tally: StreamTally,
  ) {
    this.done = this.run();
  }

  end(ending: Ending): void {
    this.ending ??= ending;
    this.stopper.abort();
  }

  private async run(): Promise<void> {
    let next: WireRequest | undefined = this.plan;
    for (let redirects = 0; next !== undefined && this.ending === undefined; redirects++)
      next = await this.follow(next, redirects);
    this.body?.end(() => undefined);
    this.tally.over(this.ending ?? { reason: 'probe' }, this.status);
  }

  /** One request; the next one when the answer is a redirect. */
  private async follow(request: WireRequest, redirects: number): Promise<WireRequest | undefined> {
    const { settings, plan } = this;
    const { signal } = this.stopper;
    let target: WireRequest | undefined;
    const slow = setTimeout(() => this.end({ reason: 'timeout' }), settings.connectMs);
    try {
      const route = { address: settings.addresses.get(request.url.hostname), localAddress: plan.localAddress };
      const tls = tlsFor(request.url, plan.url, settings.tls);
      const socket = await dial(request.url, plan.http, route, tls, NO_TIMELINE, signal);
      clearTimeout(slow);
      const exchange = speaksHttp2(socket, plan.http) ? exchangeHttp2 : exchangeHttp1;
      const listener = this.listener(request, redirects, (to) => {
        target = to;
        socket.destroy();
      });
      const ending = await exchange(
        socket,
        { ...request, headers: plan.jar.addTo(request.url, request.headers) },
        listener,
        signal,
      );
      socket.destroy();
      if (target === undefined) this.end(ending);
      return target;
    } catch (error) {
      this.end(errorEnding(error as NodeJS.ErrnoException));
      return undefined;
    } finally {
      clearTimeout(slow);
    }
  }

  private listener(request: WireRequest, redirects: number, leaveFor: (target: WireRequest) => void): WireListener {
    return {
      answer: (answer) => {
        if (this.ending !== undefined) return;
        this.plan.jar.keep(request.url, setCookies(answer));
        const redirect = redirectOf(request, answer, redirects, this.settings.leaveHost);
        if (redirect !== undefined && redirect.refused === undefined) return leaveFor(redirect.to);
        if (isEventStream(answer.status, answer.headers['content-type'])) this.open(answer);
        else {
          this.status = answer.status;
          this.end({ reason: 'probe' });
        }
      },
      data: (bytes) => this.body?.write(bytes),
      goaway: () => undefined,
    };
  }

  private open({ headers }: Answer): void {
    const { tally, settings } = this;
    tally.opened();
    this.body = openBody([headers['content-encoding'] ?? []].flat().join(','), settings.limits, {
      event: ({ stamp }) => tally.event(stamp),
      comment: () => undefined,
      retry: () => undefined,
      tooLong: () => this.end({ reason: 'too-large' }),
      tooLarge: () => this.end({ reason: 'too-large' }),
      corrupt: () => this.end({ reason: 'error', error: 'ENCODING' }),
    });
  }
}
