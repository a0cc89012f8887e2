import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { root } from '../../scripts/run';
import { CHUNKED, chunk, closeServers, listen, rawServer } from '../probe/support/servers';

afterEach(closeServers);
jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'sse-ready-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `until`: interrupted then, as by Ctrl-C. */
function run(args: readonly string[], until?: Promise<unknown>): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'lib/cli/main.js'), ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  void until?.then(() => child.kill('SIGINT'));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

async function events(written: () => void = () => undefined): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const timer = setInterval(() => response.write('data: x\n\n', written), 50);
    response.on('close', () => clearInterval(timer));
  });
  return `http://${await listen(server)}/events`;
}

test('--help names every option and the exit codes', async () => {
  const { code, out } = await run(['probe', '--help']);
  const options = [
    'duration',
    'connections',
    'ramp',
    'resume',
    'cut-after',
    'method',
    'data',
    'header',
    'cookie-jar',
    'origin',
    'http1',
    'http2',
  ];
  for (const option of [
    ...options,
    'ca',
    'cert',
    'key',
    'insecure',
    'resolve',
    'follow-off-host',
    'record',
    'policy',
    'format',
  ]) {
    expect(out).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
  }
  expect([code, out]).toEqual([0, expect.stringContaining('Exit codes:')]);
});

