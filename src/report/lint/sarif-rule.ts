import { rules } from '../../rules/index';
import type { Level, Rule } from '../../rules/rule';
import { addressOf, pageOf } from '../rule-link';
import { sarifText } from './sarif-text';

/** SARIF knows three levels; what is neither pass nor fail has none of them. */
export const sarifLevel = (level: Level) => (level === 'unknown' ? 'none' : level);

/** Every rule there is, and any other that a report names: a result must refer to one that the file declares. */
export function declaredRules(named: Iterable<string>): { readonly id: string }[] {
  const known = new Set(rules.map(({ id }) => id));
  return [...rules.map(declared), ...[...new Set(named)].filter((id) => !known.has(id)).map(unexplained)];
}

function declared({ id, level, title, symptom, cause, remedy }: Rule) {
  const help = [`Symptom: ${symptom}`, `Cause: ${cause}`, `Remedy: ${remedy}`, `Page: ${pageOf(id)}`];
  return {
    id,
    shortDescription: { text: sarifText(title) },
    fullDescription: { text: sarifText(cause) },
    help: { text: sarifText(help.join('\n\n')) },
    // SARIF 2.1.0, 3.49.12: an absolute URI or none.
    helpUri: addressOf(pageOf(id)),
    defaultConfiguration: { level: sarifLevel(level) },
    properties: { page: pageOf(id) },
  };
}

/** Code scanning wants the texts of every rule. */
function unexplained(id: string) {
  const text = { text: sarifText(id) };
  return { id, shortDescription: text, fullDescription: text, help: text };
}
