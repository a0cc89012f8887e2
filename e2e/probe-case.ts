import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StreamPolicyProps } from 'sse-ready';
import { StreamPolicy } from '../src/policy/stream-policy';
import { judge } from '../src/probe/judge';
import type { CheckResult } from '../src/probe/live-check';
import { observe } from '../src/probe/observe';
import { writeRecording } from '../src/probe/recording/write';
import type { Site } from './proxies/site';
import { startProxy, type Proxy } from './proxies/start';
import type { Case, Outcome } from './support/case';
import { certificate } from './support/certificate';
import { policy } from './support/policy';
import { freePort } from './support/ports';
import { relayTo } from './support/relay';
import { addressOf, ORIGIN, serve } from './support/servers';
import { unlessStoodStill } from './support/standstill';

/** One configuration of a proxy, and what the probe must say of the two servers behind it. */
export interface ProbeCase {
  readonly name: string;
  readonly configuration: (site: Site) => string;
  /** The parameters of the servers' test stream. */
  readonly query?: Readonly<Record<string, string>>;
  readonly policy?: Partial<StreamPolicyProps>;
  /** Default 10 s. */
  readonly durationMs?: number;
  /** Default: TLS chooses, and HTTP/1.1 is tried too. */
  readonly http?: 'http2';
  /** Both servers die in the middle of an event, once the finite streams have ended. */
  readonly dies?: 'fin' | 'rst';
  /** Streams that are held at once, all begun within four seconds; default: none, and nothing is asked of `load-holds`. */
  readonly load?: number;
  /** The probe is stopped then. Default: it ends by itself. */
  readonly stoppedAfterMs?: number;
  /** Checks that must be unknown; default: those that do not fail may be. */
  readonly unknown?: readonly string[];
  /**
   * Every check that must fail, and a suspect that it must name, if any. No other may fail; where none is here and the probe
   * is not stopped, all must pass.
   */
  readonly fails: Readonly<Record<string, string>>;
}

const DURATION_MS = 10_000;
/** Share of that. */
const DIES_AT = 0.8;

export const behind = (proxy: Proxy, cases: readonly ProbeCase[]): Case[] =>
  cases.map((each) => ({
    name: `${proxy}: ${each.name}`,
    needs: [proxy, 'openssl'],
    run: (folder) => unlessStoodStill((own) => probed(proxy, each, own), folder),
  }));

async function probed(proxy: Proxy, each: ProbeCase, folder: string): Promise<Outcome> {
  const { ca, files } = certificate();
  const servers = await Promise.all([serve('a'), serve('b')]);
  const relays = each.dies === undefined ? [] : await Promise.all(servers.map((server) => relayTo(addressOf(server))));
  const addresses = each.dies === undefined ? servers.map(addressOf) : relays.map(({ address }) => address);
  const port = await freePort();
  const site = { port, servers: addresses, tls: files };
  const judgedBy = new StreamPolicy(policy(each.policy).toJSON());
  const [recording, policyFile] = [join(folder, 'recording.ndjson'), join(folder, 'policy.json')];
  writeFileSync(policyFile, JSON.stringify(judgedBy));
  const file = writeRecording(recording);
  try {
    const running = await startProxy(proxy, each.configuration(site), folder, port);
    try {
      const url = new URL(`https://localhost:${port}/test/stream?${new URLSearchParams(each.query).toString()}`);
      const target = {
        url,
        http: each.http ?? ('negotiate' as const),
        tls: { ca },
        addresses: new Map([['localhost', '127.0.0.1']]),
      };
      const durationMs = each.durationMs ?? DURATION_MS;
      const many = each.load === undefined ? {} : { load: { connections: each.load, perSecond: each.load / 4 } };
      const options = { target, durationMs, origin: ORIGIN, ...many };
      setTimeout(() => relays.forEach((relay) => relay.die(each.dies ?? 'fin')), durationMs * DIES_AT);
      const observation = await observe(options, file.record, stopAfter(each.stoppedAfterMs));
      return compared(each, judge(observation, judgedBy), `npx sse-ready judge ${recording} --policy ${policyFile}`);
    } finally {
      await running.stop();
    }
  } finally {
    await Promise.all([file.close(), ...relays.map((relay) => relay.close()), ...servers.map((server) => server.close())]);
  }
}

const stopAfter = (milliseconds: number | undefined): AbortSignal =>
  milliseconds === undefined ? new AbortController().signal : AbortSignal.timeout(milliseconds);

/** Whether exactly the named checks fail, with their suspects. */
function compared(
  { fails, load, stoppedAfterMs, unknown = [] }: ProbeCase,
  results: readonly CheckResult[],
  replay: string,
): Outcome {
  const failing = results.filter(({ status }) => status === 'fail');
  const allPass = Object.keys(fails).length === 0 && stoppedAfterMs === undefined;
  const wrong = results.flatMap((result) => {
    const { rule, status, suspects = [] } = result;
    const suspect = fails[rule];
    if (unknown.includes(rule)) return status === 'unknown' ? [] : wrongly('unknown', result);
    if (allPass) return status === 'pass' || (rule === 'load-holds' && load === undefined) ? [] : wrongly('pass', result);
    if (suspect === undefined) return status === 'fail' ? wrongly('no failure', result) : [];
    if (status !== 'fail') return wrongly('fail', result);
    return suspect === '' || suspects.includes(suspect) ? [] : wrongly(`the suspect "${suspect}"`, result);
  });
  const missing = [...Object.keys(fails), ...unknown].filter((id) => !results.some(({ rule }) => rule === id));
  const details = [...wrong, ...missing.map((id) => `${id}: there is no such check`)];
  const seen = failing.length === 0 ? 'none fails' : `${failing.map(({ rule }) => rule).join(', ')} fails`;
  return { ok: details.length === 0, seen, details: [...details, `replay: ${replay}`] };
}

const wrongly = (expected: string, { rule, status, evidence, suspects = [] }: CheckResult): string[] => [
  `${rule}: ${status}, expected ${expected}: ${evidence}`,
  ...suspects.map((suspect) => `  may be: ${suspect}`),
];
