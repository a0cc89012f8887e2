import type { Path } from './path/path';
import type { StreamPolicy } from './policy/stream-policy';
import type { Answer, Finding, Rule } from './rules/rule';
import { rules } from './rules/index';

/**
 * Asks every rule about a policy and a path. Never stops at the first finding; order is rule by rule, hop by hop.
 *
 * @param only The ids of the rules to ask. Default: all.
 */
export function check(policy: StreamPolicy, path: Path, only?: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (only?.has(rule.id) === false) continue;
    for (const answer of rule.ask(policy, path)) findings.push(toFinding(rule, answer));
  }
  return findings;
}

function toFinding(rule: Rule, { hop, level, message, fix, edit, fact, key }: Answer): Finding {
  const reason = hop.suppressed[rule.id];
  return {
    rule: rule.id,
    level: level ?? rule.level,
    hop: hop.type,
    object: hop.object,
    ...(key === undefined ? {} : { key }),
    message,
    fix,
    ...(edit === undefined ? {} : { edit }),
    source: fact.source,
    ...(reason === undefined ? {} : { suppressed: { reason } }),
  };
}

/** Whether a finding makes a deployment wrong. Suppressed findings stay in every report and fail nothing. */
export function fails(finding: Finding): boolean {
  return finding.level === 'error' && finding.suppressed === undefined;
}
