import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { LoadError } from '../load/load-error';
import { Duration } from '../policy/duration';
import type { Target } from '../probe/client/client';
import type { HttpChoice, TlsChoice } from '../probe/client/dial';
import type { ObserveOptions } from '../probe/observe';
import { readFile } from './read-file';
import { UsageError } from './usage-error';
import type { ProbeFormat } from './verdicts';

/** As commander gives them. */
export interface ProbeFlags {
  readonly duration?: string;
  readonly connections?: string;
  readonly ramp?: string;
  readonly resume?: true;
  readonly cutAfter?: string;
  readonly method?: string;
  readonly data?: string;
  readonly header: readonly string[];
  readonly cookieJar?: true;
  readonly origin?: string;
  readonly http1?: true;
  readonly http2?: true;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: true;
  readonly resolve: readonly string[];
  readonly followOffHost?: true;
  readonly record?: string;
  readonly policy?: string;
  readonly emit?: 'k8s-job';
  readonly pods?: string;
  readonly image?: string;
  readonly headerSecret?: readonly string[];
  readonly urlSecret?: string;
  readonly format: ProbeFormat;
}

const SHORTEST_MS = 1_000;

/**
 * Past the 15 s after which Envoy cuts by default, 16 s on HTTP/1.1, for a second stream begun a second later too; and past
 * the heartbeat of the built-in policy, also 15 s. All else is done after 8 s.
 */
export const QUICK = '17500ms';

/** So many streams of a load are begun a second. */
export const RAMP = '100/s';

/** @throws UsageError that names the option, or LoadError for a file. */
export function observeOptions(url: string, flags: ProbeFlags): ObserveOptions {
  const { cutAfter } = flags;
  const origin = flags.origin === undefined ? undefined : originIn(flags.origin);
  const load = loadOptions(flags);
  const durationMs = durationOf(flags, load);
  return {
    target: targetOf(url, flags),
    durationMs,
    cookieJar: flags.cookieJar === true,
    resume: flags.resume === true || cutAfter !== undefined,
    ...(cutAfter === undefined ? {} : { cutAfterMs: milliseconds('--cut-after', cutAfter) }),
    ...(origin === undefined ? {} : { origin }),
    ...(load === undefined ? {} : { load }),
  };
}

/** Without --emit they would go unheard, and a request without its credentials. */
export function refuseWithoutEmit({ pods, image, headerSecret = [], urlSecret }: ProbeFlags): void {
  const given = [
    ...(pods === undefined ? [] : ['--pods']),
    ...(image === undefined ? [] : ['--image']),
    ...(headerSecret.length === 0 ? [] : ['--header-secret']),
    ...(urlSecret === undefined ? [] : ['--url-secret']),
  ];
  if (given.length > 0) throw new UsageError(`${given.join(' and ')}: for the Job of --emit k8s-job only; give that too`);
}

/** RFC 6454 section 6.2, as a browser writes it. */
function originIn(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new UsageError(`--origin "${text}" is no origin; write scheme and host, such as https://example.com`);
}

type LoadOptions = NonNullable<ObserveOptions['load']>;

function loadOptions({ connections, ramp }: ProbeFlags): LoadOptions | undefined {
  if (connections !== undefined) return { connections: whole('--connections', connections), perSecond: rate(ramp ?? RAMP) };
  if (ramp === undefined) return undefined;
  throw new UsageError('--ramp says how fast the streams of --connections are begun; give both');
}

/** All streams of a load are begun within it, and by default are then held for as long as a probe without a load takes. */
function durationOf({ duration }: ProbeFlags, load: LoadOptions | undefined): number {
  const rampMs = load === undefined ? 0 : Math.ceil((load.connections / load.perSecond) * 1000);
  if (duration === undefined) return milliseconds('--duration', QUICK) + rampMs;
  const durationMs = milliseconds('--duration', duration);
  if (durationMs < SHORTEST_MS) throw new UsageError(`--duration ${duration} is too short to see anything; give at least 1s`);
  if (load !== undefined && durationMs <= rampMs) {
    throw new UsageError(
      `--duration ${duration} is too short: to begin ${load.connections} streams at ${load.perSecond} a second takes ${rampMs / 1000} s; give more, or a faster --ramp`,
    );
  }
  return durationMs;
}

