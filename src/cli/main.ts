#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { commandsFor } from './commands';
import { version } from './version';

/** 0 clean, 1 findings that fail, 2 usage or input that cannot be read. */
async function main(): Promise<void> {
  // The colour library paints wherever CI is set; colour is for a terminal, or for who asks for it.
  if (!process.stdout.isTTY && process.env['FORCE_COLOR'] === undefined) process.env['NO_COLOR'] = '1';
  const program = new Command('sse-ready')
    .description('Makes Server-Sent Events work in production on Azure and Kubernetes.')
    .version(version)
    .showHelpAfterError('(run with --help for all options)');
  for (const command of await commandsFor(process.argv.slice(2, 4))) program.addCommand(command);
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeFor(error);
  }
}

/** By their names: to load their classes is to load all commands. */
const EXPECTED = ['PolicyError', 'LoadError', 'UnknownHopError', 'UsageError'];

function exitCodeFor(error: unknown): number {
  // Commander has printed its own message by now; help asked for is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Error && EXPECTED.includes(error.name)) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  throw error;
}

void main();
