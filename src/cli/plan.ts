import { Command, Option } from 'commander';
import { hops } from '../hops/index';
import { choose, type Choice } from '../plan/choose';
import type { StreamPolicy } from '../policy/stream-policy';
import { yaml } from '../policy/yaml';
import { planAsData } from '../report/plan-json';
import { formatChoice } from '../report/plan-text';
import { policyFrom } from './read-file';
import { UsageError } from './usage-error';

const FORMATS: Readonly<Record<string, (policy: StreamPolicy, choice: Choice) => string>> = {
  text: formatChoice,
  json: (policy, choice) => `${JSON.stringify(planAsData(policy, choice), undefined, 2)}\n`,
  yaml: (policy, choice) => asYaml(planAsData(policy, choice)),
};

/** Readers of YAML 1.1 take a bare off for false, and a bare date for a time. */
const asYaml = (data: object): string => yaml().stringify(data, { aliasDuplicateObjects: false, version: '1.1' });

export function planCommand(): Command {
  return new Command('plan')
    .requiredOption(
      '--via <hops>',
      `the hops from client to process, separated by commas: ${hops.map(({ type }) => type).join(', ')}`,
    )
    .option('--policy <file>', 'the stream policy, as YAML or JSON; default: the built-in policy for /events')
    .addOption(new Option('--format <format>', 'how to print it').choices(Object.keys(FORMATS)).default('text'))
    .addHelpText(
      'after',
      [
        '',
        'A list without workload is planned as a stretch of a path, with a note. What carries nothing of the stream, such as aks,',
        'or only keeps its events, such as redis-backplane, needs workload in the list.',
        '',
        'Exit codes: 0 it works, 1 it cannot work as listed, 2 usage or a policy that cannot be read.',
      ].join('\n'),
    )
    .action((options: { via: string; policy?: string; format: string }) => {
      if (options.via.trim() === '') throw new UsageError('--via is empty; name one hop or more, as in service,workload');
      const policy = policyFrom(options.policy);
      const choice = choose(
        policy,
        options.via.split(',').map((type) => type.trim()),
      );
      process.stdout.write(FORMATS[options.format]?.(policy, choice) ?? '');
      process.exitCode = choice.works ? 0 : 1;
    });
}
