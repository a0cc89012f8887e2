import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { renderNginx } from '../../../src/hops/nginx/render';
import { streamReadyNginx } from '../../../src/hops/nginx/ready';
import { byAddress, byCookie, byNobody, policies } from '../../support/policies';

/** The program that is named, or the first of the usual places. */
function program(named: string | undefined, name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return [...(named === undefined ? [] : [named]), ...folders.map((folder) => join(folder, name))].find((path) =>
    existsSync(path),
  );
}

const nginx = program(process.env['SSE_READY_NGINX'], 'nginx');
const openssl = program(undefined, 'openssl');
const live = nginx === undefined ? describe.skip : describe;

let folder = '';
const running: ChildProcess[] = [];
const origins: Server[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sse-ready-nginx-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (child) => (child.kill('SIGTERM'), once(child, 'exit'))));
  await Promise.all(
    origins.splice(0).map(async (origin) => (origin.closeAllConnections(), origin.close(), once(origin, 'close'))),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** A worker of root runs as nobody, who may not look into our folder. */
const asRoot = process.getuid?.() === 0 ? 'user root; ' : '';

/** A whole configuration around what is tested, which listens on a socket file in place of a port. */
function configured(text: string): { readonly file: string; readonly socket: string } {
  const place = join(folder, String(++count));
  const socket = `${place}.sock`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place}-${name};`);
  const served = text.replace(/listen \d+/g, `listen unix:${socket}`);
  const file = `${place}.conf`;
  writeFileSync(
    file,
    `${asRoot}daemon off; worker_processes 1; pid ${place}.pid; error_log stderr warn; events { }
http { access_log off; ${temporary.join(' ')} ${served} }`,
  );
  return { file, socket };
}

const listens = async (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(socket, () => resolve(true)).on('error', () => resolve(false));
    probe.on('connect', () => probe.destroy());
  });

async function started(text: string): Promise<string> {
  const { file, socket } = configured(text);
  const child = spawn(nginx ?? '', ['-p', folder, '-c', file], { stdio: 'ignore' });
  running.push(child);
  while (child.exitCode === null && !(await listens(socket))) await new Promise((resolve) => setTimeout(resolve, 10));
  return socket;
}

/** Sends one event for each call of `next`, and ends after the last. By HTTP/1.0 its answer ends with the connection. */
async function origin(name = 'origin'): Promise<{ port: number; next: () => void; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const open = new Set<() => void>();
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Origin': name });
    response.write(': hello\n\n');
    let sent = 0;
    open.add(() => (++sent < 3 ? response.write(`data: ${sent}\n\n`) : response.end()));
  });
  origins.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, next: () => open.forEach((send) => void send()), asked };
}

/** Resolves with the first bytes of the body that reach the client. */
async function opened(
  socketPath: string,
  headers: Record<string, string> = {},
): Promise<{ response: IncomingMessage; first: string }> {
  const request = get({ socketPath, path: '/events', headers: { Host: 'prices.example.com', ...headers } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const [first] = (await once(response, 'data')) as [Buffer];
  return { response, first: String(first) };
}

const behindProxy = (...ports: number[]) => ({
  host: 'prices.example.com',
  servers: ports.map((port) => `127.0.0.1:${port}`),
  tls: 'terminated-in-front' as const,
});

const proxying = (port: number, directives = '') =>
  `server { listen 80; location /events { proxy_pass http://127.0.0.1:${port}; ${directives} } }`;

live(`nginx (${nginx ?? 'skipped: set SSE_READY_NGINX or have nginx on the PATH'})`, () => {
  it.each(Object.entries(policies))('takes what is written: %s', (_, policy) => {
    const { file } = configured(renderNginx(policy, behindProxy(8080, 8081)));
    expect(() => execFileSync(nginx ?? '', ['-t', '-p', folder, '-c', file], { stdio: 'pipe' })).not.toThrow();
  });

  (openssl === undefined ? it.skip : it)('takes what is written with TLS', () => {
    const [certificate, certificateKey] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
    const request = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=prices',
      '-keyout',
      certificateKey,
      '-out',
      certificate,
    ];
    execFileSync(openssl ?? '', request, { stdio: 'pipe' });
    const { file } = configured(renderNginx(byCookie, { ...behindProxy(8080), tls: { certificate, certificateKey } }));
    expect(() => execFileSync(nginx ?? '', ['-t', '-p', folder, '-c', file], { stdio: 'pipe' })).not.toThrow();
  });

  it.each([
    ['ours', (port: number) => renderNginx(byNobody, behindProxy(port))],
    ['a location made ready', (port: number) => streamReadyNginx(byNobody, proxying(port, 'proxy_buffering on;'))],
  ])('lets events flow one by one: %s', async (_, text) => {
    const { port, next } = await origin();
    const { response, first } = await opened(await started(text(port)));
    const bodies = [first];
    response.on('data', (data) => bodies.push(String(data)));
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      next();
      await once(response, 'data');
      expect(bodies.at(-1)).toBe(event);
    }
    next();
    await once(response, 'end');
    expect(response.complete).toBe(true);
  });

  it('holds by default until the answer ends', async () => {
    const { port, next, asked } = await origin();
    const socket = await started(proxying(port));
    let isHere = false;
    const stream = opened(socket).then((all) => ((isHere = true), all));
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    // A stream that is not held is here by the time a second one through the same worker is.
    const other = await started(renderNginx(byNobody, behindProxy(port)));
    await opened(other);
    next();
    expect(isHere).toBe(false);
    next();
    next();
    expect((await stream).first).toBe(': hello\n\ndata: 1\n\ndata: 2\n\n');
    expect(asked[0]?.httpVersion).toBe('1.0');
  });

  it('asks the server by HTTP/1.1, and for no close', async () => {
    const { port, asked } = await origin();
    await opened(await started(renderNginx(byNobody, behindProxy(port))));
    expect(asked.map(({ httpVersion, headers }) => [httpVersion, headers.connection, headers.host])).toEqual([
      ['1.1', undefined, 'prices.example.com'],
    ]);
  });

  it('makes an nginx in front of it let the stream flow', async () => {
    const { port } = await origin();
    const inner = await started(renderNginx(byNobody, behindProxy(port)));
    const outer = await started(`server { listen 80; location / { proxy_pass http://unix:${inner}:; } }`);
    expect((await opened(outer)).first).toBe(': hello\n\n');
  });

  it('brings each client back to its server by the cookie', async () => {
    const servers = await Promise.all(['a', 'b', 'c'].map(async (name) => origin(name)));
    const socket = await started(renderNginx(byCookie, behindProxy(...servers.map(({ port }) => port))));
    const seen = new Set<unknown>();
    for (let client = 0; client < 12; client += 1) {
      const first = (await opened(socket)).response.headers;
      const [cookie = ''] = first['set-cookie'] ?? [];
      expect(cookie).toMatch(/^sse-affinity=\w{32}; Max-Age=86400; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
      const again = (await opened(socket, { Cookie: `a=b; ${cookie.split(';')[0]}; c=d` })).response.headers;
      expect([again['x-origin'], again['set-cookie']]).toEqual([first['x-origin'], undefined]);
      seen.add(first['x-origin']);
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('brings a client back by its address', async () => {
    const servers = await Promise.all(['a', 'b', 'c'].map(async (name) => origin(name)));
    const socket = await started(renderNginx(byAddress, behindProxy(...servers.map(({ port }) => port))));
    const all = await Promise.all(Array.from({ length: 6 }, async () => opened(socket)));
    expect(new Set(all.map(({ response }) => response.headers['x-origin'])).size).toBe(1);
  });
});
