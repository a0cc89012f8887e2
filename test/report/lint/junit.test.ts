import { formatJunit } from '../../../src/report/lint/junit';
import { readXml } from './readers';
import { finding, path, reportOf, samples } from './samples';

type Element = Readonly<Record<string, unknown>>;

/** The elements and attributes that the readers of Jenkins, GitLab and Azure have in common. */
const FORMAT: Readonly<Record<string, { readonly attributes: readonly string[]; readonly children: readonly string[] }>> = {
  testsuites: { attributes: ['name', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { attributes: ['name', 'tests', 'failures', 'errors', 'skipped'], children: ['testcase'] },
  testcase: { attributes: ['classname', 'name'], children: ['failure', 'error', 'skipped', 'system-out'] },
  failure: { attributes: ['type', 'message'], children: [] },
  error: { attributes: ['type', 'message'], children: [] },
  skipped: { attributes: ['message'], children: [] },
  'system-out': { attributes: [], children: [] },
};

const read = (report: Parameters<typeof formatJunit>[0]): Element =>
  (readXml(formatJunit(report)) as { testsuites: Element }).testsuites;

const childrenOf = (element: Element, name: string): Element[] =>
  [element[name] ?? []].flat().map((child) => (typeof child === 'string' ? { '#text': child } : (child as Element)));

const casesOf = (root: Element): Element[] => childrenOf(root, 'testsuite').flatMap((suite) => childrenOf(suite, 'testcase'));

/** What of an element, or of those in it, the format does not know or lacks. */
function strays(name: string, element: Element): string[] {
  const { attributes, children } = FORMAT[name] ?? { attributes: [], children: [] };
  const expected = attributes.map((attribute) => `@_${attribute}`);
  const names = Object.keys(element).filter((key) => key !== '#text');
  return [
    ...names.filter((key) => !expected.includes(key) && !children.includes(key)).map((key) => `${name} has ${key}`),
    ...expected.filter((key) => !(key in element)).map((key) => `${name} lacks ${key}`),
    ...children.flatMap((child) => childrenOf(element, child).flatMap((inner) => strays(child, inner))),
  ];
}

it.each(Object.entries(samples))('has the form that readers share, and counts what it holds: %s', (_, report) => {
  const root = read(report);
  expect(strays('testsuites', root)).toEqual([]);
  for (const suite of childrenOf(root, 'testsuite')) {
    const cases = childrenOf(suite, 'testcase');
    const counted = {
      tests: cases,
      failures: having('failure', cases),
      errors: having('error', cases),
      skipped: having('skipped', cases),
    };
    for (const [name, some] of Object.entries(counted)) expect([name, suite[`@_${name}`]]).toEqual([name, String(some.length)]);
  }
  const cases = casesOf(root);
  expect(root).toMatchObject({
    '@_tests': String(cases.length),
    '@_failures': String(having('failure', cases).length),
    '@_errors': String(having('error', cases).length),
  });
});

const having = (name: string, cases: readonly Element[]) => cases.filter((one) => name in one);

it.each([
  ['error', 'failure'],
  ['warning', 'failure'],
  ['note', 'system-out'],
  ['unknown', 'skipped'],
] as const)('%s is a test case with %s', (level, outcome) => {
  const [one] = casesOf(read(reportOf([finding({ level })])));
  expect(Object.keys(one ?? {}).filter((key) => !/^[@#]/.test(key))).toEqual([outcome]);
});

it('skips what is suppressed, with the reason, whatever its level', () => {
  const [one] = casesOf(read(reportOf([finding({ suppressed: { reason: 'until May', kind: 'inSource' } })])));
  expect(one).toMatchObject({ skipped: { '@_message': 'suppressed: until May' } });
});

it('passes a path without a finding', () => {
  expect(childrenOf(read(reportOf([])), 'testsuite')).toMatchObject([
    { '@_name': path.name, '@_tests': '1', testcase: { '@_name': 'no finding' } },
  ]);
});

it('has an error for each input that cannot be read', () => {
  const problems = [{ file: 'a.yaml', line: 3, message: 'not YAML' }];
  expect(read(reportOf([], { problems }))).toMatchObject({ '@_errors': '1' });
  expect(casesOf(read(reportOf([], { problems })))).toContainEqual(
    expect.objectContaining({
      '@_name': 'a.yaml',
      error: expect.objectContaining({ '@_message': 'line 3: not YAML' }) as Element,
    }),
  );
});
