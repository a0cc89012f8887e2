/** Causes that give the same bytes: whoever is asked for one names all of them, and what would tell them apart. */
interface Alike {
  readonly either: readonly string[];
  readonly apart: string;
}

const alike = <const T extends Record<string, Alike>>(all: T): T => all;

export const ALIKE = alike({
  hopOfChain: {
    either: ['any hop of the path'],
    apart: 'Which hop of a chain applies it cannot be told from outside: connect to the hops one after the other.',
  },
  singleCut: {
    either: ['a limit of a proxy', 'a crash of the origin', 'a restart of the origin'],
    apart: 'One single cut does not tell. Repeat: the same age is a limit, the same moment a restart, anything else a crash.',
  },
  regularEnd: {
    either: ['a server that was done', 'a limit, or a death of the origin, behind a hop that makes a regular end of it'],
    apart: 'Without a last event these look alike: send one, named end, when a stream is over.',
  },
  idleCloser: {
    either: ['an idle limit of a proxy', 'an origin or framework that closes idle streams itself'],
    apart: 'Who ends the idle stream cannot be told from outside: ask the origin without the proxy.',
  },
  noByte: {
    either: ['a hop that holds the whole response', 'an origin that never answers'],
    apart: 'Only a finite stream, padding beyond the buffer, X-Accel-Buffering: no, or a request past the proxy tells.',
  },
  bufferPlace: {
    either: ['a buffer in a proxy', 'a buffer in the application or its server'],
    apart: 'Where it is held only a header cure, an identity run or a request past the proxy tells.',
  },
  nginxHttp10: {
    either: ['nginx that asks with HTTP/1.0', 'an origin that ends every answer by closing the connection'],
    apart: 'Both hold alike; proxy_http_version 1.1 cures the first only, proxy_buffering off cures both.',
  },
  envoyTotal: {
    either: ["Envoy's route timeout", "Envoy's max_stream_duration"],
    apart: 'After the headers these two look alike.',
  },
  envoyIdle: {
    either: ["Envoy's stream_idle_timeout", "Envoy's route idle_timeout"],
    apart: 'These two look alike at any time.',
  },
  silent: {
    either: [
      'a write deadline that cuts only at the next write (Caddy, Traefik, Varnish)',
      'a connection that a hop dropped without telling',
      'a quiet but healthy stream',
    ],
    apart: 'Nothing is seen before the next write: the probe must have events coming.',
  },
  layer: {
    either: ['an idle limit of an HTTP proxy', 'an idle limit of a TCP proxy or load balancer'],
    apart: 'Once headers were sent these look alike, except that a TCP proxy adds no header of its own.',
  },
  clientAborts: {
    either: ['a path that tells the origin at once', 'a path that tells it at its next write, or never'],
    apart: 'Only a counter on the server tells; heartbeats bound how long a lost client is served.',
  },
  idleOrTotal: {
    either: ['an idle limit', 'a total limit'],
    apart: 'Both streams sent alike: end their last event at different ages, or send heartbeats on one of them.',
  },
});
