import { Command } from 'commander';
import { LoadError } from '../load/load-error';
import type { Observation } from '../probe/observation';
import { observe, type ObserveOptions } from '../probe/observe';
import { writeRecording, type RecordingFile } from '../probe/recording/write';
import { observeOptions, type ProbeFlags } from './probe-options';
import { showProgress } from './progress';
import { policyFrom } from './read-file';
import { formatOption, printVerdicts } from './verdicts';

/** Past the 15 s after which Envoy cuts by default, 16 s on HTTP/1.1, for a second stream begun 1.5 s later too. */
const QUICK = '18500ms';

const collect = (value: string, all: readonly string[]): string[] => [...all, value];

const HELP = `
Without further options: under 20 s, about 20 connections, GET only. From our reference server's /test/stream more is asked,
by its query parameters; anything else gets the URL as it is. Any other method is sent once, and again only for
--resume and --connections.
Credentials, cookies and query values are redacted in reports and recordings. Ctrl-C prints what is known.

Exit codes: 0 no check fails, 1 a check fails, 2 the endpoint cannot be reached or is no event stream.`;

export function probeCommand(): Command {
  return new Command('probe')
    .argument('<url>', 'the event stream, http:// or https://')
    .option('--duration <time>', 'hold streams this long; limits longer than this are not found', QUICK)
    .option('--connections <n>', 'also hold this many streams at once')
    .option('--ramp <n/s>', 'how many of them to begin a second', '100/s')
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
    .option('--record <file>', 'write what happens as NDJSON, as it happens; "sse-ready judge" reads it')
    .option('--policy <file>', 'the stream policy to judge by, as YAML or JSON; default: the built-in policy')
    .addOption(formatOption())
    .addHelpText('after', HELP)
    .action(async (url: string, flags: ProbeFlags) => {
      const policy = policyFrom(flags.policy);
      const options = observeOptions(url, flags);
      const file = flags.record === undefined ? undefined : openRecording(flags.record);
      const observation = await observed(options, file);
      await file?.close().catch((error: Error) => {
        throw new LoadError(flags.record ?? '', `cannot be written: ${error.message}`);
      });
      printVerdicts(observation, policy, flags.format, []);
    });
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
