import type { Parameters } from './parameters';
import type { Encoding } from './sink';

/** What of the two the client takes. */
export function acceptedBy(acceptEncoding: string): Encoding | undefined {
  return (['gzip', 'br'] as const).find((encoding) => new RegExp(`\\b${encoding}\\b`).test(acceptEncoding));
}

export function headersOf(
  { fault, accelBuffering, cacheControl }: Parameters,
  encoding: Encoding | undefined,
): Record<string, string> {
  return {
    'Content-Type': fault === 'event-stream-headers' ? 'text/plain' : 'text/event-stream',
    ...(cacheControl === 'absent'
      ? {}
      : { 'Cache-Control': cacheControl === 'no-cache' ? 'no-cache' : 'no-cache, no-transform' }),
    ...(accelBuffering === 'absent' ? {} : { 'X-Accel-Buffering': accelBuffering }),
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding, Vary: 'Accept-Encoding' }),
    ...(fault === 'no-caching-on-stream' ? { Age: '12' } : {}),
    'sse-ready-server': '1',
  };
}
