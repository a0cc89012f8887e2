import type { HopKind } from '../hops/hop-kind';
import { settingsOf, type Hop } from '../path/hop';
import type { Aspect, HopAffinity, Setting } from '../path/setting';
import { Duration } from '../policy/duration';
import { StreamPolicy, type StreamPolicyProps } from '../policy/stream-policy';
import { formatValue, versionOf } from './format';

interface Cell {
  readonly text: string;
  /** What the text is of; absent where it says so itself. */
  readonly of?: string;
}

/** What the words of the matrix mean. */
export const LEGEND = [
  'An idle limit is reset by bytes; a total limit is not; a drain limit runs once streams must move.',
  '`2m (16s to 4m)`: the default, and the range it can be set to; `fixed`: nothing changes it; `none`: there is no such limit;',
  '`cookie` names one target, `hash of a cookie` and `client IP` choose anew when targets come or go;',
  '`-`: the hop decides nothing of it; `unknown`: no source says, or what decides it is not in the input of the hop.',
].join('\n');

const COLUMNS = ['idle limit', 'total limit', 'buffering', 'affinity', 'drain', 'ignores'] as const;

/** What a hop can do to a stream, from its facts and from what is planned for it with the default policy. */
type HopRow = Readonly<Record<(typeof COLUMNS)[number], readonly Cell[]>>;

/** Nothing in the hop decides it. */
const NOTHING = '-';

const AFFINITIES: readonly StreamPolicyProps['affinity'][] = [{ kind: 'cookie' }, { kind: 'client-ip' }];

/** A Markdown table that reads well as text: one row for each hop, its last column as long as it must be. */
export function hopMatrix(hops: readonly HopKind[]): string {
  const rows = hops.map((hop) => {
    const row = rowOf(hop);
    return [hop.type, ...COLUMNS.map((column) => textOf(row[column]))];
  });
  const table = [['hop', ...COLUMNS], ...rows];
  const widths = table.reduce<number[]>((widest, cells) => cells.map((cell, i) => Math.max(cell.length, widest[i] ?? 0)), []);
  const last = COLUMNS.length;
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === last ? cell : cell.padEnd(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => '-'.repeat(i === last ? (COLUMNS[last - 1]?.length ?? 0) : width));
  return [line(table[0] ?? []), line(rule), ...rows.map(line)].join('\n');
}

/** The same of one hop, with the name of each setting. */
export function hopSummary(hop: HopKind): string {
  const row = rowOf(hop);
  return COLUMNS.map((column) => `- ${column}: ${textOf(row[column].map(named))}`).join('\n');
}

function rowOf(kind: HopKind): HopRow {
  const plans = AFFINITIES.map((affinity) => kind.plan(new StreamPolicy({ paths: ['/events'], affinity })));
  const [first] = plans;
  const about = (aspect: Aspect) => (first === undefined ? [] : (settingsOf(first, aspect) as readonly Setting[]));
  const ignored = Object.values(kind.facts).flatMap(({ ignores }) => (ignores === undefined ? [] : [{ text: ignores }]));
  return {
    'idle limit': about('idle-limit').map(limitCell),
    'total limit': about('total-limit').map(limitCell),
    buffering: about('response-buffering').map(switchCell),
    affinity: affinityCells(plans),
    drain: [...about('drain-limit'), ...about('grace-period')].map(limitCell),
    ignores: ignored,
  };
}

/** The default and the range of a limit, or the one value it can have. */
function limitCell(setting: Setting): Cell {
  const { origin, name, fact } = setting;
  const of = name;
  if (origin === 'unknown') return { text: 'unknown', of };
  const text = formatValue(setting.value);
  if (origin === 'fixed') return { text: text === 'none' ? text : `${text} fixed`, of };
  const usual = origin === 'default' ? setting.value : fact.default;
  const { min, max } = fact;
  const range = [...(min instanceof Duration ? [`${min}`] : []), ...(max instanceof Duration ? [`${max}`] : [])];
  const words = [
    ...(usual === undefined ? ['settable'] : [formatValue(usual)]),
    ...(range.length === 2 ? [`(${range.join(' to ')})`] : []),
    ...since(setting),
  ];
  return { text: words.join(' '), of };
}

function switchCell(setting: Setting): Cell {
  const { origin, name: of, fact } = setting;
  if (origin === 'unknown') return { text: 'unknown', of };
  const value = formatValue(setting.value);
  if (origin === 'fixed') return { text: `${value} fixed`, of };
  const usual = formatValue(fact.default ?? setting.value);
  return { text: usual === value ? usual : [`${usual}, can be ${value}`, ...since(setting)].join(' '), of };
}

function since({ fact }: Setting): string[] {
  const version = versionOf(fact);
  return version === undefined ? [] : [`from ${version} on`];
}

/** The kinds of affinity that it gives where a policy asks for them. */
function affinityCells(plans: readonly Hop[]): Cell[] {
  const settings = plans.flatMap((hop) => settingsOf(hop, 'affinity'));
  const cells = settings.flatMap((setting): Cell[] => {
    if (setting.origin === 'unknown') return [{ text: 'unknown', of: setting.name }];
    return setting.value.kind === 'none' ? [] : [{ text: affinityText(setting.value), of: setting.name }];
  });
  return cells.length === 0 && settings.length > 0 ? [{ text: 'none' }] : cells;
}

function affinityText(value: Exclude<HopAffinity, { kind: 'none' }>): string {
  if (value.kind === 'client-ip') return 'client IP';
  return value.pins === 'pod' ? 'cookie' : 'hash of a cookie';
}

const named = ({ text, of }: Cell): Cell => ({ text: of === undefined ? text : `${text}, ${of}` });

function textOf(cells: readonly Cell[]): string {
  const texts = [...new Set(cells.map(({ text }) => text))];
  return texts.length === 0 ? NOTHING : texts.join('; ');
}
