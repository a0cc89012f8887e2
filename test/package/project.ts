import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, run } from '../../scripts/run';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export interface TsConfig {
  readonly extends?: string;
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

/** A project of somebody else, outside the repository, with the packed sse-ready installed into it. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'sse-ready-'));

  /** Packs what `npm test` has built, and installs it with its dependencies, none of its peers, and no network. */
  async install(): Promise<void> {
    writeFileSync(this.path('package.json'), JSON.stringify({ name: 'app', private: true }));
    const tarballs = this.path('tarballs');
    mkdirSync(tarballs);
    await this.npm(['pack', '--ignore-scripts', '--pack-destination', tarballs, root, ...dependenciesOf(root)]);
    const files = readdirSync(tarballs).map((file) => join(tarballs, file));
    await this.npm(['install', '--offline', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', ...files]);
  }

  /** The peers are too large to copy: the repository's own serve. */
  linkPeers(): void {
    for (const peer of Object.keys(manifest(root).peerDependencies ?? {})) {
      mkdirSync(dirname(this.path('node_modules', peer)), { recursive: true });
      symlinkSync(join(root, 'node_modules', peer), this.path('node_modules', peer), 'junction');
    }
  }

  /** Copies files of the repository into the project. */
  copy(from: string, to: string): void {
    cpSync(join(root, from), this.path(to), { recursive: true, filter: (file) => !/dist$|cdktf\.out$/.test(file) });
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  /** Runs a script with Node and answers what it printed. */
  async node(...args: readonly string[]): Promise<string> {
    return this.run(process.execPath, args);
  }

  /** Compiles by one of the repository's TypeScripts. */
  async tsc(typescript: 'typescript' | 'typescript-5.9', config: TsConfig): Promise<void> {
    this.write('tsconfig.json', JSON.stringify({ include: [], ...config }));
    await this.node(join(root, 'node_modules', typescript, 'bin', 'tsc'), '-p', 'tsconfig.json');
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private npm(args: readonly string[]): Promise<string> {
    return this.run('npm', args);
  }

  private async run(program: string, args: readonly string[]): Promise<string> {
    const { ok, output } = await run(program, args, this.folder, environment());
    if (!ok) throw new Error(`${program} ${args.join(' ')}\n${output}`);
    return output;
  }
}

/** Without what `npm test` tells its own children. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && name !== 'INIT_CWD'));
}

/** The folders of everything a package depends on, directly or not, as Node finds them from there. */
function dependenciesOf(folder: string, found: Set<string> = new Set()): string[] {
  for (const name of Object.keys(manifest(folder).dependencies ?? {})) {
    const places = createRequire(join(folder, 'package.json')).resolve.paths(name) ?? [];
    const dependency = places.map((place) => join(place, name)).find(isPackage);
    if (dependency === undefined) throw new Error(`${name} is not installed`);
    if (found.has(dependency)) continue;
    found.add(dependency);
    dependenciesOf(dependency, found);
  }
  return [...found];
}

function isPackage(folder: string): boolean {
  try {
    return manifest(folder).name !== '';
  } catch {
    return false;
  }
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
