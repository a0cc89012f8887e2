import { readBody, reply, type Exchange } from './exchange';
import type { NewEvent } from './event';
import { HttpError } from './http-error';
import type { Service } from './service';

/** Longest body of one published event. A stream that is not read holds its bound and one event more. */
const MAX_EVENT_BYTES = 65_536;

/** Names that this server gives a meaning of its own. */
const RESERVED = ['end', 'gap'];

/** `POST /events` with `{"event"?: "name", "data": ...}`. */
export async function publish({ request, response }: Exchange, { log, mayPublish }: Service): Promise<void> {
  const event = parseEvent(await readBody(request, MAX_EVENT_BYTES));
  if (!mayPublish()) throw new HttpError(429, 'more events a second than the log was made for', { 'Retry-After': '1' });
  const id = await log.append(event).catch(() => {
    throw new HttpError(503, 'the event log cannot be reached', { 'Retry-After': '1' });
  });
  reply(response, 201, { id });
}

function parseEvent(body: string): NewEvent {
  const { event, data } = parseObject(body);
  if (data === undefined) throw badEvent('"data" is missing');
  if (event !== undefined && (typeof event !== 'string' || !/^[\w.-]{1,64}$/.test(event) || RESERVED.includes(event))) {
    throw badEvent(`"event" must be 1 to 64 letters, digits, "_", "." or "-", and neither "${RESERVED.join('" nor "')}"`);
  }
  return { ...(event === undefined ? {} : { event }), data: typeof data === 'string' ? data : JSON.stringify(data) };
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, without what the parser makes of it.
  }
  throw badEvent('it is no JSON object');
}

const badEvent = (why: string): HttpError =>
  new HttpError(400, `the event cannot be read: ${why}; send {"event": "name", "data": ...}, "event" may be left out`);

/** Allows `perSecond` calls a second on average, and as many at once; a rate below 1 allows one at a time. */
export function rateLimiter(perSecond: number, now = () => performance.now()): () => boolean {
  const most = Math.max(1, perSecond);
  let [left, at] = [most, now()];
  return () => {
    left = Math.min(most, left + ((now() - at) / 1000) * perSecond);
    at = now();
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
