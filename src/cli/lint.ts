import { Command, Option } from 'commander';
import { lint } from '../lint/lint';
import type { LintReport } from '../lint/lint-report';
import { readPlaces } from '../load/read-places';
import { formats } from '../report/lint/index';
import { formatText } from '../report/lint/text';
import { policyFrom } from './read-file';

/** From worst to mildest; what is `unknown` is neither pass nor fail. */
const FAILING = ['error', 'warning', 'note'] as const;

interface Options {
  readonly policy?: string;
  readonly stream?: readonly string[];
  readonly heartbeat?: string;
  readonly maxAge?: string;
  readonly format: 'text' | keyof typeof formats;
  readonly failOn: (typeof FAILING)[number];
}

const HELP = `
Reads Kubernetes manifests (YAML, JSON; several documents, Lists) and Terraform JSON (.tf.json), joins them
to the paths that streams take from client to pod, and says of each hop what cuts, delays or mis-routes a stream.

Without --stream or --policy, a path is taken for a stream when its workload has the annotation sse-ready.dev/policy, its URL
path is named so (/events, /stream, /sse), its settings are such as only a stream wants (response buffering off, with nginx
also a timeout of an hour or more), or an object on it is named sse. The report says what was taken for a stream, by which
sign, under which policy, and what was left out.

Exit code: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or an input that cannot be read (the rest is linted).

Examples:
  sse-ready lint k8s/
  helm template ./chart | sse-ready lint - --stream /events
  sse-ready lint . --policy stream-policy.yaml --format json`;

export function lintCommand(): Command {
  return new Command('lint')
    .argument('<place...>', 'files and folders; - reads manifests from standard input')
    .option('--policy <file>', 'the stream policy, as YAML or JSON; default: the annotation of the workload, else the defaults')
    .option('--stream <path>', 'a URL path that streams, such as /events; may be given several times', collect)
    .option('--heartbeat <duration>', "how often the server writes at least a comment, such as 15s; default: the policy's")
    .option('--max-age <duration>', "the age by which the server ends every stream, such as 1h; default: the policy's")
    .addOption(
      new Option('--format <format>', 'how to print the report').choices(['text', ...Object.keys(formats)]).default('text'),
    )
    .addOption(new Option('--fail-on <level>', 'the mildest level that fails').choices(FAILING).default('error'))
    .addHelpText('after', HELP)
    .action(run);
}

/** As many times as the option is given: a list would take the places for its own. */
const collect = (path: string, so: readonly string[] = []): string[] => [...so, path];

async function run(places: readonly string[], { policy, stream, heartbeat, maxAge, format, failOn }: Options): Promise<void> {
  const given = policy === undefined ? {} : { policy: policyFrom(policy).toJSON(), policyFrom: policy };
  const { files, problems } = await readPlaces(places);
  const found = await lint(files, { ...given, streams: stream, heartbeat, maxAge });
  const report = { ...found, problems: [...problems, ...found.problems] };
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  process.stdout.write(format === 'text' ? formatText(report, { texts, colour: isWatched() }) : formats[format](report));
  process.exitCode = exitCodeFor(report, failOn);
}

/** https://no-color.org */
function isWatched(): boolean {
  const { NO_COLOR, TERM } = process.env;
  return process.stdout.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}

function exitCodeFor({ problems, findings }: LintReport, failOn: Options['failOn']): number {
  if (problems.length > 0) return 2;
  const failing: readonly string[] = FAILING.slice(0, FAILING.indexOf(failOn) + 1);
  return findings.some(({ level, suppressed }) => suppressed === undefined && failing.includes(level)) ? 1 : 0;
}
