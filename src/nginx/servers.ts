import { childrenOf, namedIn, type Block, type Configuration, type Directive } from './directive';
import type { Place } from './inherit';

/** A server of HTTP and the blocks around it, innermost first. */
export interface Server {
  readonly server: Directive;
  readonly around: readonly Directive[];
}

/** Blocks that have no name of their own in the text. */
const unnamed = (name: string, file: string, block: Block): Directive => ({ name, args: [], file, line: 1, column: 1, block });

/** The servers of a whole nginx.conf, of a file for its http block, or of one for a server block, whose server is then nameless. */
export function serversOf({ file, main }: Configuration): Server[] {
  const outside = unnamed('main', file, main);
  const contexts = namedIn(main.directives, 'http').map((http) => ({ http, around: [http, outside] }));
  const whole = contexts.flatMap(({ http, around }) => namedIn(childrenOf(http), 'server').map((server) => ({ server, around })));
  const loose = namedIn(main.directives, 'server').map((server) => ({ server, around: [outside] }));
  const hasLooseLocation = namedIn(main.directives, 'location').length > 0;
  return [...whole, ...loose, ...(hasLooseLocation ? [{ server: unnamed('server', file, main), around: [] }] : [])];
}

/** Whether the main context is in the input, or only a part that some nginx.conf includes. */
export const isWhole = ({ main }: Configuration): boolean => namedIn(main.directives, 'http').length > 0;

export const upstreamNamed = ({ around }: Place, name: string): Directive | undefined =>
  around.flatMap((block) => namedIn(childrenOf(block), 'upstream')).find(({ args }) => args[0] === name);

/** The address and the flags of each listen. */
export function listensOf(server: Directive): readonly Directive[] {
  return namedIn(childrenOf(server), 'listen');
}

/** `prices.example.com:443`; a server without a name is `_`, and without listen it takes port 80. */
export function serverName(server: Directive): string {
  const names = namedIn(childrenOf(server), 'server_name').flatMap(({ args }) => args);
  const listens = listensOf(server);
  const secure = listens.find(({ args }) => args.includes('ssl')) ?? listens[0];
  return `${names.find((name) => name !== '') ?? '_'}:${portOf(secure?.args[0] ?? '80')}`;
}

const portOf = (address: string): string =>
  address.startsWith('unix:') ? address : (/(?:^|:)(\d+)$/.exec(address)?.[1] ?? '80');

/** Where a proxy_pass leads: the name or address, and the port. Undefined where a variable decides. */
export function targetOf(url: string): { readonly host: string; readonly port?: string } | undefined {
  if (url.includes('$')) return undefined;
  const [, authority = ''] = /^https?:\/\/(unix:[^:]+|[^/]+)/i.exec(url) ?? [];
  const [, host = authority, port] = /^(.*?|\[.*\])(?::(\d+))?$/.exec(authority) ?? [];
  if (authority === '' || authority.startsWith('unix:')) return { host: authority };
  return { host, ...(port === undefined ? {} : { port }) };
}
