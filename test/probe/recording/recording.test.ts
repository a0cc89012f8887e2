import * as fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection, Happening, Observation } from '../../../src/probe/observation';
import type { Entry } from '../../../src/probe/recording/entry';
import { addTime, encodeTimes, newTimes } from '../../../src/probe/load/times';
import { readRecording, readRecordings } from '../../../src/probe/recording/read';
import { RecordingError } from '../../../src/probe/recording/recording-error';
import { writeRecording } from '../../../src/probe/recording/write';

const folder = mkdtempSync(join(tmpdir(), 'sse-ready-recording-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = fc.string({ unit: 'grapheme' });
/** Names of headers and counters; the schema library leaves `__proto__` out, on purpose. */
const name = text.filter((each) => each !== '__proto__');
const whole = fc.nat();
const time = fc.nat({ max: 1e9 }).map((microseconds) => microseconds / 1000);
/** Some keys may be absent, and are then not undefined either. */
const record = <T>(required: { [K in keyof T]: fc.Arbitrary<T[K]> }, optional: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) as never[] });
const type = <T extends string>(name: T) => ({ at: time, type: fc.constant(name) });

const cookie = record(
  { name: text, valueHash: text, secure: fc.boolean(), httpOnly: fc.boolean() },
  { path: text, maxAge: fc.integer(), expires: text, sameSite: text },
);
const stamp = record({ seq: whole, sent: whole, instance: text });
const happening = fc.oneof(
  record({ ...type('dns'), address: text }),
  record(type('connect')),
  record({ ...type('tls'), protocol: text, alpn: text }),
  record({
    ...type('headers'),
    status: whole,
    httpVersion: fc.constantFrom('1.0', '1.1', '2'),
    headers: fc.dictionary(name, fc.oneof(text, fc.array(text))),
    cookies: fc.array(cookie),
  }),
  record({ ...type('redirect'), location: text }),
  record({ ...type('chunk'), bytes: whole }),
  record({ ...type('body'), text }),
  record({ ...type('event'), bytes: whole }, { id: text, name: text, stamp }),
  record(type('comment')),
  record({ ...type('retry'), milliseconds: whole }),
  record({ ...type('goaway'), code: whole }),
  record(
    {
      ...type('close'),
      reason: fc.constantFrom('clean', 'fin', 'rst', 'rst-stream', 'naked-fin', 'goaway', 'timeout'),
      partial: fc.boolean(),
    },
    { code: whole, error: text, message: text },
  ),
) as fc.Arbitrary<Happening>;
const connection = record(
  {
    purpose: fc.constantFrom('stream', 'staggered', 'finite-unbuffered'),
    request: record({ method: text, url: text, headers: fc.dictionary(name, text) }),
    startedAt: time,
    timeline: fc.array(happening),
  },
  { follows: whole, silence: whole, stats: fc.dictionary(name, fc.oneof(text, whole, fc.constant(null))) },
);
const times = fc.array(time).map((all) => {
  const counted = newTimes();
  all.forEach((each) => addTime(counted, each));
  return encodeTimes(counted);
});
const counts = fc.dictionary(name, whole);
const load = record({
  ...{ asked: whole, perSecond: time, begun: whole, opened: whole, mostOpen: whole, held: whole, ended: whole },
  ...{ unanswered: whole, refused: counts, cut: counts, events: whole, firstEvent: times },
  lag: fc.array(record({ instance: text, ahead: time, times }), { maxLength: 2 }),
});
const observation = record(
  {
    version: fc.constant(1 as const),
    url: text,
    startedAt: whole,
    connections: fc.array(connection).map((all) => all.map((each, index) => ({ id: index + 1, ...each }))),
    interrupted: fc.boolean(),
  },
  { insecure: fc.constant(true), load },
) as unknown as fc.Arbitrary<Observation>;

/** The connections side by side, as they are when they are made. */
function entriesOf({ connections, load: many, interrupted, ...about }: Observation): Entry[] {
  const rest = connections.map(({ id, timeline }) =>
    timeline.map((each): Entry => ({ entry: 'happening', of: id, happening: each })),
  );
  const steps: Entry[] = [];
  while (rest.some(({ length }) => length > 0)) for (const each of rest) steps.push(...each.splice(0, 1));
  const begun = ({ timeline: _timeline, stats: _stats, ...plain }: Connection): Entry => ({ entry: 'connection', ...plain });
  const counted = connections.flatMap(({ id, stats }): Entry[] =>
    stats === undefined ? [] : [{ entry: 'stats', of: id, stats }],
  );
  const held: Entry[] = many === undefined ? [] : [{ entry: 'load', load: many }];
  const beginning: Entry = { entry: 'observation', ...about };
  return [beginning, ...connections.map(begun), ...steps, ...counted, ...held, { entry: 'end', interrupted }];
}

