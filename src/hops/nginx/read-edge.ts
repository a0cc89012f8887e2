import { childrenOf, namedIn, type Directive } from '../../nginx/directive';
import { saidAt } from '../../nginx/inherit';
import { listensOf } from '../../nginx/servers';
import { byDefault, set, unknown, type Setting } from '../../path/setting';
import { about } from './about';
import { nginxProxyFacts as facts } from './facts';
import type { Route } from './routes';

const isSecure = ({ args }: Directive): boolean => args.includes('ssl') || args.includes('quic');

export function readTransport({ server, configuration }: Route): Setting {
  const listens = listensOf(server);
  if (server.block === configuration.main) return unknown('transport', 'the server block is not in the input', about.transport);
  if (listens.length === 0) return byDefault('transport', 'plain', about.transport);
  const secure = listens.filter(isSecure);
  const allSecure = secure.length === listens.length || namedIn(childrenOf(server), 'ssl').some(({ args }) => args[0] === 'on');
  if (allSecure || (secure.length > 0 && redirectsPlain(server))) return set('transport', 'tls', about.transport);
  return set('transport', secure.length > 0 ? 'tls-and-plain' : 'plain', about.transport);
}

/** `if ($scheme = http) { return 301 https://...; }` */
const redirectsPlain = (server: Directive): boolean =>
  namedIn(childrenOf(server), 'if').some(
    (block) => /\$(scheme|https)\b/.test(block.args.join(' ')) && namedIn(childrenOf(block), 'return').length > 0,
  );

export function readHttp2({ place, server }: Route): Setting {
  if (listensOf(server).some(({ args }) => args.includes('http2') || args.includes('quic')))
    return set('http2', 'on', about.http2);
  const said = saidAt({ location: server, around: place.around.slice(place.around.indexOf(server) + 1) }, 'http2');
  if (said.is === 'unknown') return unknown('http2', said.why, about.http2);
  if (said.is === 'absent') return byDefault('http2', facts.http2.default, about.http2);
  return set('http2', said.last.args[0] === 'on' ? 'on' : 'off', { ...about.http2, key: 'http2' });
}
