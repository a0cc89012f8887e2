import { namedIn, childrenOf, statement, whereIs, type Directive } from '../../nginx/directive';
import { saidAt, type Place } from '../../nginx/inherit';
import type { Remark } from '../../path/hop';
import { nginxProxyFacts as facts } from './facts';

/** How nginx asks the server, which decides what an answer is like. */
export interface Asking {
  readonly version: '1.0' | '1.1' | 'unknown';
  /** In words. */
  readonly how: string;
}

export function askingAt(place: Place): Asking {
  const said = saidAt(place, 'proxy_http_version');
  if (said.is === 'unknown') return { version: 'unknown', how: `a version of HTTP that cannot be known, as ${said.why}` };
  if (said.is === 'absent')
    return { version: 'unknown', how: `HTTP/${facts.httpVersion.default} unless it is 1.29.7 or newer (no proxy_http_version)` };
  const version = said.last.args[0] ?? '';
  return { version: version === '1.0' ? '1.0' : '1.1', how: `HTTP/${version} (${statement(said.last)})` };
}

/** With nothing held, an answer that ends with its connection still hides the death of its server. */
export function closing(place: Place, { version, how }: Asking): Remark[] {
  const connection = connectionAt(place);
  if (version === '1.1' && connection === undefined) return [];
  const found = version === '1.1' ? connection : `nginx asks the server by ${how}`;
  return [
    {
      rule: 'response-buffering-off',
      found: found ?? '',
      need: 'a server may then answer without chunks and end the stream with its connection, so that nobody can tell the end from a cut, and an nginx in front that buffers holds it',
      fix: 'write "proxy_http_version 1.1;" and "proxy_set_header Connection "";" in the location',
      fact: version === '1.1' ? facts.connection : facts.httpVersion,
      level: 'note',
    },
  ];
}

/** What nginx sends for Connection; undefined where it is cleared or an include may clear it. */
function connectionAt(place: Place): string | undefined {
  const said = saidAt(place, 'proxy_set_header');
  if (said.is === 'unknown') return undefined;
  const own = said.is === 'written' ? said.all.filter(isConnection).at(-1) : undefined;
  if (own !== undefined) return own.args[1] === '' ? undefined : `${statement(own)} on ${whereIs(own)}`;
  const cancelled = place.around.flatMap((block) => namedIn(childrenOf(block), 'proxy_set_header')).find(isConnection);
  if (said.is === 'written' && cancelled !== undefined) {
    return `${statement(cancelled)} on ${whereIs(cancelled)} is cancelled by the proxy_set_header on ${whereIs(said.last)}, and nginx before 1.29.7 sends Connection: close`;
  }
  return 'proxy_set_header Connection is not written, and nginx before 1.29.7 sends Connection: close';
}

const isConnection = ({ args: [header = ''] }: Directive): boolean => header.toLowerCase() === 'connection';

/** The same towards clients. */
export function unchunked(place: Place): Remark[] {
  const said = saidAt(place, 'chunked_transfer_encoding');
  if (said.is !== 'written' || said.last.args[0] !== 'off') return [];
  return [
    {
      rule: 'response-buffering-off',
      found: `${statement(said.last)} on ${whereIs(said.last)}`,
      need: 'the stream then ends with its connection: a proxy in front that buffers holds it, and no client can tell a cut from the end',
      fix: 'remove it',
      fact: facts.chunked,
      key: 'chunked_transfer_encoding',
      level: 'warning',
    },
  ];
}
