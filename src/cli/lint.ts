import { Command, Option } from 'commander';
import { lint } from '../lint/lint';
import type { LintOptions } from '../lint/lint-options';
import type { LintReport } from '../lint/lint-report';
import type { TextFile } from '../load/loader';
import { readPlaces } from '../load/read-places';
import { formats } from '../report/lint/index';
import { formatText } from '../report/lint/text';
import { readBaseline, writeBaseline } from './baseline';
import { readConfig, type Config } from './config';
import { policyFrom } from './read-file';
import { UsageError } from './usage-error';

/** From worst to mildest; what is `unknown` is neither pass nor fail. */
const FAILING = ['error', 'warning', 'note'] as const;

interface Options {
  readonly policy?: string;
  readonly stream?: readonly string[];
  readonly heartbeat?: string;
  readonly maxAge?: string;
  readonly config?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly format: 'text' | keyof typeof formats;
  readonly failOn: (typeof FAILING)[number];
}

const HELP = `
Reads Kubernetes manifests (YAML, JSON; several documents, Lists), Terraform (.tf, .tf.json, terraform show -json), Azure
Resource Manager templates (JSON), nginx.conf and apisix.yaml, joins them to the paths that streams take from client to pod,
and says of each hop what cuts, delays or mis-routes a stream.

Without --stream or --policy, a path is taken for a stream when its workload has the annotation sse-ready.dev/policy, its URL
path is named so (/events, /stream, /sse), its settings are such as only a stream wants (response buffering off, with nginx
also a timeout of an hour or more), or an object on it is named sse. A SignalR Service is one by what it is, and a Redis by a
name or an annotation that says that it keeps a log of events. The report says what was taken for a stream, by which sign,
under which policy, and what was left out.

A finding is accepted with its reason by the annotation sse-ready.dev/ignore-<rule>: <reason> on its object, or by the same in
a comment: in the line of its key, in the line above, or at the head of its object (YAML, HCL), or in the block (nginx).

Exit code: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or an input that cannot be read (the rest is linted).

Examples:
  sse-ready lint k8s/
  helm template ./chart | sse-ready lint - --stream /events
  sse-ready lint . --policy stream-policy.yaml --format json
  sse-ready lint k8s/ --fix --dry-run`;

export function lintCommand(): Command {
  return new Command('lint')
    .argument('<place...>', 'files and folders; - reads standard input, in any format but HCL')
    .option('--policy <file>', 'the stream policy, as YAML or JSON; default: the annotation of the workload, else the defaults')
    .option('--stream <path>', 'a URL path that streams, such as /events; may be given several times', collect)
    .option('--heartbeat <duration>', "how often the server writes at least a comment, such as 15s; default: the policy's")
    .option('--max-age <duration>', "the age by which the server ends every stream, such as 1h; default: the policy's")
    .option('--config <file>', 'levels of rules, policy, streams and files to ignore; default: sse-ready.yaml where there is one')
    .option('--baseline <file>', 'findings that are known: they fail nothing, new ones do')
    .option('--write-baseline <file>', 'write what is found now as the baseline')
    .option(
      '--fix',
      'write the fixes that are beyond doubt into YAML, in place (JSON, HCL and nginx are not written to); the report is of what is left',
    )
    .option('--dry-run', 'with --fix: print a diff and write nothing')
    .addOption(
      new Option('--format <format>', 'how to print the report').choices(['text', ...Object.keys(formats)]).default('text'),
    )
    .addOption(new Option('--fail-on <level>', 'the mildest level that fails').choices(FAILING).default('error'))
    .addHelpText('after', HELP)
    .action(run);
}

/** As many times as the option is given: a list would take the places for its own. */
const collect = (path: string, so: readonly string[] = []): string[] => [...so, path];

async function run(places: readonly string[], options: Options): Promise<void> {
  const { format, failOn } = options;
  if (options.dryRun === true && options.fix !== true) throw new UsageError('--dry-run shows what --fix would do; give both');
  if (options.baseline !== undefined && options.writeBaseline !== undefined) {
    throw new UsageError('--write-baseline writes all that is found and --baseline leaves out what is known; give one of them');
  }
  const config = readConfig(options.config);
  const read = await readPlaces(places);
  const files = read.files.filter(({ name }) => name === '-' || !config.isIgnored(name));
  const asked = lintOptions(options, config);
  const report = await reportOn(files, options, asked);
  const all = { ...report, problems: [...read.problems, ...report.problems] };
  if (options.dryRun !== true) {
    const texts = new Map(files.map(({ name, text }) => [name, text]));
    const print = format === 'text' ? undefined : await formats[format]();
    process.stdout.write(print === undefined ? formatText(all, { texts, colour: isWatched() }) : print(all));
  }
  process.exitCode = exitCodeFor(all, failOn);
}

/** Flags win over the configuration. */
function lintOptions(
  { policy, stream, heartbeat, maxAge, baseline, writeBaseline: written, format }: Options,
  config: Config,
): LintOptions {
  const file = policy ?? config.policy;
  const known = written === undefined ? (baseline ?? config.baseline) : undefined;
  return {
    ...(file === undefined ? {} : { policy: policyFrom(file).toJSON(), policyFrom: file }),
    streams: stream ?? config.streams,
    heartbeat,
    maxAge,
    levels: config.levels,
    changes: format === 'sarif',
    baseline: known === undefined ? undefined : readBaseline(known),
  };
}

async function reportOn(
  files: readonly TextFile[],
  { fix, dryRun, writeBaseline: to }: Options,
  options: LintOptions,
): Promise<LintReport> {
  if (dryRun === true) await (await import('./fix.js')).printDiff(files, options);
  const inPlace = fix === true && dryRun !== true;
  const report = inPlace ? await (await import('./fix.js')).fixInPlace(files, options) : await lint(files, options);
  return to === undefined ? report : lint(files, { ...options, baseline: writeBaseline(to, report) });
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
