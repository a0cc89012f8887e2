import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from '../../scripts/run';
import { Project, type TsConfig } from './project';

jest.setTimeout(180_000);

/** What `cdk8s init` and `cdktf init` write: TypeScript 5.9, CommonJS, the old resolution; the first checks declarations too. */
const CDK8S_TEMPLATE = join(root, 'node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json');
const CDKTF_TEMPLATE = join(root, 'node_modules/cdktf-cli/bundle/templates/typescript/tsconfig.json');
const MODERN = {
  module: 'node16',
  moduleResolution: 'node16',
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
};

const ROOT_ONLY = `
import { check, Duration, rules, StreamPolicy, type Finding, type Path } from 'sse-ready';
const policy = new StreamPolicy({ paths: ['/events'], heartbeat: Duration.seconds(20) });
const path: Path = { name: 'empty', hops: [] };
const findings: readonly Finding[] = check(policy, path);
// @ts-expect-error a number has no unit
export const refused = () => new StreamPolicy({ paths: ['/events'], heartbeat: 15 });
if (rules.length === 0 || !Array.isArray(findings)) throw new Error('nothing there');
export const heartbeat = JSON.stringify(policy.heartbeat);
`;

const project = new Project();

beforeAll(() => project.install());
afterAll(() => project.remove());

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}

test('the package holds the compiled sources and four documents, nothing else', () => {
  const compiled = filesBelow(join(root, 'src')).flatMap((file) =>
    ['.d.ts', '.js', '.js.map'].map((ending) => `lib/${file.replace(/\.ts$/, ending)}`),
  );
  const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
  expect(filesBelow(project.path('node_modules/sse-ready'))).toEqual([...documents, ...compiled].sort());
});

test('source maps carry their sources', () => {
  const map = JSON.parse(readFileSync(project.path('node_modules/sse-ready/lib/check.js.map'), 'utf8')) as {
    sourcesContent?: string[];
  };
  expect(map.sourcesContent).toEqual([readFileSync(join(root, 'src/check.ts'), 'utf8')]);
});

describe('without any CDK installed', () => {
  test.each<['typescript' | 'typescript-5.9', string, Omit<TsConfig, 'files'>]>([
    ['typescript-5.9', 'the cdk8s template', { extends: CDK8S_TEMPLATE, compilerOptions: {} }],
    ['typescript', 'node16', { compilerOptions: { ...MODERN, declaration: true } }],
  ])('the root entry compiles, its declarations too, and runs: %s with %s', async (typescript, _, config) => {
    project.write('root.ts', ROOT_ONLY);
    await project.tsc(typescript, { ...config, files: ['root.ts'] });
    expect(await project.node('-p', 'require("./root").heartbeat')).toBe('"20s"\n');
  });

  test('the program runs', async () => {
    expect(await project.node('node_modules/.bin/sse-ready', '--help')).toContain('Usage: sse-ready');
  });
});

describe('with the CDKs installed', () => {
  beforeAll(() => {
    project.linkPeers();
    project.copy('examples/quickstart', 'quickstart');
  });

  test.each<['typescript' | 'typescript-5.9', string, string, Omit<TsConfig, 'files'>]>([
    ['typescript-5.9', 'the cdk8s template', 'kubernetes', { extends: CDK8S_TEMPLATE, compilerOptions: {} }],
    ['typescript-5.9', 'the cdktf template', 'terraform', { extends: CDKTF_TEMPLATE, compilerOptions: {} }],
    ['typescript', 'node16', 'kubernetes', { compilerOptions: { ...MODERN, skipLibCheck: true } }],
    ['typescript', 'node16', 'terraform', { compilerOptions: { ...MODERN, skipLibCheck: true } }],
  ])('the quickstart compiles and synthesises: %s with %s, %s', async (typescript, _, app, config) => {
    await project.tsc(typescript, { ...config, files: [`quickstart/${app}.ts`] });
    await project.node(`quickstart/${app}.js`);
    expect(filesBelow(project.path(app === 'kubernetes' ? 'dist' : 'cdktf.out'))).not.toEqual([]);
  });

  test('ESM imports every entry by name', async () => {
    project.write(
      'app.mjs',
      `
      import { createRequire } from 'node:module';
      import { StreamPolicy } from 'sse-ready';
      import { StreamWorkload } from 'sse-ready/cdk8s';
      import { StreamApplicationGateway } from 'sse-ready/cdktf';
      const { name } = createRequire(import.meta.url)('sse-ready/package.json');
      console.log(name, StreamPolicy.name, StreamWorkload.name, StreamApplicationGateway.name);
      `,
    );
    expect(await project.node('app.mjs')).toBe('sse-ready StreamPolicy StreamWorkload StreamApplicationGateway\n');
  });

  /** The packages a fresh process has loaded after requiring an entry, and the files of the Terraform provider. */
  async function loadedBy(entry: string): Promise<{ packages: Set<string>; provider: string[] }> {
    // Each export is loaded on first use: all of them are looked at.
    const program = `Object.values(require(${JSON.stringify(entry)})); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const files = (JSON.parse(await project.node('-e', program)) as string[]).map((file) => file.split(sep).join('/'));
    const packages = files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? file);
    return { packages: new Set(packages), provider: files.filter((file) => file.includes('/@cdktf/provider-')) };
  }

  const CDK = /^(cdk8s|cdktf|constructs|@cdktf\/.*|cdk8s-plus-.*)$/;

  test.each([
    ['sse-ready', []],
    ['sse-ready/cdk8s', ['cdk8s', 'constructs']],
    ['sse-ready/cdktf', ['@cdktf/provider-azurerm', 'cdktf', 'constructs']],
  ])('%s loads no more of the CDKs than it must', async (entry, cdks) => {
    const { packages } = await loadedBy(entry);
    expect([...packages].filter((name) => CDK.test(name)).sort()).toEqual(cdks);
  });

  test('one export loads its own hop alone', async () => {
    const program = `require('sse-ready/cdk8s').StreamWorkload; console.log(Object.keys(require.cache).join())`;
    const files = (await project.node('-e', program)).split(sep).join('/');
    expect([files.includes('/hops/workload/'), files.includes('/hops/ingress-traefik/')]).toEqual([true, false]);
  });

  test('the index of the Terraform provider is never loaded', async () => {
    const { provider } = await loadedBy('sse-ready/cdktf');
    expect(provider.length).toBeGreaterThan(0);
    expect(provider.filter((file) => /provider-azurerm\/lib\/(lazy-)?index\.js$/.test(file))).toEqual([]);
  });
});
