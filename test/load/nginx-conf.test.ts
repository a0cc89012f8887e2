import fc from 'fast-check';
import { childrenOf, type Directive } from '../../src/nginx/directive';
import { globMatches } from '../../src/load/glob';
import { loadNginx } from '../../src/load/nginx-conf';

const load = (files: Readonly<Record<string, string>>) =>
  loadNginx(Object.entries(files).map(([name, text]) => ({ name, text })));
const names = (directives: readonly Directive[]): unknown =>
  directives.map((one) => (one.block === undefined ? one.name : [one.name, names(childrenOf(one))]));

it('puts includes in place, by pattern and in the order of their names', () => {
  const { configurations, problems, skipped } = load({
    'nginx/nginx.conf': 'events {}\nhttp {\n include mime.types;\n include /etc/nginx/conf.d/*.conf;\n}',
    'nginx/conf.d/b.conf': 'server { include snippets/proxy.conf; }',
    'nginx/conf.d/a.conf': 'gzip on;',
    'nginx/snippets/proxy.conf': 'proxy_buffering off;',
  });
  expect(problems).toEqual([]);
  expect(configurations.map(({ file }) => file)).toEqual(['nginx/nginx.conf']);
  expect(names(configurations[0]?.main.directives ?? [])).toEqual([
    ['events', []],
    ['http', ['include', 'gzip', ['server', ['proxy_buffering']]]],
  ]);
  expect(skipped).toEqual([{ file: 'nginx/nginx.conf:3', reason: 'include mime.types leads to no file given' }]);
  const http = configurations[0]?.main.directives[1];
  expect(childrenOf(http ?? { name: '', args: [], file: '', line: 1, column: 1 })[1]).toMatchObject({
    file: 'nginx/conf.d/a.conf',
    line: 1,
    column: 1,
  });
});

it('reads a file for the http block by itself, and passes over what is not nginx', () => {
  const { configurations, problems, skipped } = load({
    'sites/prices.conf': 'server { listen 80; }',
    'redis.conf': 'maxmemory 1gb\nappendonly "yes',
    'broken.conf': 'server {\n listen 80;\n',
  });
  expect(configurations.map(({ file }) => file)).toEqual(['sites/prices.conf', 'broken.conf']);
  expect(problems).toEqual([{ file: 'broken.conf', line: 1, message: 'the block of server is not closed' }]);
  expect(skipped.map(({ file }) => file)).toEqual(['redis.conf']);
});

it('leads nowhere outside the files given, and ends where files include themselves', () => {
  const { configurations, problems, skipped } = load({
    'a.conf': 'http { include b.conf; include ../../etc/passwd; }',
    'b.conf': 'server { } include a.conf;',
  });
  expect(configurations.map(({ file }) => file)).toEqual(['a.conf']);
  expect(problems).toEqual([{ file: 'b.conf', line: 1, message: 'a.conf includes itself' }]);
  expect(skipped).toEqual([{ file: 'a.conf:1', reason: 'include ../../etc/passwd leads to no file given' }]);
});

it('bounds includes that multiply', () => {
  const files = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`${at}.conf`, `http { } ${`include ${at + 1}.conf; `.repeat(10)}`]),
  );
  const { problems } = load({ ...files, '9.conf': 'gzip on;' });
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('more than 200000 directives')]);
});

it('reads what crossplane prints', () => {
  const payload = {
    status: 'failed',
    errors: [],
    config: [
      {
        file: '/etc/nginx/nginx.conf',
        status: 'ok',
        errors: [],
        parsed: [
          {
            directive: 'http',
            line: 1,
            args: [],
            block: [{ directive: 'include', line: 2, args: ['conf.d/*.conf'], includes: [1] }],
          },
        ],
      },
      {
        file: '/etc/nginx/conf.d/a.conf',
        status: 'failed',
        errors: [{ error: 'unexpected "}" in /etc/nginx/conf.d/a.conf:9', line: 9 }],
        parsed: [
          { directive: '#', line: 1, args: [], comment: ' why' },
          { directive: 'server', line: 2, args: [], block: [{ directive: 'listen', line: 3, args: ['80'] }] },
        ],
      },
    ],
  };
  const { configurations, problems } = load({ 'crossplane.json': JSON.stringify(payload) });
  expect(names(configurations[0]?.main.directives ?? [])).toEqual([['http', [['server', ['listen']]]]]);
  expect(problems).toEqual([{ file: '/etc/nginx/conf.d/a.conf', line: 9, message: 'unexpected "}"' }]);
});

it('takes any files', () => {
  const text = fc.array(
    fc.constantFrom('http {', 'include a;', 'include *;', 'server {', '}', 'location / {', ';', '"', '{"config":[', ']}'),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('a', 'b', 'c/d'),
        text.map((parts) => parts.join(' ')),
      ),
      (files) => {
        const { configurations, skipped, problems } = load(files);
        const told = new Set([...skipped, ...problems, ...configurations].map(({ file }) => file.replace(/:\d+$/, '')));
        const included = JSON.stringify(configurations);
        for (const file of Object.keys(files))
          expect(told.has(file) || included.includes(`"file":"${file}"`) || files[file] === '').toBe(true);
      },
    ),
  );
});

it.each([
  ['conf.d/*.conf', 'conf.d/a.conf', true],
  ['conf.d/*.conf', 'conf.d/x/a.conf', false],
  ['a?c', 'abc', true],
  ['*', '', true],
  ['a*b*c', 'aXbYbc', true],
  ['a*b', 'aXc', false],
  [`${'*a'.repeat(50)}b`, 'a'.repeat(5000), false],
])('matches %s with %s: %s', (pattern, path, expected) => {
  expect(globMatches(pattern, path)).toBe(expected);
});
