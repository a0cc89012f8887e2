import { Command, Option } from 'commander';
import { Duration } from '../policy/duration';
import { LoadError } from '../load/load-error';
import type { Observation } from '../probe/observation';
import { MOST_CONNECTIONS, observe, type ObserveOptions } from '../probe/observe';
import { writeRecording, type RecordingFile } from '../probe/recording/write';
import { openFilesLimit, tooFewFiles } from '../probe/load/open-files';
import { jobYaml } from './emit-job';
import { observeOptions, QUICK, RAMP, refuseWithoutEmit, type ProbeFlags } from './probe-options';
import { showProgress } from './progress';
import { policyFrom } from './read-file';
import { UsageError } from './usage-error';
import { formatOption, printVerdicts } from './verdicts';

const collect = (value: string, all: readonly string[]): string[] => [...all, value];

const QUICK_SECONDS = Duration.parse(QUICK).milliseconds / 1000;

const HELP = `
Without further options: ${QUICK_SECONDS} s, at most ${MOST_CONNECTIONS.foreign} connections, GET only. From our reference server's /test/stream more is asked,
by its query parameters and at most ${MOST_CONNECTIONS.reference} connections; anything else gets the URL as it is. Any other method is sent once,
and again only for --resume and --connections.
Credentials, cookies and query values are redacted in reports and recordings. Ctrl-C prints what is known.

Exit codes: 0 no check fails, 1 a check fails, 2 the endpoint cannot be reached or is no event stream.`;

export function probeCommand(): Command {
  return new Command('probe')
    .argument('<url>', 'the event stream, http:// or https://')
    .option(
      '--duration <time>',
      `hold streams this long; limits longer than this are not found (default: ${QUICK_SECONDS}s, and what --ramp takes)`,
    )
    .option('--connections <n>', 'also hold this many streams at once, counted and not recorded one by one')
    .option('--ramp <n/s>', `how many of them to begin a second (default: ${RAMP})`)
    .option('--resume', 'also cut a stream and come back with Last-Event-ID (always done with the reference server)')
    .option('--cut-after <time>', 'the same, cutting after this time')
    .option('--method <method>', 'GET, or POST with --data')
    .option('--data <text|@file>', 'the body of the request')
    .option('--header <name: value>', 'a header to send; may be repeated', collect, [])
    .option('--cookie-jar', 'all connections that are not meant to be new clients share the cookies they are given')
    .option('--origin <origin>', 'the origin of a page that reads the stream, to try a cross-origin preflight for')
    .option('--http1', 'ask for HTTP/1.1 only')
    .option('--http2', 'ask for HTTP/2 only; without TLS by prior knowledge')
    .option('--ca <file>', 'the certificate authority to trust, PEM')
    .option('--cert <file>', 'a client certificate, PEM')
    .option('--key <file>', 'its private key, PEM')
    .option('--insecure', 'do not verify TLS; the report says so')
    .option('--resolve <host:ip>', 'use this address for a host; may be repeated', collect, [])
    .option('--follow-off-host', 'follow redirects to other hosts, without the credentials')
    .option(
      '--record <file>',
      'write what happens as NDJSON, as it happens, - for standard output in place of the report; "sse-ready judge" reads it',
    )
    .option('--policy <file>', 'the stream policy to judge by, as YAML or JSON; default: the built-in policy')
    .addOption(
      new Option('--emit <what>', 'observe nothing: write a Kubernetes Job that does, from many pods').choices(['k8s-job']),
    )
    .option('--pods <n>', 'with --emit, how many; each holds --connections (default: 1)')
    .option('--image <image>', 'with --emit, an image that has sse-ready on its path')
    .option('--header-secret <name=secret/key>', 'with --emit, a header whose value is in a Secret; may be repeated', collect, [])
    .option('--url-secret <secret/key>', 'with --emit, where the URL is, when it must not be read in the manifest')
    .addOption(formatOption())
    .addHelpText('after', HELP)
    .action(async (url: string, flags: ProbeFlags) => {
      const policy = policyFrom(flags.policy);
      const options = observeOptions(url, flags);
      if (flags.emit === 'k8s-job') {
        process.stdout.write(jobYaml(options.target.url, flags, options));
        return;
      }
      refuseWithoutEmit(flags);
      refuseTooMany(options);
      const file = flags.record === undefined ? undefined : openRecording(flags.record);
      const observation = await observed(options, file);
      await file?.close().catch((error: Error) => {
        throw new LoadError(flags.record ?? '', `cannot be written: ${error.message}`);
      });
      printVerdicts([observation], policy, flags.record === '-' ? 'nothing' : flags.format, []);
    });
}

function refuseTooMany({ load }: ObserveOptions): void {
  const problem = load === undefined ? undefined : tooFewFiles(load.connections, openFilesLimit());
  if (problem !== undefined) throw new UsageError(problem);
}

async function observed(options: ObserveOptions, file: RecordingFile | undefined): Promise<Observation> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  const progress = showProgress(process.stderr, options.durationMs);
  // Once only: a second Ctrl-C ends the program at once, as usual.
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await observe(
      options,
      (entry) => {
        progress.record(entry);
        file?.record(entry);
      },
      interrupt.signal,
    );
  } finally {
    progress.stop();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function openRecording(file: string): RecordingFile {
  try {
    return writeRecording(file);
  } catch (error) {
    throw new LoadError(file, `cannot be written: ${(error as Error).message}`);
  }
}
