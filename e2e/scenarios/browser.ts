import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rendered } from '../proxies/nginx';
import { startProxy } from '../proxies/start';
import type { Case, Outcome } from '../support/case';
import { certificate } from '../support/certificate';
import { fileOf } from '../support/program';
import { freePort } from '../support/ports';
import { addressOf, serve } from '../support/servers';

const EVENTS = 15;
const CADENCE_MS = 200;
/** The server cuts each stream between its sixth event and the next. */
const CUT_AFTER_MS = 1_100;
const WITHIN_MS = 60_000;

/** What the page writes when its stream has said that it is over. */
interface Seen {
  readonly numbers: readonly number[];
  readonly instances: readonly string[];
  readonly opened: number;
}

export const browserCase: Case = {
  name: 'Chromium through nginx: cross-origin, with the affinity cookie, resumed after cuts',
  needs: ['nginx', 'chromium', 'openssl'],
  alone: true,
  run: async (folder) => {
    const { ca, key, files } = certificate();
    const port = await freePort();
    const page = await servePage(ca, key, streamUrl(port));
    const origin = `https://localhost:${(page.address() as AddressInfo).port}`;
    const servers = await Promise.all(['a', 'b', 'c'].map((name) => serve(name, { allowedOrigins: [origin] })));
    const nginx = await startProxy('nginx', rendered({ port, servers: servers.map(addressOf), tls: files }), folder, port);
    try {
      return judged(await dump(origin, folder));
    } finally {
      page.closeAllConnections();
      page.close();
      await nginx.stop();
      await Promise.all(servers.map((server) => server.close()));
    }
  },
};

const streamUrl = (port: number): string => {
  const query = { cadence: CADENCE_MS, count: EVENTS, fault: 'survives-max-age', 'fault-after': CUT_AFTER_MS };
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return `https://localhost:${port}/test/stream?${parameters.join('&')}`;
};

/** The image keeps the page loading until the stream is over: Chromium writes the document out once it has loaded. */
const pageOf = (stream: string): string => `<!doctype html>
<pre></pre><img src="/wait">
<script>
  const [numbers, instances] = [[], new Set()];
  let opened = 0;
  const source = new EventSource(${JSON.stringify(stream)}, { withCredentials: true });
  source.onopen = () => opened++;
  source.onmessage = ({ data }) => {
    const { seq, instance } = JSON.parse(data);
    numbers.push(seq);
    instances.add(instance);
  };
  const finish = () => {
    source.close();
    document.querySelector('pre').textContent = JSON.stringify({ numbers, instances: [...instances], opened });
    fetch('/done');
  };
  source.addEventListener('end', finish);
  source.onerror = () => source.readyState === EventSource.CLOSED && finish();
</script>
`;

async function servePage(cert: Buffer, key: Buffer, stream: string): Promise<Server> {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const server = createServer({ cert, key }, (request, response) => {
    if (request.url === '/done') finish();
    if (request.url === '/wait') void done.then(() => response.writeHead(404).end());
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(request.url === '/' ? pageOf(stream) : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function dump(url: string, folder: string): Promise<string> {
  const args = [
    '--headless',
    '--dump-dom',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--ignore-certificate-errors',
    '--no-proxy-server',
    `--user-data-dir=${join(folder, 'chromium')}`,
    `${url}/`,
  ];
  const { stdout } = await promisify(execFile)(fileOf('chromium') ?? '', args, { timeout: WITHIN_MS });
  return stdout;
}

function judged(document: string): Outcome {
  const text = /<pre>(\{.*\})<\/pre>/.exec(document)?.[1];
  if (text === undefined) return { ok: false, seen: 'the page never finished', details: [document] };
  const { numbers, instances, opened } = JSON.parse(text) as Seen;
  const isWhole = numbers.length === EVENTS && numbers.every((number, index) => number === index + 1);
  const seen = `events ${numbers.join(' ')} over ${opened} connections to ${instances.join(', ')}`;
  return { ok: isWhole && instances.length === 1 && opened > 1, seen };
}
