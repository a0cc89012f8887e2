import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../../../src/hops/redis-backplane/in-cluster/command-line';
import { redisBytes } from '../../../src/hops/redis-backplane/in-cluster/memory';

jest.setTimeout(30_000);

const FILE = 'redis-config';
const OPTIONS = ['maxmemory', 'maxmemory-policy', 'appendonly'] as const;

/** What is read of each option, and what a server has that is started so; a file says 1gb and allkeys-lru. */
const lines: [words: string[], read: Record<string, string>, isWhole: boolean][] = [
  [
    ['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru'],
    { maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' },
    true,
  ],
  [['--maxmemory-policy', 'allkeys-lru', '--maxmemory-policy', 'noeviction'], { 'maxmemory-policy': 'noeviction' }, true],
  [['--MAXMEMORY', '1K', '--AppendOnly', 'no'], { maxmemory: '1K', appendonly: 'no' }, true],
  [['--maxmemory 100mb', '--maxmemory-policy "allkeys-lru"'], { maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' }, true],
  [
    [FILE, '--maxmemory', '100mb', '--maxmemory-policy', 'noeviction'],
    { maxmemory: '100mb', 'maxmemory-policy': 'noeviction' },
    false,
  ],
  [[FILE, '--maxmemory', '100mb'], { maxmemory: '100mb' }, false],
  [['--maxmemory', '100mb', '--include', FILE, '--maxmemory-policy', 'noeviction'], { 'maxmemory-policy': 'noeviction' }, false],
  [['--save', '--maxmemory', '100mb'], { maxmemory: '100mb' }, true],
];

const bare = (words: readonly string[]) => {
  const { options, isWhole } = commandLine(words);
  const read = OPTIONS.flatMap((name) => (options.has(`--${name}`) ? [[name, options.get(`--${name}`)] as const] : []));
  return { read: Object.fromEntries(read), isWhole };
};

test.each(lines)('reads %j', (words, read, isWhole) => {
  expect(bare(words)).toEqual({ read, isWhole });
});

const installed = ['redis-server', 'redis-cli'].every((program) => spawnSync(program, ['--version']).status === 0);

(installed ? describe : describe.skip)('as redis-server does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sse-ready-redis-'));
  writeFileSync(join(folder, FILE), 'maxmemory 1gb\nmaxmemory-policy allkeys-lru\n');
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Of a server that listens at a socket alone. */
  async function configured(words: readonly string[]): Promise<Record<string, string>> {
    const server = spawn('redis-server', [...words, '--port', '0', '--unixsocket', 'socket'], { cwd: folder, stdio: 'ignore' });
    const ask = ['-s', 'socket', '--json', 'config', 'get', ...OPTIONS];
    try {
      while (server.exitCode === null) {
        const { status, stdout } = spawnSync('redis-cli', ask, { cwd: folder, encoding: 'utf8' });
        if (status === 0 && stdout.startsWith('{')) return JSON.parse(stdout) as Record<string, string>;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`redis-server does not start with ${words.join(' ')}`);
    } finally {
      if (server.exitCode === null) await new Promise((resolve) => server.once('exit', resolve).kill('SIGKILL'));
    }
  }

  test.each(lines)('reads %j', async (words, read) => {
    const has = await configured(words);
    const bytes = read['maxmemory'] === undefined ? {} : { maxmemory: String(redisBytes(read['maxmemory'])) };
    expect(has).toMatchObject({ ...read, ...bytes });
  });
});
