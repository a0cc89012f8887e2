import { sourceFiles, sourceImports, type SourceImport } from './source-imports';

const CDK = /^(?:cdk8s|cdktf|cdktn|constructs)(?:\/|$)|^cdk8s-plus-|^@cdktf\/|^@cdktn\//;

/** The only files that may know a CDK at all, types included: the root entry and its declarations work without one. */
const MAY_KNOW_A_CDK = /^hops\/.*\/(?:construct|mixin)\.ts$|^constructs\/|^(?:cdk8s|cdktf)\.ts$/;

/** Knows nothing of streams, so every part may import it. */
const FOR_ALL = 'collections';

/** What each part of src/ may import besides itself and that. Left to right is the one way things flow. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  collections: [],
  policy: [],
  path: ['policy'],
  kubernetes: ['policy', 'path'],
  terraform: ['policy', 'path'],
  nginx: ['policy', 'path'],
  rules: ['policy', 'path'],
  check: ['policy', 'path', 'rules'],
  hops: ['policy', 'path', 'kubernetes', 'terraform', 'nginx'],
  load: ['policy', 'path', 'kubernetes', 'terraform', 'nginx', 'hops'],
  lint: ['policy', 'path', 'kubernetes', 'terraform', 'nginx', 'rules', 'check', 'hops', 'load'],
  probe: ['policy', 'path'],
  plan: ['policy', 'path', 'rules', 'check', 'hops'],
  report: ['policy', 'path', 'rules', 'check', 'hops', 'plan', 'lint', 'probe'],
  constructs: ['policy', 'path', 'kubernetes', 'terraform', 'rules', 'check', 'hops'],
  'hop constructs': ['policy', 'path', 'kubernetes', 'terraform', 'nginx', 'rules', 'check', 'hops', 'constructs'],
  cli: ['policy', 'path', 'kubernetes', 'terraform', 'rules', 'check', 'hops', 'plan', 'report', 'load', 'lint', 'probe'],
  'cdk8s-cli': ['policy', 'kubernetes', 'load', 'lint'],
  index: [
    'policy',
    'path',
    'kubernetes',
    'terraform',
    'nginx',
    'rules',
    'check',
    'hops',
    'plan',
    'report',
    'load',
    'lint',
    'probe',
    'cdk8s-cli',
  ],
  cdk8s: ['policy', 'path', 'hops', 'hop constructs', 'constructs'],
  cdktf: ['policy', 'path', 'hops', 'hop constructs', 'constructs'],
};

function partOf(file: string): string {
  if (/^hops\/.*\/(?:construct|mixin)\.ts$/.test(file)) return 'hop constructs';
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? file;
}

const told = ({ from, to }: SourceImport) => `${from} imports ${to}`;

test('the statements are found', () => {
  expect(sourceImports).toContainEqual({ from: 'check.ts', to: 'rules/index.ts', isPackage: false, typeOnly: false });
  expect(sourceImports).toContainEqual({ from: 'check.ts', to: 'path/path.ts', isPackage: false, typeOnly: true });
  expect(sourceImports).toContainEqual({ from: 'hops/service/construct.ts', to: 'constructs', isPackage: true, typeOnly: false });
});

test('every part of src/ has its place in the flow', () => {
  expect([...new Set(sourceFiles.map(partOf))].filter((part) => !(part in PARTS))).toEqual([]);
});

test('parts import one way', () => {
  const wrong = sourceImports.filter(({ from, to, isPackage }) => {
    const [importer, imported] = [partOf(from), partOf(to)];
    return !isPackage && importer !== imported && imported !== FOR_ALL && PARTS[importer]?.includes(imported) !== true;
  });
  expect(wrong.map(told)).toEqual([]);
});

test('only constructs know a CDK', () => {
  expect(sourceImports.filter(({ from, to }) => CDK.test(to) && !MAY_KNOW_A_CDK.test(from)).map(told)).toEqual([]);
});

test('the provider is imported file by file, in a form that both CommonJS and ESM resolve', () => {
  const wrong = sourceImports.filter(
    ({ to }) => /^@cdktf\/provider-/.test(to) && !/^@cdktf\/provider-azurerm\/lib\/[a-z0-9-]+\/index\.js$/.test(to),
  );
  expect(wrong.map(told)).toEqual([]);
});

test('no file imports itself through others', () => {
  expect(cycles(sourceImports.filter(({ typeOnly, isPackage }) => !typeOnly && !isPackage))).toEqual([]);
});

test('cycles are seen', () => {
  const edge = (from: string, to: string): SourceImport => ({ from, to, isPackage: false, typeOnly: false });
  expect(cycles([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).toEqual(['b > c > b']);
  expect(cycles([edge('a', 'b'), edge('a', 'c'), edge('b', 'c')])).toEqual([]);
});

/** Depth first; a file met again while its own imports are still being followed closes a cycle. */
function cycles(imports: readonly SourceImport[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const follow = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(' > '));
    else if (!done.has(file)) {
      for (const to of next.get(file) ?? []) follow(to, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of next.keys()) follow(file, []);
  return found;
}
