import type { Connection, Observation } from './observation';

type Of<Type> = Extract<Connection['timeline'][number], { type: Type }>;

/** Far above a way there and back, far below any limit that is set for a request. */
const AT_ONCE_MS = 1_000;

const ENDED_WITHOUT: readonly string[] = ['fin', 'rst', 'naked-fin', 'rst-stream', 'goaway'];

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|CRL/;

/**
 * Why there is nothing to judge: no connection, no HTTP, no event stream. One line that says what happened and what to do;
 * undefined when there is a stream, however bad, or a gateway's answer in its place.
 */
export function unusable({ connections }: Observation): string | undefined {
  const connection = connections.find(({ purpose }) => purpose === 'stream') ?? connections[0];
  if (connection === undefined) return undefined;
  const { timeline } = connection;
  const headers = timeline.findLast((each): each is Of<'headers'> => each.type === 'headers');
  const close = timeline.find((each): each is Of<'close'> => each.type === 'close');
  const url = new URL(connection.request.url);
  if (close?.error === 'REDIRECT') return redirected(timeline, close);
  return headers === undefined ? withoutAnswer(url, timeline, close) : badAnswer(timeline, headers, close);
}

function redirected(timeline: Connection['timeline'], { message }: Of<'close'>): string {
  const to = timeline.findLast((each): each is Of<'redirect'> => each.type === 'redirect')?.location;
  const what = message?.startsWith('more than')
    ? 'Check where they lead; a login may be missing: give credentials with --header.'
    : 'Probe that URL itself, or allow it with --follow-off-host.';
  return `The answer is ${message} (${to}). ${what}`;
}

function withoutAnswer(url: URL, timeline: Connection['timeline'], close: Of<'close'> | undefined): string | undefined {
  if (close === undefined) return undefined;
  const { reason, error = '', message = '' } = close;
  if (reason === 'too-large') return `${url.host} sent ${message}. An event stream needs few: find out what adds them.`;
  if (reason === 'timeout' && !timeline.some(({ type }) => type === 'connect')) {
    return `${url.host} did not take a connection in ${seconds(close.at)}. Check the address, the port and the firewalls between.`;
  }
  if (reason === 'timeout' && url.protocol === 'https:' && !timeline.some(({ type }) => type === 'tls')) {
    return `${url.host} took a connection and did not answer TLS in ${seconds(close.at)}. Check that the port speaks https.`;
  }
  // A limit before the headers, which is judged, takes its time.
  if (ENDED_WITHOUT.includes(reason) && close.at - connectedAt(timeline) < AT_ONCE_MS) {
    const what =
      url.protocol === 'http:'
        ? 'If the port speaks https, write https:// in the URL; if not, check that a server runs behind it.'
        : 'Check that a server runs behind it; if it asks for a client certificate, give --cert and --key.';
    return `${url.host} closes the connection without an answer. ${what}`;
  }
  return reason === 'error' ? failed(url, error, message) : undefined;
}

const connectedAt = (timeline: Connection['timeline']): number =>
  timeline.findLast(({ type }) => type === 'connect' || type === 'tls')?.at ?? 0;

function failed({ host, hostname, protocol }: URL, error: string, message: string): string {
  if (error === 'ENOTFOUND' || error === 'EAI_AGAIN') {
    return `There is no address for ${hostname} (${error}). Check the name, or give an address with --resolve ${hostname}:<ip>.`;
  }
  if (error === 'ECONNREFUSED') return `${host} refuses connections. Check the port, and that the server runs.`;
  if (/^(?:EPROTO|ERR_SSL)/.test(error)) {
    return `TLS with ${host} failed (${message}). Check that the port speaks https; if it asks for a client certificate, give --cert and --key.`;
  }
  if (CERTIFICATE.test(error)) return certificate(hostname, error, message);
  if (error.startsWith('HPE_')) {
    const other = protocol === 'http:' ? 'https' : 'http';
    return `${host} answers, but not in HTTP/1.1 (${message}). Check the port; it may speak ${other}, or HTTP/2 only (--http2).`;
  }
  if (error.startsWith('ERR_HTTP2')) return `${host} answers, but not in HTTP/2 (${message}). Try without --http2.`;
  return `No connection to ${host}: ${message || error}. Check the address and the port.`;
}

function certificate(hostname: string, error: string, message: string): string {
  const blind = '--insecure goes on without knowing who answers';
  if (error === 'CERT_HAS_EXPIRED') return `The certificate of ${hostname} has expired. Renew it there; ${blind}.`;
  if (error === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `The certificate that answers is not for ${hostname}. Ask by a name that it has, with --resolve <name>:<ip> where that name leads elsewhere; ${blind}.`;
  }
  return `The certificate of ${hostname} is not accepted: ${message} (${error}). Give its authority with --ca; ${blind}.`;
}

function badAnswer(timeline: Connection['timeline'], headers: Of<'headers'>, close: Of<'close'> | undefined): string | undefined {
  const { status } = headers;
  if (status === 204) return 'The answer is 204: the server has nothing to stream, and an EventSource stops here.';
  if (status === 401 || status === 403 || status === 407) {
    return `The answer is ${status}: give credentials with --header "Authorization: ..." or --header "Cookie: ...".`;
  }
  // What gateways answer in place of a stream that they cut or refuse is judged.
  if ([502, 503, 504].includes(status)) return undefined;
  // nginx, Go and others say so in words.
  if (status === 400 && timeline.some((each) => each.type === 'body' && /\bhttps\b/i.test(each.text))) {
    return 'The answer is 400: the port speaks https. Write https:// in the URL.';
  }
  if (status !== 200) return `The answer is ${status} in place of a stream. Check the path, the method and the headers.`;
  if (timeline.some(({ type }) => type === 'event' || type === 'comment' || type === 'retry')) return undefined;
  return isEventStream(headers) ? emptyStream(timeline, close) : otherBody(timeline, headers, close);
}

function otherBody(
  timeline: Connection['timeline'],
  { headers }: Of<'headers'>,
  close: Of<'close'> | undefined,
): string | undefined {
  if (close === undefined && !timeline.some(({ type }) => type === 'body')) return undefined;
  const type = String(headers['content-type'] ?? 'without a content type');
  const to = timeline.findLast((each): each is Of<'redirect'> => each.type === 'redirect')?.location;
  const where = to === undefined ? '' : ` after a redirect to ${to}`;
  const login = type.startsWith('text/html') ? ' (a login or error page?)' : '';
  return `The answer is no event stream but ${type}${where}${login}. Check the URL, and give credentials with --header if it needs them.`;
}

function emptyStream(timeline: Connection['timeline'], close: Of<'close'> | undefined): string | undefined {
  if (close === undefined || close.reason === 'interrupted') return undefined;
  if (close.error?.startsWith('HPE_') === true) {
    return `The answer breaks the rules of HTTP/1.1 after its headers (${close.message}). Check the server, and what is between: a chunk may lack its length.`;
  }
  const bytes = timeline.reduce((sum, each) => sum + (each.type === 'chunk' ? each.bytes : 0), 0);
  if (bytes > 0) {
    const why = close.message === undefined ? '' : `; ${close.message}`;
    return `${bytes} bytes came and none of them was an event or a comment${why}. Check what the server writes: "data: ..." and a blank line.`;
  }
  if (close.reason === 'clean') return 'The stream ended without a single byte. Check that the server has events to send.';
  return undefined;
}

const isEventStream = ({ headers }: Of<'headers'>): boolean =>
  /^text\/event-stream\s*(?:;|$)/i.test(String(headers['content-type']));

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;