test('a recording is judged as the live stream was, and standard error stays empty', async () => {
  const file = join(folder, 'a.ndjson');
  const live = await run(['probe', await events(), '--duration', '1s', '--record', file, '--format', 'json']);
  expect(live.err).toBe('');
  expect(live.out).toMatch(/^\{\n {2}"version": 1,/);
  const again = await run(['judge', file, '--format', 'json']);
  expect(again).toEqual(live);
});

test('a load is part of every report, and of the recording on standard output that takes the place of one', async () => {
  const args = ['probe', await events(), '--duration', '2s', '--connections', '20', '--ramp', '40/s', '--record', '-'];
  const { out, err } = await run(args);
  expect(err).toBe('');
  const files = ['one', 'two'].map((name) => join(folder, `${name}.ndjson`));
  files.forEach((file) => writeFileSync(file, out));
  const [one = ''] = files;
  const json = JSON.parse((await run(['judge', one, '--format', 'json'])).out) as { load: object };
  expect(json.load).toMatchObject({ begun: 20, opened: 20, held: 20, refused: {}, cut: {} });
  const both = (await run(['judge', ...files])).out;
  expect(both).toMatch(
    /^load\n {2}40 of 40 streams begun, 80 a second; 40 opened, 40 at once, \d+ events\n {2}40 held to the end/m,
  );
  expect(both).toMatch(/time to first event: p50 [\d.]+ ms, .*\n {2}delivery lag: not known/);
  expect(both).toContain('In 2 of 2 recordings. ');
  // The logs of several pods in one file.
  const all = join(folder, 'all.ndjson');
  writeFileSync(all, out + out);
  expect((await run(['judge', all])).out).toBe(both);
  expect((await run(['judge', ...files, '--format', 'junit'])).out).toContain('40 of 40 streams begun');
});

test('recordings of two endpoints are not judged together', async () => {
  const files = ['a', 'b'].map((name) => {
    const file = join(folder, `of-${name}.ndjson`);
    const observation = { entry: 'observation', version: 1, url: `http://${name}/`, startedAt: 1 };
    writeFileSync(file, `${JSON.stringify(observation)}\n{"entry":"end","interrupted":false}\n`);
    return file;
  });
  const { code, err } = await run(['judge', ...files]);
  expect([code, err]).toEqual([2, 'These are recordings of http://a/ and http://b/; judge those of one endpoint at a time.\n']);
});

test('more streams than this process may open files are refused before anything is asked', () => {
  const limited = ['-c', 'ulimit -n 300 && exec "$@"', 'sh', process.execPath, join(root, 'lib/cli/main.js')];
  const { status, stderr } = spawnSync('bash', [...limited, 'probe', 'http://127.0.0.1:1/', '--connections', '101']);
  expect([status, String(stderr)]).toEqual([
    2,
    expect.stringMatching(/^101 streams need 301 open files .* may open 300\. Raise/),
  ]);
});

test('JUnit is XML with a case for each check', async () => {
  const { out } = await run(['probe', await events(), '--duration', '1s', '--format', 'junit']);
  expect(XMLValidator.validate(out)).toBe(true);
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(out) as { testsuites: Record<string, string> };
  expect(parsed.testsuites['@_name']).toBe('sse-ready probe');
});

test('Ctrl-C prints what is known', async () => {
  let streaming = (): void => undefined;
  const isStreaming = new Promise<void>((resolve) => (streaming = resolve));
  const { code, out } = await run(
    ['probe', await events(() => streaming()), '--duration', '10m', '--format', 'json'],
    isStreaming,
  );
  expect(code).not.toBe(2);
  expect(JSON.parse(out)).toMatchObject({ version: 1, interrupted: true });
});

test('unverified TLS is a warning of the report', async () => {
  const file = join(folder, 'insecure.ndjson');
  const connection = {
    entry: 'connection',
    id: 1,
    purpose: 'stream',
    request: { method: 'GET', url: 'https://a/', headers: {} },
    startedAt: 0,
  };
  const happenings = [
    { at: 1, type: 'headers', status: 200, httpVersion: '2', headers: { 'content-type': 'text/event-stream' }, cookies: [] },
    { at: 2, type: 'event', bytes: 1 },
  ];
  const entries = [
    { entry: 'observation', version: 1, url: 'https://a/', startedAt: 1, insecure: true },
    connection,
    ...happenings.map((happening) => ({ entry: 'happening', of: 1, happening })),
  ];
  writeFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  const { out } = await run(['judge', file]);
  expect(out).toContain('TLS was not verified (--insecure)');
  expect(out).toContain('insecure.ndjson: the recording has no end; the observation counts as interrupted');
});

test('a stream without an event is reported, and is no success', async () => {
  const silent = await rawServer((socket) => socket.write(CHUNKED + chunk(': hb\n\n')));
  const { code, err } = await run(['probe', `http://${silent}/`, '--duration', '1s']);
  // Unless a check fails it.
  expect([1, 2]).toContain(code);
  if (code === 2) expect(err).toMatch(/^No event came on any connection/);
});

test.each(['', CHUNKED])('a server that sends no byte of a stream is one line and exit code 2: %j', async (answer) => {
  const silent = await rawServer((socket) => socket.write(answer));
  const { code, out, err } = await run(['probe', `http://${silent}/`, '--duration', '1s']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^Not one byte of a stream came on any connection\. .*\n$/);
});

test.each<[string, string[], RegExp]>([
  ['no URL', ['probe', 'example.com/events'], /^"example\.com\/events" is no URL; write one such as https:/],
  [
    'a recording in no folder',
    ['probe', 'http://localhost/', '--record', '/no/such/file'],
    /^\/no\/such\/file: cannot be written: ENOENT/,
  ],
  [
    'no recording',
    ['judge', join(root, 'package.json')],
    /package\.json: is no recording of sse-ready; make one with sse-ready probe/,
  ],
])('%s is one line and exit code 2', async (_name, args, line) => {
  const { code, out, err } = await run(args);
  expect(err.trimEnd()).not.toContain('\n');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(line);
});

test('an endpoint that is not there is one line and exit code 2, and the recording is kept', async () => {
  const url = await events();
  await closeServers();
  const file = join(folder, 'refused.ndjson');
  const { code, out, err } = await run(['probe', url, '--record', file]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^127\.0\.0\.1:\d+ refuses connections\. Check the port, and that the server runs\.\n$/);
  expect((await run(['judge', file])).err).toBe(err);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)).toBe('{"entry":"end","interrupted":false}');
});
