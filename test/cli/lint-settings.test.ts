import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { root } from '../../scripts/run';
import { deployment, ingress, service } from '../lint/objects';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sse-ready-'));
  const input = ingress('sse', { path: '/events', annotations: { 'proxy-read-timeout': '10' } });
  mkdirSync(join(folder, 'k8s'));
  writeFileSync(join(folder, 'k8s/all.yaml'), [input, service('sse'), deployment('sse')].join('---\n'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The built program in a folder of its own. */
function run(...args: readonly string[]) {
  const options = { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'lib/cli/main.js'), 'lint', ...args], options);
  return { status, stdout, stderr };
}
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
};
const rulesIn = (stdout: string) =>
  new Set((JSON.parse(stdout) as { findings: { rule: string; level: string }[] }).findings.map(({ rule }) => rule));

describe('sse-ready.yaml', () => {
  it('is found, and says levels, streams, policy and what to ignore', () => {
    write('sse-ready.yaml', 'rules: { hop-retired: off }\npolicy: policy.yaml\nignore: [old/]\n');
    write('policy.yaml', 'paths: [/events]\nheartbeat: 4s\n');
    mkdirSync(join(folder, 'old'));
    write('old/broken.yaml', 'apiVersion: [');
    const { stdout, status } = run('.', '--format', 'json');
    const rules = rulesIn(stdout);
    expect([rules.has('hop-retired'), rules.has('heartbeat-within-idle-limit'), status]).toEqual([false, false, 1]);
    expect((JSON.parse(stdout) as { paths: { policy: string }[] }).paths[0]?.policy).toBe('policy.yaml');
  });

  it.each([
    ['levels: {}\n', 'sse-ready.yaml:1: Unrecognized key: "levels"; there are rules, policy, streams, ignore, baseline'],
    ['rules:\n  hop-retierd: off\n', 'sse-ready.yaml:2: rules: Unrecognized key: "hop-retierd"'],
    ['streams: [/events]\nrules: { hop-retired: of }\n', 'sse-ready.yaml:2: rules.hop-retired: '],
    ['a: [\n', 'sse-ready.yaml:'],
  ])('is refused with its line: %j', (text, message) => {
    write('sse-ready.yaml', text);
    const { status, stderr } = run('k8s');
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('is what the committed schema says', () => {
    const schema = JSON.parse(readFileSync(join(root, 'docs/sse-ready.schema.json'), 'utf8')) as object;
    const isValid = new Ajv({ strict: false }).compile(schema);
    expect(
      isValid(parse('rules: { hop-retired: note }\nstreams: [/events]\nignore: [old/]\nbaseline: b.json\npolicy: p.yaml')),
    ).toBe(true);
    expect(isValid({ rules: { 'no-such-rule': 'off' } })).toBe(false);
  });
});

it('fails only for what is not in the baseline', () => {
  expect(run('k8s').status).toBe(1);
  expect(run('k8s', '--write-baseline', 'known.json').status).toBe(0);
  expect(run('k8s', '--baseline', 'known.json').status).toBe(0);
  write('k8s/more.yaml', [ingress('sse2', { path: '/events' }), service('sse2'), deployment('sse2')].join('---\n'));
  expect(run('k8s', '--baseline', 'known.json').status).toBe(1);
  write('known.json', '{"version": 2}');
  expect(run('k8s', '--baseline', 'known.json')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('no baseline') as string,
  });
});

it('says what it cannot write', () => {
  const { status, stderr } = run('k8s', '--write-baseline', 'no-folder/known.json');
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^no-folder\/known\.json cannot be written: .*\n$/)]);
});

it('shows what it would fix as a diff that patch takes, then fixes it', () => {
  const file = join(folder, 'k8s/all.yaml');
  const before = readFileSync(file, 'utf8');
  const { stdout } = run('k8s', '--fix', '--dry-run');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(stdout).toContain('--- a/k8s/all.yaml\n+++ b/k8s/all.yaml\n');
  expect(stdout).toMatch(/\n-.*proxy-read-timeout: "10"\n\+.*proxy-read-timeout: "30"\n/);
  const fixed = run('k8s', '--fix', '--format', 'json');
  expect(fixed.stderr).toMatch(/^fixed 2 findings in 1 file\n$/);
  expect(rulesIn(fixed.stdout).has('heartbeat-within-idle-limit')).toBe(false);
  expect(run('k8s', '--fix').stderr).toBe('fixed 0 findings in 0 files\n');
});

it.each([[['--fix', '-']], [['--dry-run', 'k8s']]])('refuses %j', (args) => {
  expect(run(...args).status).toBe(2);
});
