#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { LoadError } from '../load/load-error';
import { UnknownHopError } from '../plan/plan-path';
import { PolicyError } from '../policy/stream-policy';
import { explainCommand } from './explain';
import { judgeCommand } from './judge';
import { lintCommand } from './lint';
import { planCommand } from './plan';
import { probeCommand } from './probe';
import { schemaCommand } from './schema';
import { UsageError } from './usage-error';
import { version } from './version';

/** 0 clean, 1 findings that fail, 2 usage or input that cannot be read. */
async function main(): Promise<void> {
  const program = new Command('sse-ready')
    .description('Makes Server-Sent Events work in production on Azure and Kubernetes.')
    .version(version)
    .addCommand(lintCommand())
    .addCommand(planCommand())
    .addCommand(probeCommand())
    .addCommand(judgeCommand())
    .addCommand(explainCommand())
    .addCommand(schemaCommand())
    .showHelpAfterError('(run with --help for all options)');
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeFor(error);
  }
}

function exitCodeFor(error: unknown): number {
  // Commander has printed its own message by now; help asked for is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (
    error instanceof PolicyError ||
    error instanceof LoadError ||
    error instanceof UnknownHopError ||
    error instanceof UsageError
  ) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  throw error;
}

void main();
