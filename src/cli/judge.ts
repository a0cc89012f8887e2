import { Command } from 'commander';
import { LoadError } from '../load/load-error';
import { readRecordings, type ReadRecording } from '../probe/recording/read';
import { RecordingError } from '../probe/recording/recording-error';
import { policyFrom, readFile } from './read-file';
import { UsageError } from './usage-error';
import { formatOption, printVerdicts, type ProbeFormat } from './verdicts';

const HELP = `
Several recordings of one endpoint, in several files or one after another in one, are judged together: a check fails that
fails in one of them, and their loads are added up.

Exit codes: 0 no check fails, 1 a check fails, 2 a file is no recording, or holds nothing to judge.`;

export function judgeCommand(): Command {
  return new Command('judge')
    .argument('<file...>', 'the recordings')
    .addOption(formatOption())
    .option('--policy <file>', 'the stream policy to judge by, as YAML or JSON; default: the built-in policy')
    .addHelpText('after', HELP)
    .action((files: readonly string[], options: { format: ProbeFormat; policy?: string }) => {
      const policy = policyFrom(options.policy);
      const read = files.flatMap((file) => recordingsIn(file).map((recording) => ({ file, ...recording })));
      const observations = read.map(({ observation }) => observation);
      const urls = [...new Set(observations.map(({ url }) => url))];
      if (urls.length > 1) {
        throw new UsageError(`These are recordings of ${urls.join(' and ')}; judge those of one endpoint at a time.`);
      }
      const warnings = read.flatMap(({ file, warning }) => (warning === undefined ? [] : [`${file}: ${warning}`]));
      printVerdicts(observations, policy, options.format, warnings);
    });
}

function recordingsIn(file: string): readonly ReadRecording[] {
  try {
    return readRecordings(readFile(file).toString('utf8'));
  } catch (error) {
    throw error instanceof RecordingError ? new LoadError(file, error.message, error.line) : error;
  }
}
