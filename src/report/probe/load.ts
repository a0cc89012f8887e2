import type { LoadSummary } from '../../probe/load/summary';
import type { Percentiles } from '../../probe/load/times';

/** The load in lines for people. */
export function loadLines(load: LoadSummary): string[] {
  const { asked, perSecond, begun, opened, mostOpen, held, ended, unanswered, refused, cut, events, firstEventMs, lagMs } = load;
  return [
    `${begun} of ${asked} streams begun, ${perSecond} a second; ${opened} opened, ${mostOpen} at once, ${events} events`,
    `${held} held to the end, ${ended} ended by the server, ${told(cut, 'cut')}, ${told(refused, 'refused')}${unanswered === 0 ? '' : `, ${unanswered} begun too late to be answered`}`,
    ...(firstEventMs === undefined ? [] : [`time to first event: ${percentiles(firstEventMs)}`]),
    lagMs === undefined
      ? 'delivery lag: not known, as the events do not say when they were sent'
      : `delivery lag beyond the quickest event: ${percentiles(lagMs)}`,
  ];
}

function told(counts: Readonly<Record<string, number>>, what: string): string {
  const entries = Object.entries(counts);
  const sum = entries.reduce((total, [, count]) => total + count, 0);
  return sum === 0 ? `0 ${what}` : `${sum} ${what} (${entries.map(([name, count]) => `${count} ${name}`).join(', ')})`;
}

const percentiles = ({ p50, p90, p99, p999, max }: Percentiles): string =>
  `p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, p99.9 ${p999} ms, max ${max} ms`;