function targetOf(url: string, flags: ProbeFlags): Target {
  const { data, origin, followOffHost } = flags;
  const method = flags.method?.toUpperCase();
  if (method !== undefined && !/^[A-Z]+$/.test(method))
    throw new UsageError(`--method "${flags.method}" is none; write GET or POST`);
  if (method === 'GET' && data !== undefined) throw new UsageError('--data is not sent with --method GET; leave out one of them');
  const body = data === undefined ? undefined : bodyOf(data);
  return {
    url: urlIn(url),
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(origin === undefined ? {} : { origin }), ...Object.fromEntries(flags.header.map(headerIn)) },
    ...(body === undefined ? {} : { body }),
    http: httpChoice(flags),
    tls: tlsChoice(flags),
    addresses: new Map(flags.resolve.map(addressIn)),
    leaveHost: followOffHost === true,
  };
}

function urlIn(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UsageError(`"${text}" is no URL; write one such as https://example.com/events`);
  if (!/^https?:$/.test(url.protocol)) {
    throw new UsageError(`${url.protocol}// is not what event streams come by; write a URL with http:// or https://`);
  }
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    throw new UsageError('the user or the password in the URL has a % that begins no code; write %25 for it');
  }
  return url;
}

function headerIn(text: string): [string, string] {
  const colon = text.indexOf(':');
  if (colon < 1) throw new UsageError('--header takes "Name: value", and there is no name before a colon');
  const [name, value] = [text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()];
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    // The value may be a credential, so only the name is shown.
    throw new UsageError(`--header "${name}: ..." has characters that no header may have`);
  }
  if (CONNECTION_HEADERS.has(name))
    throw new UsageError(`--header "${name}" belongs to the connection, which the probe manages itself`);
  return [name, value];
}

const CONNECTION_HEADERS = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding', 'upgrade']);

function addressIn(text: string): [string, string] {
  const colon = text.indexOf(':');
  const [host, address] = [text.slice(0, colon), text.slice(colon + 1).replace(/^\[|\]$/g, '')];
  if (colon < 1 || isIP(address) === 0)
    throw new UsageError(`--resolve "${text}" is not understood; write host:ip, such as example.com:10.0.0.4`);
  return [host.toLowerCase(), address];
}

function httpChoice({ http1, http2 }: ProbeFlags): HttpChoice {
  if (http1 === true && http2 === true) throw new UsageError('--http1 and --http2 exclude each other; without both TLS chooses');
  return http1 === true ? 'http1' : http2 === true ? 'http2' : 'negotiate';
}

function tlsChoice({ ca, cert, key, insecure }: ProbeFlags): TlsChoice {
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--cert and --key go together: a certificate and its private key');
  return {
    ...(ca === undefined ? {} : { ca: usable('ca', ca) }),
    ...(cert === undefined || key === undefined ? {} : { cert: usable('cert', cert), key: usable('key', key) }),
    ...(insecure === true ? { insecure } : {}),
  };
}

/** Node takes no notice of an authority that is none, and tells of the others without their file. */
function usable(what: 'ca' | 'cert' | 'key', file: string): Buffer {
  const bytes = readFile(file);
  try {
    if (what === 'key') createPrivateKey(bytes);
    // Of DER, which this would take too, a connection makes nothing.
    else new X509Certificate(bytes.toString('latin1'));
  } catch {
    throw new LoadError(
      file,
      `holds no ${what === 'key' ? 'private key without a passphrase' : 'certificate'} in PEM; check --${what}`,
    );
  }
  return bytes;
}

const bodyOf = (data: string): Buffer => (data.startsWith('@') ? readFile(data.slice(1)) : Buffer.from(data));

function milliseconds(option: string, text: string): number {
  try {
    return Duration.parse(text).milliseconds;
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}

function whole(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`${option} "${text}" is not understood; write a whole number from 1 to 999999`);
}

function rate(text: string): number {
  return whole('--ramp', text.replace(/\/s$/, ''));
}
