import type { ServerResponse } from 'node:http';
import { encode, HEARTBEAT } from './event';
import { lastEventId, readBody, startStream, STREAM_HEADERS, type Exchange } from './exchange';
import { HttpError } from './http-error';
import { ageOf, retryOf } from './jitter';
import type { Service } from './service';
import type { Reason } from './streams';

/** A POST stream may carry what it asks for; this service has one stream for all, so it only reads it. */
const MAX_REQUEST_BYTES = 65_536;

/** `/events`: what the client missed, then every event as it is published. */
export async function streamEvents(exchange: Exchange, service: Service): Promise<void> {
  const { request, response } = exchange;
  const { policy, hub, streams } = service;
  if (request.method === 'POST') await readBody(request, MAX_REQUEST_BYTES);
  if (streams.isDraining) return sendElsewhere(response, service);
  requireRoom(service);
  if (!startStream(response, streamHeaders(service))) return;
  const stream = streams.open(response, {
    heartbeat: policy.heartbeat.milliseconds,
    maxAge: ageOf(policy),
    beat: (each) => each.write(HEARTBEAT),
    sayGoodbye: (each, reason) => each.end(lastEvent(service, reason)),
    whenClosed: (each) => hub.forget(each),
  });
  const from = policy.resume === 'last-event-id' ? lastEventId(exchange) : undefined;
  await hub.follow(stream, from, { retry: retryOf(policy) });
}

export const streamHeaders = ({ affinityCookie }: Service, headers = STREAM_HEADERS): Record<string, string> => ({
  ...headers,
  ...(affinityCookie === undefined ? {} : { 'Set-Cookie': affinityCookie }),
});

/** Says that this is the planned end of the stream, not of what it tells of, and when to come back. */
export function lastEvent({ policy }: Service, reason: Reason): Buffer {
  return encode({ retry: retryOf(policy), event: 'end', data: JSON.stringify({ reason }) });
}

/** @throws HttpError when there are as many streams as there may be. */
export function requireRoom({ streams, policy }: Service): void {
  if (streams.hasRoom()) return;
  const seconds = Math.max(1, Math.ceil(retryOf(policy) / 1000));
  throw new HttpError(503, 'this instance holds as many streams as it may', { 'Retry-After': String(seconds) });
}

/**
 * A pod that goes away answers with a stream that ends at once: after a 503 an EventSource never comes back, and a client
 * with an affinity cookie may be led here until the last proxy has noticed.
 */
export function sendElsewhere(response: ServerResponse, service: Service): void {
  if (startStream(response, { ...STREAM_HEADERS, Connection: 'close' })) response.end(lastEvent(service, 'drain'));
}
