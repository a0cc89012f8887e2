import type { HopKind } from '../hops/hop-kind';
import type { Fact } from '../path/fact';
import { formatFactValue } from './format';

export const PRINTED = '<!-- Printed by `sse-ready explain`; change the source, then run `npm run docs`. -->';

/** docs/hops.md */
export function hopsPage(hops: readonly HopKind[]): string {
  const intro =
    'What is known of each hop. An idle limit is reset by bytes; a total limit is not; a drain limit runs once streams must move.';
  const pages = hops.map((hop) => {
    const first = hops.find(({ facts }) => facts === hop.facts) ?? hop;
    return first === hop ? hopPage(hop) : [`## ${hop.type}`, hop.title, `The facts are those of \`${first.type}\`.`].join('\n\n');
  });
  return `${[PRINTED, '# Hops', intro, ...pages].join('\n\n')}\n`;
}

export function hopPage({ type, title, facts }: HopKind): string {
  return [`## ${type}`, title, Object.values(facts).map(factLine).join('\n')].join('\n\n');
}

function factLine(fact: Fact): string {
  return `- ${fact.says}${numbers(fact)} ${sourceOf(fact)}`;
}

/** Where a fact is from, and how well it is known. */
export const sourceOf = ({ known, checked, source }: Fact): string => `[${known}, ${checked}](${source})`;

function numbers({ limit, unit, default: byDefault, fixed, min, max }: Fact): string {
  const parts = [
    limit === undefined ? '' : `${limit} limit`,
    unit ?? '',
    fixed === undefined ? '' : `fixed ${formatFactValue(fixed)}`,
    byDefault === undefined ? '' : `default ${formatFactValue(byDefault)}`,
    min === undefined ? '' : `least ${formatFactValue(min)}`,
    max === undefined ? '' : `most ${formatFactValue(max)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
