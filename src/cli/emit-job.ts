import { Document } from 'yaml';
import { probeJob, type SecretKey } from '../kubernetes/probe-job';
import { isPlainRequestHeader, redactUrl } from '../probe/client/redact';
import type { ObserveOptions } from '../probe/observe';
import type { ProbeFlags } from './probe-options';
import { UsageError } from './usage-error';

const NAME = 'sse-ready-probe';

/**
 * The Job that runs this probe in many pods, as YAML. Nothing that may be a secret goes into it.
 *
 * @throws UsageError for what a pod cannot be given.
 */
export function jobYaml(url: URL, flags: ProbeFlags, { durationMs, load }: ObserveOptions): string {
  const { image } = flags;
  if (image === undefined) {
    throw new UsageError('--emit k8s-job needs --image <image>, one with sse-ready on its path, such as that of examples/server');
  }
  refuseFiles(flags);
  const secrets: Record<string, SecretKey> = {};
  const keep = (variable: string, key: SecretKey): string => {
    secrets[variable] = key;
    return `$(${variable})`;
  };
  const streams = load?.connections ?? 0;
  const pods = podsOf(flags.pods);
  const headers = (flags.headerSecret ?? []).map((text, index) => headerArgs(text, `HEADER_${index + 1}`, keep));
  const job = probeJob({
    name: NAME,
    image,
    pods,
    args: ['probe', urlArg(url, flags.urlSecret, keep), ...plainArgs(flags), ...headers.flat(), '--record', '-'],
    secrets,
    seconds: Math.ceil(durationMs / 1000),
    streams,
  });
  const document = new Document(job, { aliasDuplicateObjects: false });
  document.commentBefore = comment(pods, streams);
  return document.toString({ lineWidth: 0 });
}

function comment(pods: number, streams: number): string {
  return [
    ` ${pods} x ${streams} = ${pods * streams} streams. Apply it and, when its pods have ended, judge what all of them saw:`,
    ` kubectl logs -l app.kubernetes.io/name=${NAME} --tail=-1 --max-log-requests=${pods} > all.ndjson`,
    ' sse-ready judge all.ndjson',
  ].join('\n');
}

function refuseFiles({ ca, cert, policy, data }: ProbeFlags): void {
  const file = Object.entries({ ca, cert, policy, data: data?.startsWith('@') === true ? data : undefined }).find(
    ([, value]) => value !== undefined,
  );
  if (file === undefined) return;
  const instead = file[0] === 'policy' ? 'give it to "sse-ready judge"' : 'leave it out of --emit k8s-job';
  throw new UsageError(`--${file[0]} names a file, which the pods do not have; ${instead}`);
}

function urlArg(url: URL, secret: string | undefined, keep: (variable: string, key: SecretKey) => string): string {
  if (secret !== undefined) return keep('URL', secretKey('--url-secret', secret));
  if (redactUrl(url) === new URL(url).href) return literal(url.href);
  throw new UsageError(
    'The URL has a user, a fragment or query values, which may be secrets and do not go into a manifest. Put the whole URL into a Secret and name it with --url-secret <secret>/<key>.',
  );
}

function headerArgs(text: string, variable: string, keep: (variable: string, key: SecretKey) => string): string[] {
  const [name = '', rest = ''] = text.split(/=(.*)/s);
  if (!/^[\w-]+$/.test(name))
    throw new UsageError(`--header-secret takes name=<secret>/<key>, such as authorization=prices/header`);
  return ['--header', `${name}: ${keep(variable, secretKey('--header-secret', rest))}`];
}

function secretKey(option: string, text: string): SecretKey {
  const [name = '', key = '', ...more] = text.split('/');
  if (/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) && /^[-.\w]+$/.test(key) && more.length === 0) return { name, key };
  throw new UsageError(`${option} needs the name of a Secret and a key in it: <secret>/<key>`);
}

/** All that says what to probe and how, as it was given. */
function plainArgs(flags: ProbeFlags): string[] {
  const secret = flags.header.find((text) => !isPlainRequestHeader(text.slice(0, text.indexOf(':')).trim()));
  if (secret !== undefined) {
    const name = secret.slice(0, secret.indexOf(':')).trim();
    throw new UsageError(
      `--header "${name}: ..." may be a secret and does not go into a manifest; name it with --header-secret ${name}=<secret>/<key>`,
    );
  }
  const { duration, connections, ramp, cutAfter, method, data, origin } = flags;
  const values = { duration, connections, ramp, 'cut-after': cutAfter, method, data, origin };
  const { resume, cookieJar, http1, http2, insecure, followOffHost } = flags;
  const switches = { resume, 'cookie-jar': cookieJar, http1, http2, insecure, 'follow-off-host': followOffHost };
  return [
    ...Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, literal(value)])),
    ...Object.entries(switches).flatMap(([name, value]) => (value === true ? [`--${name}`] : [])),
    ...flags.header.flatMap((text) => ['--header', literal(text)]),
    ...flags.resolve.flatMap((text) => ['--resolve', text]),
  ];
}

/** Kubernetes puts a variable where it reads `$(NAME)`, unless the dollar is doubled. */
const literal = (text: string): string => text.replaceAll('$(', '$$$$(');

function podsOf(text = '1'): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError(`--pods "${text}" is not understood; write a whole number from 1 to 9999`);
}
