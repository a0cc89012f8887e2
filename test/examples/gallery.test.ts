import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findPaths, hops, loadFiles, prove, type StreamPolicy } from 'sse-ready';
import { root, run } from '../../scripts/run';
import { policy, policyByAddress } from '../../examples/quickstart/policy';

jest.setTimeout(120_000);

const scratch = mkdtempSync(join(tmpdir(), 'sse-ready-gallery-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The files of examples/gallery that build a path, by name. */
const names = readdirSync(join(root, 'examples', 'gallery'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => !['azure', 'prices'].includes(name));

beforeAll(async () => {
  expect(await run('tsx', ['scripts/gallery.ts', scratch])).toEqual({ ok: true, output: expect.any(String) as string });
});

const written = (name: string) =>
  loadFiles(...[`${name}.k8s.yaml`, join('stacks', name, 'cdk.tf.json')].map((file) => join(scratch, file)).filter(existsSync));

/** Where a path cannot hold by cookie, its file says what it holds by. */
const ownPolicyOf = (name: string) =>
  jest.requireActual<{ policy?: StreamPolicy }>(join(root, 'examples', 'gallery', name)).policy;

it.each(names)('the path of %s is found and holds', (name) => {
  const paths = findPaths(written(name), policy.paths);
  const own = ownPolicyOf(name) ?? policy;
  const { holds, report } = prove(paths, ({ hops: [first] }) => (first?.type === 'service' ? policyByAddress : own));
  expect({ holds, report: holds ? '' : report }).toEqual({ holds: true, report: '' });
});

test('what a file names is in the namespace of its objects', () => {
  const files = readdirSync(scratch).filter((file) => file.endsWith('.k8s.yaml'));
  const named = files.flatMap((file) => readFileSync(join(scratch, file), 'utf8').match(/(?<=^ +namespace: ).*/gm) ?? []);
  expect(new Set(named)).toEqual(new Set(['prices']));
});

test('every hop there is stands on some path of the gallery', () => {
  const planned = new Set(hops.map((kind) => kind.plan(policy).type));
  const shown = new Set(names.flatMap((name) => findPaths(written(name))).flatMap((path) => path.hops.map(({ type }) => type)));
  expect([...planned].filter((type) => !shown.has(type))).toEqual([]);
});

test('every product that serves HTTPRoutes has a path of its own', () => {
  const products = hops.flatMap(({ type }) => (type.startsWith('http-route/') ? [type.replaceAll('/', '-')] : []));
  expect(products.filter((name) => !names.includes(name))).toEqual([]);
});
