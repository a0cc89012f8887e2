import pc from 'picocolors';
import type { WrittenKey } from '../hops/written-key';
import type { Hop } from '../path/hop';
import type { Setting } from '../path/setting';
import { firstCut } from '../path/first-cut';
import { fails } from '../check';
import type { Choice } from '../plan/choose';
import type { StreamPolicy } from '../policy/stream-policy';
import { formatFindings } from './findings-text';
import { formatSettingValue } from './format';
import { whatToWrite } from './what-to-write';

/** What each hop must be set to, and what nobody can change, with sources; whether that can work, and else what can. */
export function formatChoice(policy: StreamPolicy, choice: Choice): string {
  const { path, write, problems, notes, findings, works } = choice;
  const parts = [
    ...path.hops.map((hop, index) => formatHop(hop, write[index])),
    firstCut(policy, path),
    problems.map((problem) => `${pc.red('error')} ${problem}`).join('\n'),
    notes.map((note) => `${pc.cyan('note')} ${note}`).join('\n'),
    formatFindings(findings),
    works ? '' : formatNearest(choice),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function formatNearest({ nearest, problems, findings }: Choice): string {
  if (nearest === undefined) {
    const fixes = [...problems, ...findings.filter(fails).map(({ rule, fix }) => `${rule}: ${fix}`)].map((fix) => `  ${fix}`);
    return ['This cannot work as listed, and nothing near can. What is to be done about it:', ...fixes].join('\n');
  }
  return `This cannot work as listed. The nearest that can: ${nearest.changes.join(', then ')}:\n  --via ${nearest.via.join(',')}`;
}

function formatHop(hop: Hop, write: readonly WrittenKey[] = []): string {
  const keys = write.length === 0 ? [] : ['  write, with your own names in place of sse:', ...write.map(formatKey)];
  const settings = hop.settings.map((setting) => formatSetting(setting, whatToWrite(setting, write)));
  const nothing = [...keys, ...settings].length === 0 ? ['  nothing of it is set for a stream'] : [];
  return [`${pc.bold(hop.type)} ${hop.object}`, ...keys, ...settings, ...nothing].join('\n');
}

/** A value as YAML and HCL have it in one line; a text of several lines below its key. */
function formatKey({ key, value }: WrittenKey): string {
  if (typeof value !== 'string' || !value.includes('\n')) return `    ${key}: ${JSON.stringify(value)}`;
  return [
    `    ${key}: |`,
    ...value
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `      ${line}`)),
  ].join('\n');
}

function formatSetting(setting: Setting, toWrite: string | undefined): string {
  return [
    `  ${setting.aspect}: ${formatSettingValue(setting)}`,
    `    ${howOf(setting, toWrite)}`,
    `    ${pc.dim(setting.fact.source)}`,
  ].join('\n');
}

/** With what to write, where that is one word: a key takes its own words, and its own unit only. */
function howOf(setting: Setting, toWrite: string | undefined): string {
  const { name, key, origin } = setting;
  if (origin !== 'set') return { default: `default of ${name}`, fixed: `fixed: ${name}`, unknown: `unknown: ${name}` }[origin];
  return toWrite === undefined ? `set by ${key ?? name}` : `set ${key ?? name} to ${toWrite}`;
}
