import pc from 'picocolors';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { Setting } from '../path/setting';
import { written } from '../path/fit';
import { Duration } from '../policy/duration';
import { formatValue } from './format';

/** What each hop of a planned path must be set to, and what nobody can change, with sources. */
export function formatPlan(path: Path): string {
  return path.hops.map(formatHop).join('\n\n');
}

function formatHop(hop: Hop): string {
  return [`${pc.bold(hop.type)} ${hop.object}`, ...hop.settings.map(formatSetting)].join('\n');
}

function formatSetting(setting: Setting): string {
  return [`  ${setting.aspect}: ${valueOf(setting)}`, `    ${howOf(setting)}`, `    ${pc.dim(setting.fact.source)}`].join('\n');
}

const valueOf = (setting: Setting): string => (setting.origin === 'unknown' ? setting.why : formatValue(setting.value));

/** With the literal to write: a key takes its own unit only. */
function howOf(setting: Setting): string {
  const { name, key, origin } = setting;
  if (origin !== 'set') return { default: `default of ${name}`, fixed: `fixed: ${name}`, unknown: `unknown: ${name}` }[origin];
  const literal = setting.value instanceof Duration ? ` to ${written(setting.value, setting)}` : '';
  return `set ${key ?? name}${literal}`;
}
