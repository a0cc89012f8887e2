import type { HopKind } from '../hops/hop-kind';
import type { Fact } from '../path/fact';
import { formatFactValue, versionOf } from './format';
import { hopMatrix, hopSummary, LEGEND } from './hop-matrix';

export const PRINTED = '<!-- Printed by `sse-ready explain`; change the source, then run `npm run docs`. -->';

/** docs/hops.md */
export function hopsPage(hops: readonly HopKind[]): string {
  const pages = hops.map((hop, index) => pageAfter(hop, hops.slice(0, index)));
  return `${[PRINTED, '# Hops', LEGEND, hopMatrix(hops), ...pages].join('\n\n')}\n`;
}

export const hopPage = (hop: HopKind): string => pageAfter(hop, []);

/** A hop's summary and its facts, but for those that stand under an earlier hop. */
function pageAfter(hop: HopKind, earlier: readonly HopKind[]): string {
  const facts = Object.values(hop.facts);
  const homeOf = (fact: Fact) => earlier.find((other) => Object.values(other.facts).includes(fact))?.type;
  const homes = [...new Set(facts.map(homeOf))].filter((type) => type !== undefined);
  const own = facts.filter((fact) => homeOf(fact) === undefined).map(factLine);
  return [
    `## ${hop.type}`,
    hop.title,
    hopSummary(hop),
    ...(own.length === 0 ? [] : ['Facts:', own.join('\n')]),
    ...(homes.length === 0 ? [] : [`More of its facts are under ${homes.map((type) => `\`${type}\``).join(', ')}.`]),
  ].join('\n\n');
}

function factLine(fact: Fact): string {
  return `- ${fact.says}${numbers(fact)} ${sourceOf(fact)}`;
}

/** Where a fact is from, and how well it is known. */
export const sourceOf = ({ known, provenWith, checked, source }: Fact): string =>
  `[${provenWith === undefined ? known : `proven with ${provenWith}`}, ${checked}](${source})`;

function numbers(fact: Fact): string {
  const { limit, unit, default: byDefault, fixed, min, max } = fact;
  const version = versionOf(fact);
  const parts = [
    limit === undefined ? '' : `${limit} limit`,
    unit ?? '',
    fixed === undefined ? '' : `fixed ${formatFactValue(fixed)}`,
    byDefault === undefined ? '' : `default ${formatFactValue(byDefault)}`,
    min === undefined ? '' : version === undefined ? `least ${formatFactValue(min)}` : `from ${version} on`,
    max === undefined ? '' : `most ${formatFactValue(max)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
