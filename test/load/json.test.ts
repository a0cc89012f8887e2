import fc from 'fast-check';
import { JsonError, parseJson } from '../../src/load/json';
import { plain, type Written } from '../../src/load/written';

const reads = (text: string): unknown => {
  try {
    return { value: plain(parseJson(text)) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return 'not JSON';
  }
};

const native = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return 'not JSON';
  }
};

it('reads what JSON.parse reads, and refuses what it refuses', () => {
  const texts = fc.oneof(
    fc.json(),
    fc.json().chain((text) => fc.nat(text.length).map((at) => text.slice(0, at))),
    fc
      .tuple(fc.json(), fc.nat(40), fc.constantFrom('"', ',', '}', ']', '{', '\\', '01', '\t', '\n', 'nul'))
      .map(([text, at, more]) => {
        return text.slice(0, at) + more + text.slice(at);
      }),
  );
  fc.assert(
    fc.property(texts, (text) => expect(reads(text)).toEqual(native(text))),
    { numRuns: 500 },
  );
});

it('knows where each key and value is', () => {
  const check = (text: string, written: Written): void => {
    if ('fields' in written) {
      expect(text[written.offset]).toBe('{');
      for (const { key, offset, value } of written.fields) {
        expect(text.startsWith(JSON.stringify(key), offset)).toBe(true);
        check(text, value);
      }
    } else if ('items' in written) {
      expect(text[written.offset]).toBe('[');
      for (const item of written.items) check(text, item);
    } else expect(text.startsWith(JSON.stringify(written.value), written.offset)).toBe(true);
  };
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.nat(4), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      check(text, parseJson(text));
    }),
  );
});

it.each([
  ['{"a": 1,}', 8, 'a key in double quotes'],
  ['{"a" 1}', 5, '":"'],
  ['[1 2]', 3, '"," or "]"'],
  ['{"a": tru}', 6, 'a value'],
  ['{} x', 3, 'the end of the text'],
  ['"a', 0, 'not closed'],
  [`${'['.repeat(300)}${']'.repeat(300)}`, 201, 'nested more than 200 deep'],
])('says of %.12s where and why', (text, offset, reason) => {
  expect(() => parseJson(text)).toThrow(reason);
  try {
    parseJson(text);
  } catch (error) {
    expect((error as JsonError).offset).toBe(offset);
  }
});

it('keeps a key that is written twice, and one named __proto__', () => {
  const written = parseJson('\uFEFF{"a": 1, "a": 2, "__proto__": 3}');
  expect('fields' in written && written.fields.map(({ key }) => key)).toEqual(['a', 'a', '__proto__']);
  expect(Object.keys(plain(written) as object)).toEqual(['a', '__proto__']);
});
