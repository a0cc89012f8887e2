import * as fc from 'fast-check';
import { visible } from '../../src/report/escape';

it.each([
  ['a tab\tand a line\n', 'a tab\tand a line\n'],
  ['emoji 😀', 'emoji 😀'],
  ['\u001b[31m', '\\u{1b}[31m'],
  ['\r\n', '\\u{d}\n'],
  ['\u0000\u0085\u2028', '\\u{0}\\u{85}\\u{2028}'],
  ['\u202eabc', '\\u{202e}abc'],
  ['\ud800', '\\u{d800}'],
  ['\ufffe\ufeff', '\\u{fffe}\\u{feff}'],
])('shows what cannot be seen: %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

it('gives text that survives a file, and that is left as it is the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(`\ud800${text}`);
      expect(Buffer.from(shown).toString()).toBe(shown);
      expect(visible(shown)).toBe(shown);
    }),
  );
});
