import type { ServerResponse } from 'node:http';
import { encode } from './event';
import { pause, startStream } from './exchange';

/** What a first server sends: no header that would tell a proxy not to hold it. */
const HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' };

/** `GET /event`: three events, a second apart. The case by which buffering proxies are known. */
export async function classic(response: ServerResponse): Promise<void> {
  if (!startStream(response, HEADERS)) return;
  for (const data of ['1', '2', '3']) {
    if (data !== '1') await pause(response, 1_000);
    if (response.destroyed) return;
    response.write(encode({ data }));
  }
  response.end();
}