const linesOf = (observed: Observation): string[] => entriesOf(observed).map((entry) => `${JSON.stringify(entry)}\n`);

test('a recording read back is the observation', () => {
  fc.assert(
    fc.property(observation, (observed) => expect(readRecording(linesOf(observed).join(''))).toEqual({ observation: observed })),
  );
});

test('a recording that was cut off anywhere is read as far as it goes, says so, and counts as interrupted', () => {
  fc.assert(
    fc.property(observation, fc.nat(), (observed, seed) => {
      const [first = '', ...rest] = linesOf(observed);
      const tail = rest.join('');
      const cut = readRecording(first + tail.slice(0, seed % tail.length));
      expect(cut.observation).toMatchObject({ url: observed.url, interrupted: true });
      expect(cut.warning).toMatch(/counts as interrupted$/);
      const seen = cut.observation.connections.map(({ timeline }) => timeline);
      seen.forEach((timeline, index) =>
        expect(timeline).toEqual(observed.connections[index]?.timeline.slice(0, timeline.length)),
      );
    }),
  );
});

test.each([
  '',
  '\n',
  'hello\n',
  '{}\n',
  '{"entry":"end","interrupted":false}\n',
  '{"entry":"observation","version":2}\n',
  '{"entry":"observation"',
  '[1]\n',
  '\u0000\u0001',
])('what is no recording is refused in one line: %j', (content) => {
  expect(() => readRecording(content)).toThrow(
    new RecordingError('is no recording of sse-ready; make one with sse-ready probe <url> --record <file>'),
  );
});

test('recordings one after another are read each for itself, and what a pod says after its end is left out', () => {
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 4 }), (all) => {
      const logs = all.map((each) => linesOf(each).join('')).join('127.0.0.1:1 refuses connections.\n');
      expect(readRecordings(logs)).toEqual(all.map((each) => ({ observation: each })));
    }),
  );
});

test('damage in a later one is refused with its line in the file', () => {
  const first = '{"entry":"observation","version":1,"url":"http://a/","startedAt":1}\n';
  const end = '{"entry":"end","interrupted":false}\n';
  expect(() => readRecordings(`${first}${end}${first}{}\n${end}`)).toThrow(
    new RecordingError('is no entry of a recording; the file is damaged, record again', 4),
  );
  const load = '{"entry":"load","load":{"asked":1}}\n';
  expect(() => readRecordings(`${first}${load}${end}`)).toThrow(RecordingError);
});

test('damage in the middle is refused, with its line', () => {
  const first = '{"entry":"observation","version":1,"url":"http://a/","startedAt":1}\n';
  const refusal = (line: string) => {
    try {
      return readRecording(`${first}${line}\n{"entry":"end","interrupted":false}\n`);
    } catch (error) {
      return [(error as RecordingError).message, (error as RecordingError).line];
    }
  };
  expect(refusal('{"entry":"happ')).toEqual(['is no entry of a recording; the file is damaged, record again', 2]);
  expect(refusal('{"entry":"stats","of":4,"stats":{}}')).toEqual([
    'connection 4 was not begun; the file is damaged, record again',
    2,
  ]);
  expect(refusal('{"entry":"happening","of":4,"happening":{"at":-1,"type":"connect"}}')).toEqual([
    'is no entry of a recording; the file is damaged, record again',
    2,
  ]);
});

test('no text whatsoever makes the reader fail in another way', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.json()), fc.oneof(text, fc.json()), (one, two) => {
      for (const content of [
        `${one}\n${two}\n`,
        `{"entry":"observation","version":1,"url":"http://a/","startedAt":1}\n${one}\n`,
      ]) {
        try {
          readRecording(content);
        } catch (error) {
          expect(error).toBeInstanceOf(RecordingError);
        }
      }
    }),
  );
});

test('the file is written as things happen, for its owner only', async () => {
  const file = join(folder, 'a.ndjson');
  const entries = entriesOf({ version: 1, url: 'http://a/', startedAt: 1, connections: [], interrupted: false });
  const recording = writeRecording(file);
  entries.forEach((entry) => recording.record(entry));
  await recording.close();
  expect(readRecording(readFileSync(file, 'utf8')).observation).toMatchObject({ url: 'http://a/', interrupted: false });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a file that cannot be written says so before anything is asked', () => {
  expect(() => writeRecording(join(folder, 'no', 'such', 'folder'))).toThrow('ENOENT');
});
