import { Command } from 'commander';
import { check, fails } from '../check';
import { hops } from '../hops/index';
import type { Hop } from '../path/hop';
import { firstCut } from '../path/first-cut';
import { StreamPolicy } from '../policy/stream-policy';
import { formatFindings } from '../report/findings-text';
import { formatPlan } from '../report/plan-text';
import { readPolicy } from './read-policy';
import { UsageError } from './usage-error';

export function planCommand(): Command {
  return new Command('plan')
    .description('print what each hop must be set to for a policy, with sources')
    .requiredOption(
      '--via <hops>',
      `the hops from client to process, separated by commas: ${hops.map(({ type }) => type).join(', ')}`,
    )
    .option('--policy <file>', 'the stream policy, as YAML or JSON; default: the built-in policy for /events')
    .action((options: { via: string; policy?: string }) => {
      const policy = options.policy === undefined ? new StreamPolicy({ paths: ['/events'] }) : readPolicy(options.policy);
      const path = { name: options.via, hops: planned(policy, options.via) };
      const findings = check(policy, path);
      const parts = [formatPlan(path), firstCut(policy, path), formatFindings(findings)];
      process.stdout.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
      process.exitCode = findings.some(fails) ? 1 : 0;
    });
}

/** Each hop planned for those in front of it: how long a pod waits, for one, depends on who sends to it. */
function planned(policy: StreamPolicy, via: string): Hop[] {
  return via.split(',').reduce<Hop[]>((inFront, type) => [...inFront, hopNamed(type.trim()).plan(policy, inFront)], []);
}

function hopNamed(type: string) {
  const hop = hops.find((each) => each.type === type);
  if (hop === undefined)
    throw new UsageError(`there is no hop "${type}"; --via takes ${hops.map((each) => each.type).join(', ')}`);
  return hop;
}
