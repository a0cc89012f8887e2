import type { HopKind } from '../hops/hop-kind';
import { settingsOf, type Hop } from '../path/hop';
import type { Aspect, Setting } from '../path/setting';
import { StreamPolicy, type StreamPolicyProps } from '../policy/stream-policy';
import type { Proof, Rule } from '../rules/rule';
import { formatSettingValue } from './format';
import { PRINTED, sourceOf } from './pages';
import { whatToWrite } from './what-to-write';

/** What a hop must be for the default policy with each kind of affinity: which keys it is set by, and what cannot be set. */
interface Planned {
  readonly type: string;
  readonly plans: readonly Hop[];
}

const AFFINITIES: readonly StreamPolicyProps['affinity'][] = [
  { kind: 'cookie' },
  { kind: 'client-ip' },
  { kind: 'none', reason: 'every pod reads one event log' },
];

/** docs/rules.md */
export function rulesPage(rules: readonly Rule[], hops: readonly HopKind[]): string {
  const intro = [
    'Each rule asks one question about a policy and a path. `unknown` is an answer of its own: neither pass nor fail.',
    'What each product needs is what sse-ready plans for it with the default policy and each kind of affinity; `sse-ready plan` prints it for yours.',
  ].join('\n');
  const planned = hops.map(plan);
  return `${[PRINTED, '# Rules', intro, ...rules.map((rule) => page(rule, planned))].join('\n\n')}\n`;
}

export const rulePage = (rule: Rule, hops: readonly HopKind[]): string => page(rule, hops.map(plan));

function plan(kind: HopKind): Planned {
  return { type: kind.type, plans: AFFINITIES.map((affinity) => kind.plan(new StreamPolicy({ paths: ['/events'], affinity }))) };
}

function page({ id, level, title, symptom, cause, remedy, aspects, provenBy }: Rule, hops: readonly Planned[]): string {
  const lines = hops.flatMap((hop) => [...settingLines(hop, aspects), ...remarkLines(hop, id)]);
  const list = [`- Symptom: ${symptom}`, `- Cause: ${cause}`, `- Remedy: ${remedy}`, `- Live: ${live(provenBy)}`].join('\n');
  const perProduct =
    lines.length === 0 ? 'It depends on what is written: each finding names the key, the fix and the source.' : lines.join('\n');
  return [`## ${id}`, `${title} Level: ${level}.`, list, 'Per product:', perProduct].join('\n\n');
}

function live(proofs: readonly Proof[]): string {
  const checks = proofs.flatMap((proof) => ('check' in proof ? [`\`${proof.check}\``] : []));
  const commands = proofs.flatMap((proof) => ('command' in proof ? [`\`${proof.command}\` shows ${proof.shows}`] : []));
  const told = [...(checks.length === 0 ? [] : [`\`sse-ready probe\` checks ${checks.join(', ')}`]), ...commands];
  return told.length === 0 ? 'nothing on the wire tells; the input does.' : `${told.join('; ')}.`;
}

/** Where an aspect is set with one policy and left with another, how it is set. */
function settingLines({ type, plans }: Planned, aspects: readonly Aspect[]): string[] {
  const lines = aspects.flatMap((aspect) => {
    const settings: Setting[] = plans.flatMap((hop) => settingsOf(hop, aspect) as readonly Setting[]);
    const isSet = settings.some(({ origin }) => origin === 'set');
    return settings.filter(({ origin }) => !(isSet && origin === 'default'));
  });
  return unique(lines.map((setting) => `- \`${type}\`, ${setting.name}: ${needed(setting)}. ${sourceOf(setting.fact)}`));
}

function needed(setting: Setting): string {
  const { name, key, origin } = setting;
  const value = `\`${formatSettingValue(setting)}\``;
  const as = whatToWrite(setting);
  switch (origin) {
    case 'set':
      return `${value}, set by \`${key ?? name}\`${as === undefined ? '' : ` as \`${as}\``}`;
    case 'default':
      return `${value} by default${key === undefined ? '' : `; \`${key}\` changes it`}`;
    case 'fixed':
      return `${value}, which nothing changes`;
    case 'unknown':
      return `unknown: ${setting.why}`;
  }
}

/** What is to be said of the product whatever is written. */
function remarkLines({ type, plans }: Planned, rule: string): string[] {
  const remarks = plans.flatMap((hop) => hop.remarks.filter((remark) => remark.rule === rule));
  return unique(remarks.map(({ found, need, fix, fact }) => `- \`${type}\`: ${found}; ${need}. Fix: ${fix}. ${sourceOf(fact)}`));
}

const unique = (lines: readonly string[]): string[] => [...new Set(lines)];
