import pc from 'picocolors';
import type { Hop } from '../path/hop';
import type { Setting } from '../path/setting';
import { firstCut } from '../path/first-cut';
import type { Choice } from '../plan/choose';
import type { StreamPolicy } from '../policy/stream-policy';
import { formatFindings } from './findings-text';
import { formatSettingValue } from './format';
import { whatToWrite } from './what-to-write';

/** What each hop must be set to, and what nobody can change, with sources; whether that can work, and else what can. */
export function formatChoice(policy: StreamPolicy, { path, problems, findings, works, nearest }: Choice): string {
  const parts = [
    ...path.hops.map(formatHop),
    firstCut(policy, path),
    problems.map((problem) => `${pc.red('error')} ${problem}`).join('\n'),
    formatFindings(findings),
    works ? '' : formatNearest(nearest),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function formatNearest(nearest: Choice['nearest']): string {
  if (nearest === undefined) return 'This cannot work as listed, and nothing within two changes of it can.';
  return `This cannot work as listed. The nearest that can: ${nearest.changes.join(', then ')}:\n  --via ${nearest.via.join(',')}`;
}

function formatHop(hop: Hop): string {
  const settings = hop.settings.length === 0 ? ['  nothing of it is set for a stream'] : hop.settings.map(formatSetting);
  return [`${pc.bold(hop.type)} ${hop.object}`, ...settings].join('\n');
}

function formatSetting(setting: Setting): string {
  return [
    `  ${setting.aspect}: ${formatSettingValue(setting)}`,
    `    ${howOf(setting)}`,
    `    ${pc.dim(setting.fact.source)}`,
  ].join('\n');
}

/** With what to write: a key takes its own words, and its own unit only. */
function howOf(setting: Setting): string {
  const { name, key, origin } = setting;
  if (origin !== 'set') return { default: `default of ${name}`, fixed: `fixed: ${name}`, unknown: `unknown: ${name}` }[origin];
  const text = whatToWrite(setting);
  return `set ${key ?? name}${text === undefined ? '' : ` to ${text}`}`;
}
