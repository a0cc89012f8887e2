import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { comparison } from './measure';
import { mebibytes, milliseconds, printTable, times, verdict } from './print';

const RUNS = 21;
const ROOM = 1.3;
const HEADER = ['', 'time', 'peer', 'of fastest', 'ratio', 'target', '', 'memory', 'peer', 'ratio', 'target', ''];

/**
 * Each entry with an export that a program takes of it, as the rest is loaded late; what a user without us would load, and
 * how many milliseconds it may take on top of the room.
 */
const PAIRS: readonly (readonly [entry: string, name: string, peers: readonly string[], extra: number])[] = [
  ['sse-ready', 'check', [], 60],
  ['sse-ready/cdk8s', 'StreamHttpRoute', ['cdk8s'], 0],
  ['sse-ready/cdktf', 'StreamApplicationGateway', ['cdktf', '@cdktf/provider-azurerm/lib/application-gateway/index.js'], 0],
];

interface Cost {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

/** Whole processes of plain Node that load an entry and end, against ones that load its bare peers. */
export function benchImports(): void {
  const rows = PAIRS.map(([entry, name, peers, extra]) => {
    const runs = Array.from({ length: RUNS }, () => [costOf([entry], name), costOf(peers)] as const);
    const time = comparison(runs.map(([ours, peer]) => [ours.milliseconds, peer.milliseconds]));
    const memory = comparison(runs.map(([ours, peer]) => [ours.mebibytes, peer.mebibytes]));
    return [
      `${name} of ${entry}, against ${peers.length === 0 ? 'an empty program' : peers.join(' and ')}`,
      milliseconds(time.ours),
      milliseconds(time.peer),
      times(time.ratioOfFastest),
      ...verdict(time.ratio, ROOM + extra / time.peer, times),
      mebibytes(memory.ours),
      mebibytes(memory.peer),
      ...verdict(memory.ratio, ROOM, times),
    ];
  });
  printTable(`import: time by the clock and memory of whole processes, median of ${RUNS}`, HEADER, rows);
}

function costOf(modules: readonly string[], name = 'default'): Cost {
  const program = [
    ...modules.map((module) => `require(${JSON.stringify(module)}).${name};`),
    'console.log(process.memoryUsage.rss())',
  ].join('');
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', program], {
    cwd: join(__dirname, '..'),
    encoding: 'utf8',
  });
  const end = performance.now();
  if (status !== 0) throw new Error(`${modules.join(' and ')} cannot be loaded:\n${stderr}`);
  return { milliseconds: end - start, mebibytes: Number(stdout) / 2 ** 20 };
}
