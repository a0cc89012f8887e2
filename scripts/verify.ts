import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from './run';
import { synthesise, SynthesisError } from './synthesise';

/** Judges one file or folder that was synthesised; returns what it refused, as it said it. */
type Judge = (path: string) => string | undefined;

/** A program that nobody here wrote and that takes or refuses what we emit. */
interface Verifier {
  readonly variable: string;
  /** What the variable must hold. */
  readonly is: string;
  /** What it is given, of everything that a folder synthesised. */
  readonly inputs: (folder: string) => string[];
  readonly judge: (command: string) => Judge;
}

const kubectl: Verifier = {
  variable: 'SSE_READY_KUBECTL',
  is: 'a command that is kubectl against an API server whose namespaces may be created, such as "kubectl --context test"',
  inputs: (folder) => filesIn(join(folder, 'dist')).filter((file) => file.endsWith('.yaml')),
  judge: (command) => (file) => {
    const manifests = readFileSync(file, 'utf8');
    for (const namespace of namespacesIn(manifests)) ensureNamespace(command, namespace);
    return refusalOf(command, ['apply', '--dry-run=server', '--validate=strict', '-f', '-'], manifests);
  },
};

const terraform: Verifier = {
  variable: 'SSE_READY_TERRAFORM_VALIDATE',
  is: 'a command that validates the folder of a stack, its argument, with the real azurerm provider',
  inputs: (folder) => filesIn(join(folder, 'cdktf.out', 'stacks')),
  judge: (command) => (stack) => refusalOf(command, [stack]),
};

/** `tsx scripts/verify.ts [folder...]`: lets real programs judge what the folders' apps emit; by default every example. */
async function main(folders: readonly string[]): Promise<void> {
  const judges = [kubectl, terraform].flatMap(({ variable, is, inputs, judge }) => {
    const command = process.env[variable];
    if (command) return [{ inputs, judge: judge(command) }];
    console.log(`not run: ${variable} is not set; it must hold ${is}`);
    return [];
  });
  if (judges.length === 0) return;
  for (const folder of folders) {
    const into = mkdtempSync(join(tmpdir(), 'sse-ready-verify-'));
    try {
      await synthesise(folder, into);
      for (const { inputs, judge } of judges) {
        for (const input of inputs(into)) tell(`${relative(root, folder) || '.'}: ${relative(into, input)}`, judge(input));
      }
    } catch (error) {
      if (!(error instanceof SynthesisError)) throw error;
      tell(relative(root, folder) || '.', error.message);
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
  }
}

function tell(what: string, refused: string | undefined): void {
  console.log(refused === undefined ? `accepted ${what}` : `REFUSED  ${what}\n\n${refused}\n`);
  if (refused !== undefined) process.exitCode = 1;
}

/** The top, which is the quickstart, and every example that has apps of its own. */
function everyExample(): string[] {
  const examples = readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name));
  return [root, ...examples].filter((folder) => ['cdk8s.yaml', 'cdktf.json'].some((file) => existsSync(join(folder, file))));
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

function namespacesIn(manifests: string): Set<string> {
  const objects = parseAllDocuments(manifests).map((document) => document.toJS() as { metadata?: { namespace?: string } } | null);
  return new Set(objects.flatMap((object) => object?.metadata?.namespace ?? []));
}

/** Even a dry run refuses an object of a namespace that does not exist. Where this fails, the dry run says why. */
function ensureNamespace(command: string, name: string): void {
  if (refusalOf(command, ['get', 'namespace', name]) !== undefined) refusalOf(command, ['create', 'namespace', name]);
}

/** Runs a command line with more arguments; what it said when it failed. */
function refusalOf(command: string, args: readonly string[], input = ''): string | undefined {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${command} "$@"`, 'sh', ...args], { input, encoding: 'utf8' });
  return status === 0 ? undefined : `${stderr}${stdout}`.trim() || `${command} ended with status ${status}`;
}

const folders = process.argv.slice(2).map((folder) => resolve(folder));
void main(folders.length === 0 ? everyExample() : folders);
