import type TableClass from 'cli-table3';
import type { Duration } from '../policy/duration';
import { settingsOf, type Hop } from '../path/hop';
import type { Path } from '../path/path';
import type { Aspect, AspectValues, SettingOf } from '../path/setting';
import { formatValue } from './format';

const NOTHING = '-';
const BARE = {
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  top: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  bottom: '',
};
const SIDES = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };

/** Longer cells go on in the next line, so that a row fits a wide terminal. */
const WIDEST = 44;

/** The hops of a path from client to process, one row each: what they do to a stream, and how we know. */
export function formatPathTable(path: Path): string {
  const head = ['hop', 'idle limit', 'total limit', 'buffering', 'affinity', 'drain'];
  const rows = path.hops.map(row);
  const table = new (tables())({
    head,
    colWidths: head.map((title, column) => Math.min(WIDEST, longestLine([title, ...rows.map((cells) => cells[column] ?? '')]))),
    wordWrap: true,
    wrapOnWordBoundary: false,
    chars: { ...BARE, ...SIDES },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows);
  return table.toString().replace(/[ \t]+$/gm, '');
}

function longestLine(cells: readonly string[]): number {
  return Math.max(...cells.flatMap((cell) => cell.split('\n')).map((line) => line.length));
}

function row(hop: Hop): string[] {
  if (hop.type === 'unknown') return [hop.object, ...Array<string>(5).fill('not in the input')];
  return [
    `${hop.type}\n${hop.object}`,
    column(hop, 'idle-limit', formatValue),
    column(hop, 'total-limit', formatValue),
    column(hop, 'response-buffering', formatValue),
    column(hop, 'affinity', formatValue),
    [drainOfProcess(hop), column(hop, 'drain-limit', formatValue)].find((text) => text !== NOTHING) ?? NOTHING,
  ];
}

/** Where there are several values, each with its name: they are different timers. */
function column<A extends Aspect>(hop: Hop, aspect: A, format: (value: AspectValues[A]) => string): string {
  const settings = settingsOf(hop, aspect);
  const nameOf = ({ name }: SettingOf<A>) => (settings.length > 1 ? ` ${name}` : '');
  if (settings.length === 0) return NOTHING;
  return settings.map((setting) => cell(setting, format) + nameOf(setting)).join('\n');
}

function cell<A extends Aspect>(setting: SettingOf<A>, format: (value: AspectValues[A]) => string): string {
  return setting.origin === 'unknown' ? 'unknown' : `${format(setting.value)} ${setting.origin}`;
}

/** Of the process itself: the wait before SIGTERM and all that SIGKILL leaves it. */
function drainOfProcess(hop: Hop): string {
  const wait = column(hop, 'pre-stop-wait', (value: Duration) => `${value} to SIGTERM`);
  const grace = column(hop, 'grace-period', (value: Duration) => `${value} to SIGKILL`);
  return wait === NOTHING && grace === NOTHING ? NOTHING : `${wait}\n${grace}`;
}

/** Loaded on first use: most programs that import sse-ready never print a table. */
function tables(): typeof TableClass {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('cli-table3') as typeof TableClass;
}
