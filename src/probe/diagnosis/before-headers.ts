import type { Connection } from '../observation';
import { allOf, closeOf, headersOf } from '../seen';
import { traitFacts } from './facts';

interface BeforeHeaders {
  readonly suspects: readonly string[];
  readonly source?: string;
}

interface Known extends BeforeHeaders {
  readonly status: number;
  readonly text?: string;
}

const envoy = { source: traitFacts.envoyTimeoutText.source };

/** Measured; the body decides before the status alone does. */
const KNOWN: readonly Known[] = [
  {
    status: 504,
    text: 'upstream request timeout',
    suspects: ["Envoy's route timeout", "Envoy's per_try_idle_timeout"],
    ...envoy,
  },
  { status: 504, text: 'downstream duration timeout', suspects: ["Envoy's max_stream_duration"], ...envoy },
  { status: 504, text: 'stream timeout', suspects: ["Envoy's stream_idle_timeout", "Envoy's route idle_timeout"], ...envoy },
  { status: 503, text: 'upstream connect error', suspects: ['an origin that refuses connections, behind Envoy'] },
  {
    status: 503,
    text: 'Backend fetch failed',
    suspects: ["Varnish's first_byte_timeout", 'an origin that Varnish cannot reach'],
  },
  { status: 502, text: 'Proxy Error', suspects: ["Apache httpd's ProxyTimeout or Timeout"] },
  {
    status: 504,
    suspects: [
      'an idle limit before the headers: nginx proxy_read_timeout, HAProxy timeout server, Caddy or Traefik response header timeout',
      'a total limit before the headers: Envoy',
      'HAProxy wait-for-body, although the origin answered',
    ],
  },
  { status: 503, suspects: ['a limit on streams or connections', 'no instance to send it to', "Varnish's first_byte_timeout"] },
  { status: 502, suspects: ["Apache httpd's ProxyTimeout or Timeout", 'an origin that closed without an answer'] },
];

/** What may have ended a request before the headers of its stream; undefined when nothing ended it. */
export function beforeHeaders(connection: Connection): BeforeHeaders | undefined {
  const status = headersOf(connection)?.status;
  if (status === undefined) return withoutAnswer(connection);
  const text = allOf(connection, 'body')
    .map((body) => body.text)
    .join('');
  const row = KNOWN.find((each) => each.status === status && (each.text === undefined || text.includes(each.text)));
  return row === undefined ? undefined : { suspects: row.suspects, ...(row.source === undefined ? {} : { source: row.source }) };
}

function withoutAnswer(connection: Connection): BeforeHeaders | undefined {
  const reason = closeOf(connection)?.reason;
  if (reason !== 'fin' && reason !== 'rst' && reason !== 'naked-fin') return undefined;
  return {
    suspects: ['a TCP proxy or load balancer', 'a write deadline (Caddy, Traefik)', 'an origin that died before it answered'],
  };
}
