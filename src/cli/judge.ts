import { Command } from 'commander';
import { LoadError } from '../load/load-error';
import { readRecording, type ReadRecording } from '../probe/recording/read';
import { RecordingError } from '../probe/recording/recording-error';
import { policyFrom, readFile } from './read-file';
import { formatOption, printVerdicts, type ProbeFormat } from './verdicts';

export function judgeCommand(): Command {
  return new Command('judge')
    .argument('<file>', 'the recording')
    .addOption(formatOption())
    .option('--policy <file>', 'the stream policy to judge by, as YAML or JSON; default: the built-in policy')
    .addHelpText(
      'after',
      '\nExit codes: 0 no check fails, 1 a check fails, 2 the file is no recording, or holds nothing to judge.',
    )
    .action((file: string, options: { format: ProbeFormat; policy?: string }) => {
      const policy = policyFrom(options.policy);
      const { observation, warning } = recordingIn(file);
      printVerdicts(observation, policy, options.format, warning === undefined ? [] : [`${file}: ${warning}`]);
    });
}

function recordingIn(file: string): ReadRecording {
  try {
    return readRecording(readFile(file).toString('utf8'));
  } catch (error) {
    throw error instanceof RecordingError ? new LoadError(file, error.message, error.line) : error;
  }
}
