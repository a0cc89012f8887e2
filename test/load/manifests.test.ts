import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { KubeObject } from '../../src/kubernetes/object';
import { formatPath, type Step } from '../../src/kubernetes/owned-key';
import { loadManifests } from '../../src/load/manifests';
import { loadTexts } from '../../src/load/loaders';
import { sourceOf, type Position } from '../../src/load/positions';

const read = (text: string) => loadTexts([{ name: 'all.yaml', text }]);
const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name);
const object = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;
/** What stands at a place of a text. */
const at = (text: string, { line, column }: Position) => (text.split(/\r?\n/)[line - 1] ?? '').slice(column - 1);

async function whereIs(text: string, key: string, index = 0): Promise<string> {
  const { objects } = await read(text);
  const source = sourceOf(objects[index] ?? {});
  return source === undefined ? 'no source' : at(text, source.at(key));
}

const INGRESS = `# about
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: sse
  annotations:
    a.b/c: "on" # why
    a.b/d-e: x
spec:
  rules:
    - host: one
    - host: two
      http: { paths: [{ path: /events }] }
`;

it.each([
  ['metadata.annotations["a.b/c"]', 'a.b/c: "on" # why'],
  ['metadata.annotations["a.b/d-*"]', 'a.b/d-e: x'],
  ['spec.rules[].http.paths[].path', 'path: /events }] }'],
  ['spec.rules[0].host', 'host: one'],
  ['Ingress spec.rules[1]', 'host: two'],
  ['metadata.annotations["a.b/missing"]', 'annotations:'],
  ['spec.tls', 'spec:'],
  ['status.x', 'apiVersion: networking.k8s.io/v1'],
  ['use-gzip in the ConfigMap', 'apiVersion: networking.k8s.io/v1'],
])('places the key %s', async (key, found) => {
  expect(await whereIs(INGRESS, key)).toBe(found);
  expect(await whereIs(INGRESS.replaceAll('\n', '\r\n'), key)).toBe(found);
  expect(await whereIs(`\uFEFF${INGRESS}`, key)).toBe(found);
});

it('places keys of JSON, of Lists, behind anchors and merge keys', async () => {
  expect(await whereIs('{"apiVersion":"v1","kind":"S","metadata":{"name":"a"},\n "spec":{"x":1}}', 'spec.x')).toBe('"x":1}}');
  const list = `kind: List
apiVersion: v1
items:
  - &one
    apiVersion: v1
    kind: Service
    metadata: { name: one }
    spec: { type: A }
  - <<: *one
    metadata: { name: two }
  - *one
`;
  expect(names((await read(list)).objects)).toEqual(['one', 'two', 'one']);
  expect(await whereIs(list, 'metadata.name', 1)).toBe('name: two }');
  expect(await whereIs(list, 'spec.type', 1)).toBe('type: A }');
  expect(await whereIs(list, 'spec.type', 2)).toBe('type: A }');
});

