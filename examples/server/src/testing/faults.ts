/** The live checks of the probe that this server can fail on request, and how it does. */
export const FAULTS = {
  'event-stream-headers': 'sends the stream as text/plain',
  'streams-without-buffering': 'holds all bytes until 32 KiB are full or the stream ends',
  'no-compression-on-stream': 'compresses for a client that accepts gzip or br, and holds what the compressor holds',
  'no-caching-on-stream': 'says by an Age that a cache answered',
  'heartbeat-arrives': 'writes no heartbeat',
  'survives-idle': 'cuts the stream when nothing was written for 0.6 heartbeats, or for fault-after',
  'survives-max-age': 'cuts the stream after 3.5 cadences, or at fault-after, whatever is written',
  'affinity-holds': 'gives every response another instance name',
  'resumes-after-cut': 'goes on two events too late after Last-Event-ID',
  'cancel-reaches-server': 'never notices that a client left',
  'reconnects-politely': 'asks for reconnects without any delay, and answers a finished stream with the whole of it',
  'cross-origin-preflight': 'answers a preflight with 405 and no CORS header',
  'ends-well': 'ends without the explicit last event',
} as const;

export type Fault = keyof typeof FAULTS;

export const isFault = (name: string): name is Fault => Object.hasOwn(FAULTS, name);

export function noFault(name: string): string {
  if (name === 'http2-at-edge')
    return 'this server speaks HTTP/1.1 only; "http2-at-edge" fails or passes at the hop in front of it';
  return `there is no fault "${name.slice(0, 40)}"; there are ${Object.keys(FAULTS).join(', ')}`;
}
