import type { HopKind } from '../hops/hop-kind';
import type { Fact } from '../path/fact';
import type { Rule } from '../rules/rule';
import { formatFactValue } from './format';

const PRINTED = '<!-- Printed by `sse-ready explain`; change the source, then run `npm run docs`. -->';

/** docs/rules.md */
export function rulesPage(rules: readonly Rule[]): string {
  const intro =
    'Each rule asks one question about a policy and a path. `unknown` is an answer of its own: neither pass nor fail.';
  return `${[PRINTED, '# Rules', intro, ...rules.map(rulePage)].join('\n\n')}\n`;
}

export function rulePage({ id, level, title, symptom, cause, remedy }: Rule): string {
  const list = [`- Symptom: ${symptom}`, `- Cause: ${cause}`, `- Remedy: ${remedy}`].join('\n');
  return [`## ${id}`, `${title} Level: ${level}.`, list].join('\n\n');
}

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
  return `- ${fact.says}${numbers(fact)} [${fact.known}, ${fact.checked}](${fact.source})`;
}

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
