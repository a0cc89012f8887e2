import { Option } from 'commander';
import type { StreamPolicy } from '../policy/stream-policy';
import { judge } from '../probe/judge';
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

/**
 * Judges an observation and prints the report; the exit code is 1 when a check fails.
 *
 * @throws UsageError when there is nothing to judge.
 */
export function printVerdicts(
  observation: Observation,
  policy: StreamPolicy,
  format: ProbeFormat,
  warnings: readonly string[],
): void {
  const reason = unusable(observation);
  if (reason !== undefined) throw new UsageError(reason);
  const checks = judge(observation, policy);
  const report: ProbeReport = {
    version: 1,
    url: observation.url,
    startedAt: new Date(observation.startedAt).toISOString(),
    connections: observation.connections.length,
    interrupted: observation.interrupted,
    warnings: [...warnings, ...(observation.insecure === true ? [INSECURE] : [])],
    checks,
  };
  process.stdout.write(FORMATS[format](report));
  const failed = checks.some(({ status }) => status === 'fail');
  if (!failed && !observation.interrupted && isWithoutEvents(observation)) throw new UsageError(NO_EVENT);
  process.exitCode = failed ? 1 : 0;
}

const INSECURE = 'TLS was not verified (--insecure): somebody else may have answered.';
const NO_EVENT =
  'No event came on any connection, so little could be judged. Hold longer with --duration, or make the server send events.';

const isWithoutEvents = ({ connections }: Observation): boolean =>
  !connections.some(({ timeline }) => timeline.some(({ type }) => type === 'event'));