/** Every path to a value of an object. */
function pathsIn(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path.length === 0 ? [] : [path];
  const below = Object.entries(value).flatMap(([key, field]) => pathsIn(field, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

it('places every key of any object where it is written', async () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}(?:\.[a-z]{1,4}\/[a-z-]{1,6})?$/);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.dictionary(name, tie('tree'), { maxKeys: 4 })),
  }));
  const objects = fc.array(
    // What is there twice is written as an alias.
    fc
      .dictionary(name, tree, { maxKeys: 5 })
      .map((spec) => ({ apiVersion: 'v1', kind: 'Thing', metadata: { name: 'x' }, spec, again: { spec } })),
    { minLength: 1, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(objects, fc.boolean(), fc.constantFrom('---\n', '...\n'), async (written, asJson, between) => {
      const one = (value: object) => (asJson ? `${JSON.stringify(value, null, 1)}\n` : stringify(value));
      const text = written.map(one).join(between);
      const { objects: found, problems } = await read(text);
      expect([problems, found]).toEqual([[], written]);
      for (const each of found) {
        for (const path of pathsIn(each)) {
          const place = at(text, sourceOf(each)?.at(formatPath(path)) ?? { line: 0, column: 0 });
          expect(place.replace(/^["']/, '').startsWith(path.map(String).at(-1) ?? '')).toBe(true);
        }
      }
    }),
  );
});

it('reads whatever document can be read, and names each other with its line', async () => {
  const text = `${object('a')}---\nkind: X\napiVersion: "v1\n---\n${object('b')}---\nfoo: bar\n---\n# nothing\n---\n${object('c')}`;
  const { objects, problems, skipped } = await read(text);
  expect(names(objects)).toEqual(['a', 'b', 'c']);
  expect(problems).toEqual([{ file: 'all.yaml', line: 6, message: 'Missing closing "quote' }]);
  expect(skipped).toEqual([{ file: 'all.yaml', reason: 'line 11: no Kubernetes object' }]);
  expect(() => loadManifests(text, 'all.yaml')).toThrow('all.yaml:6: Missing closing "quote');
});

it.each([
  ['a control line', `{{- if .Values.x }}\n${object('a')}{{- end }}\n`],
  ['a value', object('{{ .Release.Name }}')],
  ['a quoted name', object('"{{ .Release.Name }}-x"')],
  ['a block', `${object('a')}spec: {{ toYaml .Values.x | nindent 2 }}\n`],
])('names a Helm template by %s', async (_, text) => {
  const { objects, problems, skipped } = await read(text);
  expect([objects, problems]).toEqual([[], []]);
  expect(skipped[0]?.reason).toContain('helm template');
});

it('reads an object that quotes a template', async () => {
  const text = `${object('alerts')}data:\n  rule: "{{ $labels.pod }} is down"\n  more: |\n    {{ .Values.x }}\n`;
  expect(names((await read(text)).objects)).toEqual(['alerts']);
});

it.each([
  [
    'aliases that multiply',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join()}]`).join('\n')}\n`,
  ],
  ['a merge of itself', 'a: &a\n  <<: *a\n'],
  ['an alias of nothing', 'a: *nothing\n'],
  ['depth', `a: ${'['.repeat(50_000)}\n`],
])('bounds %s', async (_, bomb) => {
  const { objects, problems } = await read(`${object('a')}${bomb}---\n${object('b')}`);
  expect(names(objects)).toEqual(['b']);
  expect(problems).toHaveLength(1);
});

it('passes over what holds no object, in one line', async () => {
  expect((await read('a: 1\n---\nb: 2\n')).skipped).toEqual([{ file: 'all.yaml', reason: 'no Kubernetes object' }]);
  expect((await read('apiVersion: v1\nkind: Values\n')).skipped).toEqual([
    { file: 'all.yaml', reason: 'line 1: Values without metadata.name, no object of a cluster' },
  ]);
});

it.each([
  ['all.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'],
  ['prod/kustomization.yaml', 'resources: [../base]\n'],
])('says how to build a Kustomization: %s', async (name, text) => {
  const { skipped } = await loadTexts([{ name, text }]);
  expect(skipped).toEqual([
    { file: name, reason: expect.stringContaining('kustomize build <folder> | sse-ready lint -') as string },
  ]);
});

it('never throws, whatever the text', async () => {
  const pieces = fc.constantFrom(
    'apiVersion: v1\n',
    'kind: X\n',
    'metadata: {name: x}\n',
    '---\n',
    '...\n',
    '{{',
    '}}',
    '- ',
    '&a',
    '*a',
    ': ',
    '"',
    '|',
    '\n',
    '\t',
    '[',
    '{',
    '<<: *a\n',
    '%YAML 1.2\n',
    '? ',
    '!!x',
  );
  const texts = fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }).map((all) => all.join(''));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { objects, problems, skipped } = await read(`${text}\n---\n${object('last')}`);
      expect(names(objects)).toContain('last');
      expect([...problems, ...skipped].every(({ file }) => file === 'all.yaml')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
