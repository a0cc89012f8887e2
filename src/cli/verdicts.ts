import { Option } from 'commander';
import type { StreamPolicy } from '../policy/stream-policy';
import { judgeAll, loadOfAll } from '../probe/judge';
import { summaryOf } from '../probe/load/summary';
import type { Observation } from '../probe/observation';
import type { ProbeReport } from '../probe/probe-report';
import { unusable } from '../probe/unusable';
import { formatProbeJson } from '../report/probe/json';
import { formatProbeJunit } from '../report/probe/junit';
import { formatProbeText } from '../report/probe/text';
import { UsageError } from './usage-error';

const FORMATS = { text: formatProbeText, json: formatProbeJson, junit: formatProbeJunit };
export type ProbeFormat = keyof typeof FORMATS;

export const formatOption = () =>
  new Option('--format <format>', 'how to print the report').choices(Object.keys(FORMATS)).default('text');

/** How a report is printed: as the user asked, or not at all where a recording takes its place. */
export type Print = ProbeFormat | 'nothing';

/**
 * Judges observations of one endpoint and prints the report; the exit code is 1 when a check fails.
 *
 * @throws UsageError when there is nothing to judge.
 */
export function printVerdicts(
  observations: readonly Observation[],
  policy: StreamPolicy,
  format: Print,
  warnings: readonly string[],
): void {
  const reasons = observations.flatMap((each) => unusable(each) ?? []);
  const usable = observations.filter((each) => unusable(each) === undefined);
  const [first] = usable;
  if (first === undefined) throw new UsageError(reasons[0] ?? 'There is nothing to judge.');
  const report = reportOf(first, usable, policy, [
    ...warnings,
    ...reasons.map((reason) => `Left out of the verdicts: ${reason}`),
  ]);
  const failed = report.checks.some(({ status }) => status === 'fail');
  if (!failed && !report.interrupted && usable.every(isSilent)) throw new UsageError(NOTHING_CAME);
  if (format !== 'nothing') process.stdout.write(FORMATS[format](report));
  if (!failed && reasons[0] !== undefined) throw new UsageError(reasons[0]);
  if (!failed && !report.interrupted && usable.every(isWithoutEvents)) throw new UsageError(NO_EVENT);
  process.exitCode = failed ? 1 : 0;
}

function reportOf(
  { url }: Observation,
  observations: readonly Observation[],
  policy: StreamPolicy,
  warnings: readonly string[],
): ProbeReport {
  const load = loadOfAll(observations);
  return {
    version: 1,
    url,
    startedAt: new Date(Math.min(...observations.map(({ startedAt }) => startedAt))).toISOString(),
    connections: observations.reduce((sum, { connections }) => sum + connections.length, load?.begun ?? 0),
    interrupted: observations.some(({ interrupted }) => interrupted),
    warnings: [...warnings, ...(observations.some(({ insecure }) => insecure === true) ? [INSECURE] : [])],
    ...(load === undefined ? {} : { load: summaryOf(load) }),
    checks: judgeAll(observations, policy),
  };
}

const INSECURE = 'TLS was not verified (--insecure): somebody else may have answered.';
const NO_EVENT =
  'No event came on any connection, so little could be judged. Hold longer with --duration, or make the server send events.';

const NOTHING_CAME =
  'Not one byte of a stream came on any connection. A hop may hold all of it, or the server has nothing to send: ask the server past the hops, or hold longer with --duration.';

const isSilent = ({ connections, load }: Observation): boolean =>
  load === undefined && !connections.some(({ timeline }) => timeline.some(({ type }) => type === 'chunk'));

const isWithoutEvents = ({ connections }: Observation): boolean =>
  !connections.some(({ timeline }) => timeline.some(({ type }) => type === 'event'));
