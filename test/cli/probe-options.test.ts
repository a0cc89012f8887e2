import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observeOptions, refuseWithoutEmit, type ProbeFlags } from '../../src/cli/probe-options';
import { selfSigned } from '../probe/support/certificate';

const DEFAULTS: ProbeFlags = { duration: '17500ms', header: [], resolve: [], format: 'text' };
const options = (flags: Partial<ProbeFlags>, url = 'https://example.com/events') =>
  observeOptions(url, { ...DEFAULTS, ...flags });

const folder = mkdtempSync(join(tmpdir(), 'sse-ready-options-'));
afterAll(() => rmSync(folder, { recursive: true }));

const certificate = join(folder, 'certificate.pem');
writeFileSync(certificate, selfSigned().cert);

test.each<[string, Partial<ProbeFlags>, string]>([
  ['no unit', { duration: '5' }, '--duration: "5" is not a duration'],
  ['too short', { duration: '10ms' }, '--duration 10ms is too short to see anything; give at least 1s'],
  ['no cut', { cutAfter: 'soon' }, '--cut-after: "soon" is not a duration'],
  ['no header', { header: ['secret'] }, '--header takes "Name: value"'],
  ['no name', { header: [': secret'] }, '--header takes "Name: value"'],
  ['a line end in a header', { header: ['a: secret\r\nb: c'] }, '--header "a: ..." has characters'],
  ['a header of the connection', { header: ['Host: a'] }, '--header "host" belongs to the connection'],
  ['no address', { resolve: ['a:b'] }, '--resolve "a:b" is not understood; write host:ip'],
  ['both versions', { http1: true, http2: true }, '--http1 and --http2 exclude each other'],
  ['half a client certificate', { cert: 'a' }, '--cert and --key go together'],
  ['an authority that is none', { ca: 'package.json' }, 'package.json: holds no certificate in PEM; check --ca'],
  [
    'a key that is none',
    { cert: certificate, key: 'package.json' },
    'package.json: holds no private key without a passphrase in PEM; check --key',
  ],
  ['no such file', { ca: '/no/such' }, '/no/such: cannot be read: ENOENT'],
  ['no such body', { data: '@/no/such' }, '/no/such: cannot be read: ENOENT'],
  ['no number', { connections: '1e9' }, '--connections "1e9" is not understood; write a whole number'],
  ['no streams', { connections: '0' }, '--connections "0" is not understood'],
  ['a rate that is none', { connections: '1', ramp: 'x' }, '--ramp "x" is not understood'],
  ['a rate of no load', { ramp: '10/s' }, '--ramp says how fast the streams of --connections are begun; give both'],
  [
    'a ramp past the end',
    { connections: '100', ramp: '10/s', duration: '10s' },
    'to begin 100 streams at 10 a second takes 10 s',
  ],
  ['a method that is none', { method: 'G ET' }, '--method "G ET" is none; write GET or POST'],
  ['a body that GET has not', { method: 'get', data: 'secret' }, '--data is not sent with --method GET'],
  ['an origin that is none', { origin: 'example.com/a' }, '--origin "example.com/a" is no origin'],
  ['no rate', { connections: '5', ramp: '0/s' }, '--ramp "0" is not understood'],
])('%s is refused, and no secret shown', (_name, flags, line) => {
  expect(() => options(flags)).toThrow(line);
  expect(() => options(flags)).not.toThrow('secret');
});

test('what only a Job has is refused without one', () => {
  expect(() => refuseWithoutEmit(DEFAULTS)).not.toThrow();
  expect(() => refuseWithoutEmit({ ...DEFAULTS, pods: '3', headerSecret: ['a=b/c'] })).toThrow(
    '--pods and --header-secret: for the Job of --emit k8s-job only; give that too',
  );
});

test('what is no URL of an event stream is refused', () => {
  expect(() => options({}, 'example.com/events')).toThrow('"example.com/events" is no URL');
  expect(() => options({}, 'http://secret%zz:b@example.com/')).toThrow('has a % that begins no code');
  expect(() => options({}, 'ws://example.com/')).toThrow('ws:// is not what event streams come by');
});

test('options become what is observed', () => {
  const file = join(folder, 'body.json');
  writeFileSync(file, '{"ask":1}');
  const flags = {
    data: `@${file}`,
    header: ['X-A: b: c', 'Cookie: d=e'],
    resolve: ['Example.com:::1'],
    cutAfter: '2s',
    connections: '5',
  };
  expect(options({ ...flags, origin: 'https://page.example', http2: true, cookieJar: true, insecure: true })).toMatchObject({
    target: {
      method: 'POST',
      body: Buffer.from('{"ask":1}'),
      headers: { origin: 'https://page.example', 'x-a': 'b: c', cookie: 'd=e' },
      addresses: new Map([['example.com', '::1']]),
      http: 'http2',
      tls: { insecure: true },
    },
    durationMs: 17_500,
    cookieJar: true,
    resume: true,
    cutAfterMs: 2_000,
    load: { connections: 5, perSecond: 100 },
  });
  expect(options({ data: 'text', method: 'put' }).target).toMatchObject({ method: 'PUT', body: Buffer.from('text') });
  expect(options({}).target.method).toBe('GET');
});

test('without --duration, streams are held as long after the ramp as without a load', () => {
  const { duration: _, ...plain } = DEFAULTS;
  const of = (flags: Partial<ProbeFlags>) => observeOptions('https://example.com/', { ...plain, ...flags }).durationMs;
  expect([of({}), of({ connections: '10000', ramp: '500/s' })]).toEqual([17_500, 37_500]);
});
