import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { version } from '../../src/cli/version';
import { root } from '../../scripts/run';
import { ingress } from '../lint/objects';
import { Project } from './project';

jest.setTimeout(180_000);

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[] };
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
const [hook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as {
  entry: string;
  args: string[];
  files: string;
}[];

const project = new Project();

beforeAll(async () => {
  await project.install();
  project.write('good.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n');
  project.write('two words.yaml', ingress('sse', { annotations: { 'proxy-read-timeout': '10' } }));
  project.write('policy.yaml', 'paths: [/events]\nheartbeat: 4s\n');
});
afterAll(() => project.remove());

/** Bash as GitHub starts it, and as pre-commit would: where the package is installed, npx takes that one. */
function bash(script: string, env: Readonly<Record<string, string>> = {}) {
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: project.folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_config_offline: 'true', ...env },
  });
  return { status, stdout };
}

/** The steps of the action with these inputs. */
function act(inputs: Readonly<Record<string, string>>) {
  const [step] = action.runs.steps;
  const env = Object.entries(step?.env ?? {}).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input]?.default ?? `no input for ${expression}`] as const;
  });
  return bash(step?.run ?? '', Object.fromEntries(env));
}

it('the action annotates, writes SARIF beside, and fails as the lint does', () => {
  const { status, stdout } = act({ paths: '\ngood.yaml\ntwo words.yaml\n', sarif: 'lint.sarif' });
  expect(stdout).toContain('::error file=two words.yaml,line=7,');
  expect(status).toBe(1);
  const sarif = JSON.parse(readFileSync(project.path('lint.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
  expect(sarif.runs[0]?.results.length).toBeGreaterThan(0);
});

it('the action passes what is good, and hands on its inputs', () => {
  expect(act({ paths: 'good.yaml' }).status).toBe(0);
  const { stdout } = act({ paths: 'two words.yaml', policy: 'policy.yaml', format: 'json' });
  const rules = (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
  expect(rules).toContain('hop-retired');
  // Ten seconds are more than twice the heartbeat of the policy.
  expect(rules).not.toContain('heartbeat-within-idle-limit');
  expect(act({ paths: 'good.yaml', 'fail-on': 'never' }).status).toBe(2);
});

it('the pre-commit hook lints the folder, and runs for the files that lint reads', () => {
  const { status, stdout } = bash(`${hook?.entry} "two words.yaml"`);
  expect([status, stdout]).toEqual([1, expect.stringContaining('error heartbeat-within-idle-limit')]);
  expect(hook?.args).toEqual(['.']);
  const files = new RegExp(hook?.files ?? '');
  expect(['a.yml', 'x/b.tf', 'c.json', 'nginx.conf', 'sites-enabled/web'].filter((name) => !files.test(name))).toEqual([]);
  expect(['README.md', 'src/index.ts'].filter((name) => files.test(name))).toEqual([]);
});

it('both run this version', () => {
  expect(action.runs.steps[0]?.run).toContain(` sse-ready@${version} `);
  expect(hook?.entry).toBe(`npx --yes sse-ready@${version} lint`);
});
