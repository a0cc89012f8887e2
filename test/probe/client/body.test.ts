import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib';
import { openBody } from '../../../src/probe/client/body';

const LIMITS = { bytes: 100_000, line: 50_000 };

function open(encoding: string | undefined, limits = LIMITS) {
  const seen: string[] = [];
  let wake = () => undefined as void;
  const see = (what: string) => {
    seen.push(what);
    wake();
  };
  const body = openBody(encoding, limits, {
    event: ({ id }) => see(`event ${id ?? ''}`),
    comment: () => see('comment'),
    retry: () => see('retry'),
    tooLong: () => see('too long'),
    tooLarge: () => see('too large'),
    corrupt: () => see('corrupt'),
  });
  const next = () => new Promise<void>((resolve) => (wake = resolve));
  const ended = () => new Promise<boolean>((resolve) => body.end(resolve));
  return { body, seen, next, ended };
}

test.each([
  ['gzip', () => createGzip(), constants.Z_SYNC_FLUSH],
  ['br', () => createBrotliCompress(), constants.BROTLI_OPERATION_FLUSH],
] as const)('%s that is flushed for each event gives each event at once', async (encoding, make, kind) => {
  const { body, seen, next, ended } = open(encoding);
  const compressor = make();
  const send = async (text: string) => {
    const parts: Buffer[] = [];
    compressor.on('data', (part: Buffer) => parts.push(part));
    compressor.write(text);
    await new Promise<void>((resolve) => compressor.flush(kind, resolve));
    const bytes = Buffer.concat(parts);
    compressor.removeAllListeners('data');
    // In two parts, as the network pleases.
    body.write(bytes.subarray(0, 3));
    body.write(bytes.subarray(3));
    await next();
  };
  await send('id: 1\ndata: one\n\n');
  expect(seen).toEqual(['event 1']);
  await send('id: 2\ndata: two\n\n');
  expect(seen).toEqual(['event 1', 'event 2']);
  compressor.destroy();
  // Never ended by the compressor: a cut, not a fault of the encoding.
  expect(await ended()).toBe(false);
  expect(seen).toEqual(['event 1', 'event 2']);
});

test('all that was inflated counts before the end does', async () => {
  for (const [encoding, bytes] of [
    ['gzip', gzipSync('id: 1\ndata: one\n\ndata: tw')],
    ['br', brotliCompressSync('id: 1\ndata: one\n\ndata: tw')],
    [undefined, Buffer.from('id: 1\ndata: one\n\ndata: tw')],
  ] as const) {
    const { body, seen, ended } = open(encoding);
    body.write(bytes);
    expect([await ended(), seen]).toEqual([true, ['event 1']]);
  }
});

test.each(['gzip', 'br'])('%s that is none is told once', async (encoding) => {
  const { body, seen, next, ended } = open(encoding);
  const told = next();
  body.write(Buffer.from('data: one\n\n'.repeat(10)));
  await told;
  body.write(Buffer.from('data: two\n\n'));
  await ended();
  expect(seen).toEqual(['corrupt']);
});

test('a compressed flood ends at the limit of what comes out of it', async () => {
  for (const [encoding, bytes] of [
    ['gzip', gzipSync(Buffer.alloc(50 << 20, '\n'))],
    ['br', brotliCompressSync(Buffer.alloc(50 << 20, '\n'), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })],
  ] as const) {
    const { body, seen, next, ended } = open(encoding);
    expect(bytes.length).toBeLessThan(LIMITS.bytes);
    const told = next();
    body.write(bytes);
    await told;
    await ended();
    expect(seen).toEqual(['too large']);
  }
});

test('a plain flood ends at the limit', () => {
  const { body, seen } = open(undefined);
  for (let sent = 0; sent < 3 * LIMITS.bytes; sent += 10_000) body.write(Buffer.alloc(10_000, '\n'));
  expect(seen).toEqual(['too large']);
});
