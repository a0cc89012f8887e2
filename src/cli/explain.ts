import { Command } from 'commander';
import { hops } from '../hops/index';
import { checks } from '../probe/checks/index';
import { checkPage, checksSection } from '../report/check-pages';
import { hopPage, hopsPage } from '../report/pages';
import { rulePage, rulesPage } from '../report/rule-pages';
import { rules } from '../rules/index';
import { UsageError } from './usage-error';

export function explainCommand(): Command {
  return new Command('explain')
    .argument(
      '<rule|check|hop>',
      'the id of a rule or live check, a hop, or "rules" or "hops" for all of them (docs/rules.md, docs/hops.md)',
    )
    .action((name: string) => {
      process.stdout.write(pageFor(name));
    });
}

function pageFor(name: string): string {
  if (name === 'rules') return `${rulesPage(rules, hops)}\n${checksSection(checks)}`;
  if (name === 'hops') return hopsPage(hops);
  const rule = rules.find(({ id }) => id === name);
  const check = checks.find(({ id }) => id === name);
  const pages = [...(rule === undefined ? [] : [rulePage(rule, hops)]), ...(check === undefined ? [] : [checkPage(check)])];
  if (pages.length > 0) return `${pages.join('\n\n')}\n`;
  const hop = hops.find(({ type }) => type === name);
  if (hop !== undefined) return `${hopPage(hop)}\n`;
  const ids = new Set([...rules, ...checks].map(({ id }) => id));
  const names = [...ids, ...hops.map(({ type }) => type)];
  const near = names.filter((one) => one.includes(name));
  const [word, listed] = near.length > 0 ? ['near to it', near] : ['there', names];
  throw new UsageError(`there is no rule, live check or hop "${name}"; ${word} are:\n  ${listed.join('\n  ')}`);
}
