import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { lint } from '../../src/lint/lint';
import type { LintReport } from '../../src/lint/lint-report';
import { loadTexts } from '../../src/load/loaders';

jest.setTimeout(300_000);

const fixtures = readdirSync(join(__dirname, 'fixtures'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), 'utf8') }));

/** Words that the formats are made of, so that random text gets past the first line of each reader. */
const word = fc.constantFrom(
  ...[
    'apiVersion: v1',
    'kind: Ingress',
    'metadata:',
    'spec:',
    'items:',
    'kind: List',
    'name: sse',
    '- ',
    '  ',
    '\n',
    '---\n',
    '...\n',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '|\n',
    '>-\n',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '#',
    '%YAML 1.2\n',
    '{{ .Values.x }}',
    '\t',
    '\r\n',
  ],
  ...[
    'resource "azurerm_application_gateway" "sse" {',
    '"resource": {',
    '${',
    '<<EOF\n',
    'EOF\n',
    'for_each = ',
    'null',
    '"$schema"',
  ],
  ...[
    'server {',
    'location /events {',
    'proxy_pass http://sse;',
    'include *.conf;',
    'upstream sse {',
    ';',
    '\\',
    '\u0000',
    '\uFEFF',
  ],
);
const text = fc.oneof(
  fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

/** Any value where an object's fields belong. */
const value = fc.jsonValue({ maxDepth: 3 });
const kinds = [
  'Ingress',
  'HTTPRoute',
  'Service',
  'Deployment',
  'RoutePolicy',
  'Gateway',
  'HorizontalPodAutoscaler',
  'ConfigMap',
  'List',
];
const object = fc
  .record({
    apiVersion: fc.constant('v1'),
    kind: fc.constantFrom(...kinds),
    metadata: fc.constant({ name: 'sse' }),
    spec: value,
    items: value,
  })
  .map((one) => stringify(one));

/** A fixture with a piece cut out, doubled or replaced. */
const mutated = fc
  .record({ of: fc.constantFrom(...fixtures), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(60), instead: text })
  .map(({ of, at, length, instead }) => {
    const from = Math.floor(at * of.text.length);
    return { name: of.name, text: of.text.slice(0, from) + instead + of.text.slice(from + length) };
  });

const names = ['a.yaml', 'b.yml', 'c.json', 'd.tf', 'e.tf.json', 'nginx.conf', 'sites-enabled/web', '-', 'f.bicep', 'g.txt'];
const file = fc.oneof(
  fc.record({ name: fc.constantFrom(...names), text }),
  fc.record({ name: fc.constant('objects.yaml'), text: fc.array(object, { maxLength: 4 }).map((all) => all.join('---\n')) }),
  mutated,
);

/** Whether a text holds anything but blanks and comments, in any of the formats. */
const says = (content: string) => content.replace(/^\s*(?:#|\/\/|---|\.\.\.|%).*$/gm, '').trim() !== '';

it('reads anything, and passes nothing over in silence', () =>
  fc.assert(
    fc.asyncProperty(fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 3 }), async (files) => {
      const report: LintReport = await lint(files);
      const { objects, resources, configurations, problems, skipped } = await loadTexts(files);
      const isHeld = objects.length + resources.length + configurations.length > 0;
      const told = [...problems, ...skipped, ...report.problems].map((one) => one.file.replace(/:\d+$/, ''));
      const silent = files.filter(({ name, text: content }) => says(content) && !told.includes(name));
      // What one file holds may hide the silence of another, so files are tried alone as well.
      if (files.length === 1) expect(isHeld ? [] : silent.map(({ name }) => name)).toEqual([]);
      for (const { location } of report.findings)
        expect(['', ...files.map(({ name }) => name)]).toContain(location.file.split(':')[0]);
    }),
    { numRuns: 400 },
  ));

it.each([
  ['maps in maps', 'a.yaml', 'apiVersion: v1\nkind: X\nspec: ' + '{a: '.repeat(5000)],
  ['lists in lists', 'a.json', '{"apiVersion": "v1", "spec": ' + '['.repeat(50_000)],
  ['blocks in blocks', 'a.tf', 'resource "a" "b" {\n'.repeat(2000)],
  ['brackets in an expression', 'b.tf', `locals {\n  a = ${'['.repeat(5000)}\n}\n`],
  ['servers in servers', 'nginx.conf', 'server {'.repeat(20_000)],
  ['aliases of aliases', 'a.yaml', `apiVersion: v1\n${laughs()}`],
])('ends with a problem or a reason on %s', async (_, name, content) => {
  const { problems, skipped } = await lint([{ name, text: content }]);
  expect([...problems, ...skipped].map((one) => one.file)).toContain(name);
});

function laughs(): string {
  const lines = Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`);
  return `kind: X\nmetadata: { name: x }\na0: &a0 [x]\n${lines.join('\n')}\n`;
}
