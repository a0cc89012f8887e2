import * as fc from 'fast-check';
import { EventReader } from '../../../src/probe/client/event-reader';

type Step = readonly [string, ...unknown[]];

function read(parts: readonly Uint8Array[], longest = 10_000): { steps: Step[]; partial: boolean } {
  const steps: Step[] = [];
  const reader = new EventReader(
    {
      event: (event) => steps.push(['event', event]),
      comment: () => steps.push(['comment']),
      retry: (milliseconds) => steps.push(['retry', milliseconds]),
      tooLong: () => steps.push(['too long']),
    },
    longest,
  );
  for (const part of parts) reader.feed(part);
  return { steps, partial: reader.endsInEvent() };
}

const bytes = (text: string): Uint8Array => Buffer.from(text);
const events = (text: string) => read([bytes(text)]).steps;
const event = (data: string, more: object = {}) => ['event', { bytes: Buffer.byteLength(data), ...more }];

test('data, id, name, comments and retry', () => {
  expect(events(': hi\nretry: 250\nid: 7\nevent: tick\ndata: one\ndata: two\n\n')).toEqual([
    ['comment'],
    ['retry', 250],
    event('one\ntwo', { id: '7', name: 'tick' }),
  ]);
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('an event whose lines end in %s is there with its blank line, not with the next byte', (_name, end) => {
  expect(events(`data: one${end}${end}`)).toEqual([event('one')]);
});

test('CRLF cut between its two characters is one end of line', () => {
  expect(read([bytes('data: a\r'), bytes('\ndata: b\r\n\r'), bytes('\n')]).steps).toEqual([event('a\nb')]);
});

test('a byte order mark is taken off the beginning only', () => {
  expect(events('\ufeffdata: one\n\n')).toEqual([event('one')]);
  expect(events('data: one\n\n\ufeffdata: two\n\n')).toEqual([event('one')]);
  expect(read([Uint8Array.of(0xef), Uint8Array.of(0xbb), Uint8Array.of(0xbf), bytes('data: one\n\n')]).steps).toEqual([
    event('one'),
  ]);
});

test('an id with a null is no id', () => {
  expect(events('id: a\0b\ndata: one\n\n')).toEqual([event('one')]);
});

test('an event without a blank line never was one, and is told apart from a finished stream', () => {
  expect(read([bytes('data: one\n\ndata: two\n')])).toEqual({ steps: [event('one')], partial: true });
  expect(read([bytes('data: one\n\nda')])).toMatchObject({ partial: true });
  expect(read([bytes('data: one\n\nid: 2\n')])).toMatchObject({ partial: true });
  expect(read([bytes('data: one\n\nevent: tick')])).toMatchObject({ partial: true });
  expect(read([bytes('data: one\n\ndata:')])).toMatchObject({ partial: true });
  expect(read([bytes('data: one\n\n')])).toMatchObject({ partial: false });
  expect(read([bytes('data: one\n\n: hb')])).toMatchObject({ partial: false });
  expect(read([bytes('retry: 5\n')])).toMatchObject({ partial: false });
  expect(read([])).toMatchObject({ partial: false });
});

test('a line and an event of too many characters end the reading, and hold no memory', () => {
  expect(read([bytes('data: one\n\ndata: '), ...Array.from({ length: 20 }, () => bytes('x'.repeat(100)))], 1000)).toEqual({
    steps: [event('one'), ['too long']],
    partial: true,
  });
  expect(
    read(
      Array.from({ length: 50 }, () => bytes('data: 0123456789012345678901234567890123456789\n')),
      1000,
    ).steps,
  ).toEqual([['too long']]);
});

test('the stamp of the reference server is read, and what only looks like one is not', () => {
  const stamp = { seq: 3, sent: 1_700_000_000_000, instance: 'a' };
  const data = JSON.stringify({ ...stamp, pad: '...' });
  expect(events(`data: ${data}\n\n`)).toEqual([event(data, { stamp })]);
  for (const other of [
    '{"seq":"3","sent":1,"instance":"a"}',
    '{"seq":1,"sent":null,"instance":"a"}',
    '{"seq":1',
    '{"seq":1}',
    'null',
  ]) {
    expect(events(`data: ${other}\n\n`)).toEqual([event(other)]);
  }
});

const line = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
  fc.constantFrom('id: é', 'id: a\0b', 'event: tick', ': hb', 'retry: 10', 'retry: x', 'data', ':', 'nonsense', '', '', ''),
);
const streamOf = (end: string) => fc.array(line, { maxLength: 30 }).map((lines) => lines.map((each) => each + end).join(''));

test('however the bytes are cut, the same events come out', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('\n', '\r\n', '\r').chain(streamOf),
      fc.array(fc.nat({ max: 7 }), { minLength: 1 }),
      (text, sizes) => {
        const whole = bytes(text);
        const parts: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < whole.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 0;
          parts.push(whole.subarray(at, (at += size + 1)));
        }
        expect(read(parts)).toEqual(read([whole]));
      },
    ),
  );
});

test('whatever ends the lines, the same events come out', () => {
  fc.assert(
    fc.property(streamOf('\n'), (text) => {
      const plain = events(text);
      expect(events(text.replaceAll('\n', '\r\n'))).toEqual(plain);
      expect(events(text.replaceAll('\n', '\r'))).toEqual(plain);
    }),
  );
});

test('no bytes whatsoever are too much for it', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array()), (parts) => void read(parts)));
});
