import fc from 'fast-check';
import { pathMatches, recordName } from '../../../src/hops/front-door/config';
import { leadAway, type Redirect } from '../../../src/hops/front-door/redirects';
import { textOf, type StreamPath } from '../../../src/policy/stream-path';

/** Few names, so that paths lie below and beside one another. */
const path = fc
  .tuple(fc.array(fc.constantFrom('events', 'event', 'live', 'a'), { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
  .map(([names, end]) => `/${names.join('/')}${end}`);
const stream: fc.Arbitrary<StreamPath> = fc.oneof(
  path.map((prefix) => ({ prefix })),
  path.map((exact) => ({ exact })),
);

const isStream = (request: string) => (one: StreamPath) =>
  request === textOf(one) || ('prefix' in one && request.startsWith(`${one.prefix.replace(/\/$/, '')}/`));

const redirected = (request: string, streams: readonly StreamPath[]): boolean =>
  pathMatches(streams).some(({ operator, matchValues }) =>
    matchValues.some((value) => (operator === 'Equal' ? request.slice(1) === value : request.slice(1).startsWith(value))),
  );

it('matches the paths of the streams and nothing beside', () => {
  fc.assert(
    fc.property(fc.array(stream, { minLength: 1, maxLength: 3 }), path, (streams, request) => {
      expect(redirected(request, streams)).toBe(streams.some(isStream(request)));
    }),
  );
});

it('is read back as leading every stream away', () => {
  fc.assert(
    fc.property(fc.array(stream, { minLength: 1, maxLength: 3 }), (streams) => {
      const redirects = pathMatches(streams).map(
        ({ operator, matchValues }) => ({ operator, values: matchValues, transforms: [] as string[] }) as unknown as Redirect,
      );
      expect(streams.filter((one) => !leadAway(redirects, one))).toEqual([]);
    }),
  );
});

it.each([
  ['events.example.com', 'example.com', 'events'],
  ['a.b.example.com', 'example.com', 'a.b'],
  ['example.com', 'example.com', '@'],
  ['notexample.com', 'example.com', undefined],
])('the record of %s in %s is %s', (host, zone, name) => {
  expect(recordName(host, zone)).toBe(name);
});
