import type { ServerResponse } from 'node:http';
import { encode, HEARTBEAT } from '../event';
import { lastEvent, requireRoom, sendElsewhere, streamHeaders } from '../events';
import { lastEventId, pause, readBody, startStream, type Exchange } from '../exchange';
import { HttpError } from '../http-error';
import { ageOf, retryOf } from '../jitter';
import type { Service } from '../service';
import type { Stream } from '../stream';
import { parseParameters, type Parameters } from './parameters';
import { compressing, holding, straight, type Encoding, type Sink } from './sink';
import { acceptedBy, headersOf } from './test-headers';

const MAX_REQUEST_BYTES = 65_536;

/** `/test/stream`: a numbered sequence as the query asks for it. */
export async function testStream(exchange: Exchange, service: Service): Promise<void> {
  const { request, response, url } = exchange;
  const parameters = parseParameters(url.searchParams, service.policy.heartbeat.milliseconds);
  const { fault, count, delayHeaders } = parameters;
  if (request.method === 'POST') await readBody(request, MAX_REQUEST_BYTES);
  const resumed = resumedAfter(exchange);
  if (resumed !== undefined && resumed >= count && fault !== 'reconnects-politely') {
    // The one answer after which an EventSource does not come back.
    response.writeHead(204).end();
    return;
  }
  if (delayHeaders > 0) await pause(response, delayHeaders);
  if (service.streams.isDraining) return sendElsewhere(response, service);
  requireRoom(service);
  const encoding = fault === 'no-compression-on-stream' ? acceptedBy(request.headers['accept-encoding'] ?? '') : undefined;
  if (!startStream(response, streamHeaders(service, headersOf(parameters, encoding)))) return;
  new TestStream(response, service, parameters, encoding).start(resumed ?? 0);
}

/** @throws HttpError unless Last-Event-ID is an id that this endpoint wrote. */
function resumedAfter(exchange: Exchange): number | undefined {
  const id = lastEventId(exchange);
  if (id === undefined) return undefined;
  if (!/^\d{1,7}$/.test(id)) throw new HttpError(400, 'Last-Event-ID must be the id of an event of this stream, a whole number');
  return Number(id);
}

let streamsBegun = 0;

class TestStream {
  private readonly stream: Stream;
  private readonly sink: Sink;
  private readonly instance: string;
  private sequence = 0;
  private hasEnded = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  private idle: NodeJS.Timeout | undefined;

  constructor(
    response: ServerResponse,
    private readonly service: Service,
    private readonly parameters: Parameters,
    encoding: Encoding | undefined,
  ) {
    const { fault, heartbeat } = parameters;
    this.instance = fault === 'affinity-holds' ? `${service.instance}-${streamsBegun++}` : service.instance;
    this.stream = service.streams.open(response, {
      heartbeat: heartbeat === 0 || fault === 'heartbeat-arrives' ? undefined : heartbeat,
      maxAge: ageOf(service.policy),
      noticesClose: fault !== 'cancel-reaches-server',
      beat: () => this.write(HEARTBEAT),
      sayGoodbye: (_, reason) => this.end(fault === 'ends-well' ? undefined : lastEvent(service, reason)),
      whenClosed: () => this.timers.forEach(clearTimeout),
    });
    this.sink =
      fault === 'streams-without-buffering'
        ? holding(this.stream)
        : encoding === undefined
          ? straight(this.stream)
          : compressing(this.stream, encoding);
  }

  start(resumed: number): void {
    const { fault, count, cadence, faultAfter } = this.parameters;
    const skipped = fault === 'resumes-after-cut' && resumed > 0 ? 2 : 0;
    this.sequence = fault === 'reconnects-politely' && resumed >= count ? 0 : resumed + skipped;
    this.write(encode({ retry: fault === 'reconnects-politely' ? 0 : retryOf(this.service.policy) }));
    if (fault === 'survives-max-age') this.after(faultAfter ?? 3.5 * cadence, () => this.stream.cut());
    this.next();
  }

  private next(): void {
    const { count, cadence, silenceAfter } = this.parameters;
    if (silenceAfter !== undefined && this.sequence >= silenceAfter) return;
    if (this.sequence >= count) return this.finish();
    this.sequence += 1;
    this.write(this.event());
    // After the last event too: an end that comes with it would hide whether a proxy held it.
    this.after(cadence, () => this.next());
  }

  private event(): Buffer {
    const stamp = { seq: this.sequence, sent: Date.now(), instance: this.instance };
    const missing = this.parameters.size - Buffer.byteLength(JSON.stringify({ ...stamp, pad: '' }));
    const data = JSON.stringify(missing < 0 ? stamp : { ...stamp, pad: '.'.repeat(missing) });
    return encode({ id: String(this.sequence), data });
  }

  private finish(): void {
    const { end, fault } = this.parameters;
    if (fault === 'ends-well' && end === 'event') return this.end();
    switch (end) {
      case 'event':
        return this.end(encode({ event: 'end', data: JSON.stringify({ reason: 'complete' }) }));
      case 'clean':
        return this.end();
      case 'partial':
        this.sequence += 1;
        this.write(this.event().subarray(0, -3));
        return this.stream.cut();
      case 'cut':
        return this.stream.cut();
      case 'rst':
        return this.stream.reset();
      case 'never':
        return;
    }
  }

  private end(bytes?: Buffer): void {
    if (this.hasEnded) return;
    if (bytes !== undefined) this.write(bytes);
    this.hasEnded = true;
    this.sink.end();
  }

  private write(bytes: Buffer): void {
    // A sink that holds bytes back ends later than it is told to.
    if (this.hasEnded) return;
    this.sink.write(bytes);
    if (this.parameters.fault !== 'survives-idle') return;
    const { heartbeat, faultAfter } = this.parameters;
    const limit = faultAfter ?? 0.6 * (heartbeat === 0 ? this.service.policy.heartbeat.milliseconds : heartbeat);
    if (this.idle === undefined) this.idle = this.after(limit, () => this.stream.cut());
    else this.idle.refresh();
  }

  private after(milliseconds: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.stream.isOpen) act();
    }, milliseconds);
    this.timers.add(timer);
    return timer;
  }
}
