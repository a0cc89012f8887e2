import pc from 'picocolors';
import type { Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { Setting } from '../path/setting';
import { formatValue } from './format';

/** What each hop of a planned path must be set to, and what nobody can change, with sources. */
export function formatPlan(path: Path): string {
  return path.hops.map(formatHop).join('\n\n');
}

function formatHop(hop: Hop): string {
  return [`${pc.bold(hop.type)} ${hop.object}`, ...hop.settings.map(formatSetting)].join('\n');
}

function formatSetting(setting: Setting): string {
  const { aspect, name, key, origin, fact } = setting;
  const value = origin === 'unknown' ? setting.why : formatValue(setting.value);
  const how = { set: `set ${key ?? name}`, default: `default of ${name}`, fixed: `fixed: ${name}`, unknown: `unknown: ${name}` }[
    origin
  ];
  return [`  ${aspect}: ${value}`, `    ${how}`, `    ${pc.dim(fact.source)}`].join('\n');
}
