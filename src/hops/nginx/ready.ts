import { childrenOf, namedIn, statement, whereIs, type Configuration, type Directive } from '../../nginx/directive';
import { before, edited, inserting, removing, replacing, type Edit } from '../../nginx/edit';
import { saidAt, type Place } from '../../nginx/inherit';
import { parseNginx } from '../../nginx/parse';
import { printNginx } from '../../nginx/print';
import { nginxTime } from '../../nginx/time';
import { textOf } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { cookieMaps, hashDirective, ownedDirectives, type OwnedDirective } from './keys';
import { readAffinity } from './read-affinity';
import { routesOf, type Route } from './routes';

const BALANCING = ['hash', 'ip_hash', 'least_conn', 'least_time', 'random', 'sticky'];
/** Files of distributions that hold nothing but proxy_set_header. */
const HEADERS_ONLY = /(^|\/)proxy_params$/;

/**
 * Makes the locations that proxy the policy's streams ready for them, in place: every other directive, comment and line
 * stays. An upstream in the same text gets the affinity of the policy. Twice gives the same as once.
 *
 * @throws Error where the text cannot be read, proxies none of the streams, or includes what may hold our directives too.
 */
export function streamReadyNginx(policy: StreamPolicy, text: string): string {
  const file = 'the configuration';
  const { block: main, problems } = parseNginx(text, file);
  if (problems.length > 0) throw new Error(problems.map(({ line, message }) => `line ${line} of ${file}: ${message}`).join('\n'));
  const configuration: Configuration = { file, main };
  const routes = routesOf(configuration, policy.paths);
  if (routes.length === 0) {
    const paths = policy.paths.map(textOf).join(', ');
    throw new Error(`no location of ${file} proxies ${paths}; write one with proxy_pass, or render a server of its own`);
  }
  const needy = routes.filter((route) => needsAffinity(policy, route));
  const edits = [
    ...routes.flatMap((route) => inLocation(policy, route, text, needy.includes(route))),
    ...[...new Set(needy.map(({ upstream }) => upstream))].flatMap((upstream) => inUpstream(policy, upstream, text)),
    ...(needy.length === 0 ? [] : mapsBefore(policy, needy, text)),
  ];
  return edited(text, edits);
}

/** Whether the affinity can be had and is not there yet. */
function needsAffinity({ affinity }: StreamPolicy, route: Route): boolean {
  if (affinity.kind === 'none' || route.upstream === undefined) return false;
  const found = readAffinity(route);
  return found.origin === 'unknown' || found.aspect !== 'affinity' || found.value.kind !== affinity.kind;
}

const LISTS = ['proxy_set_header', 'add_header'];
const headerOf = ({ args: [header = ''] }: { readonly args: readonly string[] }): string => header.toLowerCase();

function inLocation(policy: StreamPolicy, { place }: Route, text: string, withAffinity: boolean): Edit[] {
  const { location } = place;
  const include = namedIn(childrenOf(location), 'include').find(({ args: [name = ''] }) => !HEADERS_ONLY.test(name));
  if (include !== undefined) {
    throw new Error(
      `${whereIs(include)}: ${statement(include)} may hold the same directives; write them into the location first`,
    );
  }
  const wanted = ownedDirectives(policy).filter(
    ({ name, args }) => withAffinity || name !== 'add_header' || args[0] !== 'Set-Cookie',
  );
  const replaced: Edit[] = [];
  const added: OwnedDirective[] = [];
  for (const directive of wanted) {
    const there = namedIn(childrenOf(location), directive.name).find(
      (own) => !LISTS.includes(directive.name) || (headerOf(own) === headerOf(directive) && !isOtherCookie(own, directive)),
    );
    if (there === undefined) added.push(directive);
    else if (!isGoodEnough(there, directive)) replaced.push(...replacing(there, statement(directive)));
  }
  const lines = LISTS.flatMap((name) => inherited(place, name, added));
  return [...replaced, ...inserting(text, location, [...lines, ...added.map(statement)], 'last')];
}

/** Another Set-Cookie beside ours is another cookie. */
const isOtherCookie = (own: Directive, { args }: OwnedDirective): boolean =>
  headerOf(own) === 'set-cookie' && own.args[1] !== args[1];

/** A list of ours in the location would cancel the one it inherits, so that one comes along. */
function inherited(place: Place, name: string, added: readonly OwnedDirective[]): string[] {
  const ours = added.filter((one) => one.name === name).map(headerOf);
  const said = saidAt(place, name);
  if (ours.length === 0 || said.is !== 'written' || childrenOf(place.location).includes(said.last)) return [];
  return said.all.filter((one) => !ours.includes(headerOf(one)) || headerOf(one) === 'set-cookie').map(statement);
}

function isGoodEnough({ name, args }: Directive, wanted: OwnedDirective): boolean {
  const [value = ''] = args;
  const least = nginxTime(wanted.args[0] ?? '');
  if (name === 'proxy_read_timeout' || name === 'send_timeout')
    return least !== undefined && nginxTime(value)?.isShorterThan(least) === false;
  if (name === 'proxy_next_upstream') return !args.includes('timeout');
  if (name === 'proxy_http_version') return value === '1.1' || value === '2';
  return statement({ name, args }) === statement(wanted);
}

/** First of all: a balancing method has to stand before keepalive. */
function inUpstream(policy: StreamPolicy, upstream: Directive | undefined, text: string): Edit[] {
  const hash = hashDirective(policy);
  if (hash === undefined || upstream === undefined) return [];
  const [method, ...others] = childrenOf(upstream).filter(({ name }) => BALANCING.includes(name));
  const put = statement(hash);
  return [
    ...(method === undefined ? inserting(text, upstream, [put], 'first') : replacing(method, put)),
    ...others.flatMap((other) => removing(text, other)),
  ];
}

function mapsBefore(policy: StreamPolicy, [first]: readonly Route[], text: string): Edit[] {
  const maps = cookieMaps(policy);
  if (maps.length === 0 || first === undefined) return [];
  const { place, server, upstream } = first;
  const around = place.around[place.around.indexOf(server) + 1];
  const isThere = namedIn(around === undefined ? [] : childrenOf(around), 'map').some(({ args }) => args[1] === maps[0]?.args[1]);
  const [next] = [server, upstream].filter((one) => one !== undefined).toSorted((a, b) => a.line - b.line);
  return isThere || next === undefined ? [] : before(text, next, printNginx(maps));
}
