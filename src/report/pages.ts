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
  return `${[PRINTED, '# Hops', intro, ...hops.map(hopPage)].join('\n\n')}\n`;
}

export function hopPage({ type, title, facts }: HopKind): string {
  return [`## ${type}`, title, Object.entries(facts).map(factLine).join('\n')].join('\n\n');
}

function factLine([name, fact]: [string, Fact]): string {
  return `- **${name}**: ${fact.says}${numbers(fact)} ${fact.known}, checked ${fact.checked}: <${fact.source}>`;
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
