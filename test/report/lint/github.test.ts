import { formatGithub } from '../../../src/report/lint/github';
import { readCommands } from './readers';
import { finding, reportOf, samples } from './samples';

const commandOf = (given: Parameters<typeof finding>[0]) => readCommands(formatGithub(reportOf([finding(given)])))[0];

it('annotates the place of a finding', () => {
  expect(formatGithub(reportOf([finding({ message: 'm', fix: 'f', source: 's' })]))).toBe(
    '::error file=deploy/ingress.yaml,line=7,col=5,title=heartbeat-within-idle-limit::Ingress app/sse: m%0AFix: f%0ASource: s%0ARule: docs/rules.md#heartbeat-within-idle-limit\n',
  );
});

it.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['note', 'notice'],
  ['unknown', 'notice'],
] as const)('%s is the command %s', (level, name) => {
  expect(commandOf({ level })?.name).toBe(name);
});

it('says nothing where there is nothing', () => {
  expect(formatGithub(reportOf([]))).toBe('');
});

it('leaves what is suppressed or passed over to the debug log', () => {
  const report = reportOf([finding({ suppressed: { reason: 'r', kind: 'inSource' } })], {
    skipped: [{ file: 'a', reason: 'b' }],
  });
  expect(readCommands(formatGithub(report)).map(({ name }) => name)).toEqual(['debug', 'debug']);
});

it('escapes what ends a property, a command or a line', () => {
  const text = formatGithub(reportOf([finding({ location: { file: 'a:b,c%\r\n.yaml', line: 1, column: 2, object: 'o:p,q' } })]));
  expect(text).toMatch(/^::error file=a%3Ab%2Cc%25%0D%0A\.yaml,line=1,col=2,title=[^:]*::o:p,q: /);
});

it.each(Object.entries(samples))('is commands only, one a line, and lets no text add one: %s', (_, report) => {
  const { findings, problems, skipped } = report;
  expect(readCommands(formatGithub(report))).toHaveLength(findings.length + problems.length + skipped.length);
});
