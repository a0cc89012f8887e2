import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/run';
import { deployment, service } from '../lint/objects';

const repo = join(root, 'test/lint/repo');

/** The built program, as a user runs it. */
function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'lib/cli/main.js'), 'lint', ...args], {
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { status, stdout, stderr };
}

const clean = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n';

it.each([
  [0, ['-'], clean],
  [1, [join(repo, 'k8s'), '--heartbeat', '60s'], ''],
  [2, [repo], ''],
  [2, ['missing.yaml'], ''],
  [2, [], ''],
  [2, ['-'], ''],
  [2, ['-', '--format', 'poem'], ''],
  [2, ['-', '--heartbeat', 'soon'], clean],
  [2, ['-', '--policy', 'missing.yaml'], clean],
])('exits with %d for %j', (status, args, input) => {
  expect(run(args, input).status).toBe(status);
});

it('fails on the level it is told, and on those above it', () => {
  const policy = JSON.stringify({ paths: ['/events'], affinity: { kind: 'none', reason: 'shared log' } });
  const pods = deployment('sse', { annotations: { 'sse-ready.dev/policy': policy } });
  const input = [service('sse', { type: 'LoadBalancer' }), pods].join('---\n');
  const levels = ['error', 'warning', 'note'].map((level) => run(['-', '--fail-on', level], input).status);
  expect(levels).toEqual([0, 1, 1]);
});

it('lints the rest of what it cannot read, and prints JSON that programs can read', () => {
  const { stdout } = run([repo, join(repo, 'gone.yaml'), '--format', 'json']);
  const report = JSON.parse(stdout) as { version: number; findings: unknown[]; problems: { file: string }[] };
  expect(report.version).toBe(1);
  expect(report.findings.length).toBeGreaterThan(5);
  expect(report.problems.map(({ file }) => file)).toEqual([join(repo, 'gone.yaml'), join(repo, 'other/broken.yaml')]);
});

it('takes several streams, and options before the places', () => {
  const { stdout } = run(['--stream', '/', '--stream', '/x', join(repo, 'k8s'), '--format', 'json']);
  const { paths } = JSON.parse(stdout) as { paths: { evidence: string }[] };
  expect(paths[0]?.evidence).toBe('--stream / --stream /x');
});

it('has all of it in its help', () => {
  const { stdout, status } = run(['--help']);
  expect(status).toBe(0);
  for (const option of ['--policy', '--stream', '--heartbeat', '--max-age', '--format', '--fail-on', 'Exit code'])
    expect(stdout).toContain(option);
});
