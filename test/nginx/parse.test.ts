import fc from 'fast-check';
import { childrenOf, type Block, type Directive } from '../../src/nginx/directive';
import { parseNginx } from '../../src/nginx/parse';
import { blockOf, line, printNginx, type Written } from '../../src/nginx/print';

const parse = (text: string) => parseNginx(text, 'nginx.conf');
const shape = (directives: readonly Directive[]): unknown =>
  directives.map((one) => [one.name, one.args, ...(one.block === undefined ? [] : [shape(childrenOf(one))])]);
const shapeOf = (text: string): unknown => shape(parse(text).block.directives);
const written = (directives: readonly Written[]): unknown =>
  directives.map((one) => [one.name, one.args, ...(one.block === undefined ? [] : [written(one.block)])]);
const everyIn = (block: Block): Directive[] =>
  block.directives.flatMap((one) => [one, ...(one.block === undefined ? [] : everyIn(one.block))]);

it('reads directives, blocks, comments and places', () => {
  const { block, problems } = parse('# top\r\nhttp {\n  gzip on; # why\n\tserver { listen 80; }\n}\n');
  expect(problems).toEqual([]);
  expect(block.comments).toEqual([{ text: '# top\r', line: 1, file: 'nginx.conf' }]);
  const [http] = block.directives;
  expect(http).toMatchObject({ name: 'http', line: 2, column: 1 });
  expect(http?.block?.comments).toEqual([{ text: '# why', line: 3, file: 'nginx.conf' }]);
  expect(everyIn(block).map(({ name, line: at, column }) => [name, at, column])).toEqual([
    ['http', 2, 1],
    ['gzip', 3, 3],
    ['server', 4, 2],
    ['listen', 4, 11],
  ]);
});

it.each([
  ['quotes', `a 'b c' "d;e" "f'g";`, [['a', ['b c', 'd;e', "f'g"]]]],
  ['an empty text', 'proxy_set_header Connection "";', [['proxy_set_header', ['Connection', '']]]],
  ['escapes', String.raw`a "\"q\"" b\ c '\s\d' "\\";`, [['a', ['"q"', String.raw`b\ c`, String.raw`\s\d`, '\\']]]],
  ['variables in braces', 'root /srv/${host}/www;', [['root', ['/srv/${host}/www']]]],
  ['a hash inside a word', 'a b#c;', [['a', ['b#c']]]],
  ['quotes and braces inside a word', `a b"c d}e;`, [['a', ['b"c', 'd}e']]]],
  ['arguments over lines', 'a\n  b\n  c;', [['a', ['b', 'c']]]],
  ['a regular expression with braces in quotes', 'location ~ "^/a{2}$" { }', [['location', ['~', '^/a{2}$'], []]]],
  ['a byte order mark', '\uFEFFa b;', [['a', ['b']]]],
  [
    'Lua with braces, quotes and comments',
    'content_by_lua_block {\n local t = { "}" } -- }\n --[[ } ]] ngx.say([[ } ]])\n}\na b;',
    [
      ['content_by_lua_block', ['\n local t = { "}" } -- }\n --[[ } ]] ngx.say([[ } ]])\n']],
      ['a', ['b']],
    ],
  ],
])('reads %s as nginx does', (_, text, expected) => {
  expect(parse(text).problems).toEqual([]);
  expect(shapeOf(text)).toEqual(expected);
});

it.each([
  [
    'a b;\n}\nc d;',
    2,
    'there is a "}" without a block',
    [
      ['a', ['b']],
      ['c', ['d']],
    ],
  ],
  ['a {\n b c;\n', 1, 'the block of a is not closed', [['a', [], [['b', ['c']]]]]],
  [
    'a { b c }\nd e;',
    1,
    'b has no ";" at its end',
    [
      ['a', [], [['b', ['c']]]],
      ['d', ['e']],
    ],
  ],
  ['a "b;\nc d;', 1, 'the quote " is not closed', [['a', ['b;', 'c', 'd']]]],
  [
    `a "b"c;\nd e;`,
    1,
    'nginx takes no "c" right behind a closing quote',
    [
      ['a', ['b', 'c']],
      ['d', ['e']],
    ],
  ],
  [
    'a b;\n;\nc d;',
    2,
    'there is a ";" without a directive',
    [
      ['a', ['b']],
      ['c', ['d']],
    ],
  ],
  ['\n{ a b; }', 2, 'there is a "{" without a directive', [['', [], [['a', ['b']]]]]],
  ['x_by_lua_block { if', 1, 'the Lua code of x_by_lua_block has no closing "}"', [['x_by_lua_block', [' if']]]],
])('names what is wrong and reads the rest: %j', (text, at, message, rest) => {
  expect(parse(text).problems).toEqual([{ file: 'nginx.conf', line: at, message }]);
  expect(shapeOf(text)).toEqual(rest);
});

it('bounds depth and size', () => {
  const deep = parse(`${'a { '.repeat(100_000)}${'} '.repeat(100_000)} b c;`);
  expect(deep.problems[0]?.message).toContain('nested deeper than 50');
  expect(deep.block.directives.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(parse('a b;'.repeat(2_000_000)).problems[0]?.message).toContain('longer than');
});

const pieces = [
  'location',
  '~',
  '/a',
  ' ',
  '\n',
  '\t',
  ';',
  '{',
  '}',
  '"',
  "'",
  '\\',
  '#',
  '$',
  '${',
  '_by_lua_block',
  '--[[',
  ']]',
  'é',
];
const nginxLike = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((all) => all.join(''));

it('takes any text, and each directive stands where its place says', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), nginxLike), (text) => {
      const { block } = parse(text);
      const lines = text.split('\n');
      for (const { name, line: at, column, span } of everyIn(block).filter((one) => one.name !== '')) {
        const start = lines.slice(0, at - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
        expect(span?.start).toBe(start);
        const raw = text.slice(start).replace(/^["']/, '');
        if (!name.includes('\\') && !raw.startsWith('\\'))
          expect(raw.replace(/\\(["'\\])/g, '$1').startsWith(name.slice(0, 1))).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

const word = fc.oneof(
  fc.constantFrom('on', '^~', '/events', '$host', '', '${a}', 'a b', '"', '\\', '\\s', "it's", '#', ';', '}', '\\n', 'x\ty'),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
);
const name = fc.oneof(fc.constantFrom('server', 'location', 'proxy_pass'), word);
const tree: fc.Arbitrary<Written[]> = fc.letrec<{ all: Written[] }>((tie) => ({
  all: fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(name, fc.array(word, { maxLength: 3 })).map(([first, args]) => line(first, ...args)),
      fc.tuple(name, fc.array(word, { maxLength: 2 }), tie('all')).map(([first, args, block]) => blockOf(first, args, block)),
    ),
    { maxLength: 4 },
  ),
})).all;

it('reads back what it prints', () => {
  fc.assert(
    fc.property(tree, (directives) => {
      const text = printNginx(directives);
      expect(parse(text).problems).toEqual([]);
      expect(shapeOf(text)).toEqual(written(directives));
    }),
  );
});

it('reads on in time that grows with the text, whatever is not closed', () => {
  const count = (text: string) => everyIn(parse(text).block).length;
  expect(count(`a "b;\n`.repeat(20_001))).toBeGreaterThan(0);
  expect(count('a {'.repeat(20_000))).toBeGreaterThan(0);
  expect(count(`x_by_lua_block { [[ `.repeat(100_000))).toBeGreaterThan(0);
});
