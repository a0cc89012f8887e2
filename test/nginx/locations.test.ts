import { parseNginx } from '../../src/nginx/parse';
import type { Directive } from '../../src/nginx/directive';
import { locationFor } from '../../src/nginx/locations';
import { nginxTime } from '../../src/nginx/time';

const server = (...locations: string[]): Directive => {
  const { block } = parseNginx(`server { ${locations.map((one) => `location ${one}`).join(' ')} }`, 'nginx.conf');
  const [made] = block.directives;
  if (made === undefined) throw new Error('there is no server');
  return made;
};

const serving = (path: string, ...locations: string[]): string => {
  const match = locationFor(server(...locations), path);
  const trail = match?.trail.map(({ args }) => args.join(' ')).join(' > ') ?? 'none';
  return match?.unclear === undefined ? trail : `${trail}, unless ${match.unclear.args.join(' ')}`;
};

it.each([
  ['the longest prefix', '/events/a', ['/ {}', '/events {}', '/ev {}'], '/events'],
  ['an exact one before all', '/events', ['^~ /events {}', '~ . {}', '= /events {}'], '= /events'],
  ['a regular expression before a prefix', '/events', ['/events {}', '~ ^/ev {}'], '~ ^/ev'],
  ['the first regular expression', '/events', ['~ s$ {}', '~ ^/events$ {}'], '~ s$'],
  ['^~ before regular expressions', '/events', ['^~ /events {}', '~ ^/ev {}'], '^~ /events'],
  ['regular expressions where ^~ is not the longest', '/events', ['^~ /ev {}', '/events {}', '~ ^/ {}'], '~ ^/'],
  ['case as written', '/Events', ['/events {}', '~* ^/events {}'], '~* ^/events'],
  ['a nested location', '/events/a', ['/events { location /events/a {} }'], '/events > /events/a'],
  ['a nested regular expression first', '/events', ['/events { location ~ s$ {} }', '~ ^/ {}'], '/events > ~ s$'],
  ['an outer one where no nested one matches', '/events', ['/events { location /events/a {} }', '~ ^/ {}'], '~ ^/'],
  ['no named location', '/@x', ['@x {}'], 'none'],
  ['a modifier without a space', '/events', ['=/events {}', '/ {}'], '=/events'],
  ['an expression that is not tried', '/events', ['/events {}', '~ (?i)^/ev {}'], '/events, unless ~ (?i)^/ev'],
  ['one that might never end', '/aaaaaaaaaaaaaaaaaaaaaaaaaaaa', ['/ {}', '~ ^/(a+)+$ {}'], '/, unless ~ ^/(a+)+$'],
  [
    'one with many choices',
    '/aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    ['/ {}', `~ ^/${'a?'.repeat(30)}${'a'.repeat(30)}$ {}`],
    `/, unless ~ ^/${'a?'.repeat(30)}${'a'.repeat(30)}$`,
  ],
  ['none', '/other', ['/events {}'], 'none'],
])('takes %s', (_, path, locations, expected) => {
  expect(serving(path, ...locations)).toBe(expected);
});

it.each([
  ['60', '1m'],
  ['90s', '1m30s'],
  ['1h30m', '1h30m'],
  ['1h 30m', '1h30m'],
  ['500ms', '500ms'],
  ['1d', '24h'],
  ['0', '0s'],
  ['', undefined],
  ['-1', undefined],
  ['1.5s', undefined],
  ['$x', undefined],
  ['5min', undefined],
])('reads the time %j', (text, expected) => {
  expect(nginxTime(text)?.toString()).toBe(expected);
});
