import { Command } from 'commander';
import { hops } from '../hops/index';
import { hopPage, hopsPage } from '../report/pages';
import { rulePage, rulesPage } from '../report/rule-pages';
import { rules } from '../rules/index';
import { UsageError } from './usage-error';

export function explainCommand(): Command {
  return new Command('explain')
    .description('print what is known about a rule or a hop, with sources')
    .argument('<rule|hop>', 'a rule id, a hop, or "rules" or "hops" for all of them (docs/rules.md, docs/hops.md)')
    .action((name: string) => {
      process.stdout.write(pageFor(name));
    });
}

function pageFor(name: string): string {
  if (name === 'rules') return rulesPage(rules, hops);
  if (name === 'hops') return hopsPage(hops);
  const rule = rules.find(({ id }) => id === name);
  if (rule !== undefined) return `${rulePage(rule, hops)}\n`;
  const hop = hops.find(({ type }) => type === name);
  if (hop !== undefined) return `${hopPage(hop)}\n`;
  const names = [...rules.map(({ id }) => id), ...hops.map(({ type }) => type)];
  throw new UsageError(`there is no rule or hop "${name}"; there are:\n  ${names.join('\n  ')}`);
}
