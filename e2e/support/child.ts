import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A program that was started and answers on its port. */
export interface Running {
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended. */
  stop(): Promise<void>;
}

const children = new Set<ChildProcess>();
process.on('exit', () => children.forEach((child) => child.kill('SIGTERM')));

const STARTS_WITHIN_MS = 30_000;
const STOPS_WITHIN_MS = 5_000;

/** @throws Error with what it wrote when it ends, or does not listen in time. */
export async function start(file: string, args: readonly string[], port: number): Promise<Running> {
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told = `${told}${text}`.slice(-4_000)));
  child.once('error', ({ message }) => (told = message));
  const late = Date.now() + STARTS_WITHIN_MS;
  while (!(await listens(port))) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`${file} did not start: ${told.trim()}`);
    if (Date.now() > late) throw new Error(`${file} does not listen on port ${port}: ${told.trim()}`);
    await wait(20);
  }
  return { signal: (name) => void child.kill(name), stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
