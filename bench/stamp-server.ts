import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Writes stamped events, each stream at a moment of its own within the second, while as many streams are open as the path
 * of their requests says. `/open` says how many there are.
 */
const SLICES = 100;
const open = Array.from({ length: SLICES }, () => new Set<ServerResponse>());
let begun = 0;
let wanted = 0;
const count = (): number => open.reduce((sum, { size }) => sum + size, 0);
let seq = 0;

const server = createServer((request, response) => {
  if (request.url === '/open') return void response.end(String(count()));
  wanted = Number(request.url?.slice(1));
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const slice = open[begun++ % SLICES];
  slice?.add(response);
  response.once('close', () => slice?.delete(response));
});
let slice = 0;
setInterval(() => {
  if (count() < wanted) return;
  slice = (slice + 1) % SLICES;
  // Whole milliseconds would hide what is measured.
  const sent = performance.timeOrigin + performance.now();
  const bytes = Buffer.from(`id: ${++seq}\ndata: ${JSON.stringify({ seq, sent, instance: 'a' })}\n\n`);
  open[slice]?.forEach((response) => response.write(bytes));
}, 1_000 / SLICES);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
