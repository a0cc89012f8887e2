import { namedIn, type Configuration } from '../../nginx/directive';
import { saidAt, type Place } from '../../nginx/inherit';
import { isWhole, serverName } from '../../nginx/servers';
import { nginxTime } from '../../nginx/time';
import type { Hop } from '../../path/hop';
import { suppressionIn } from '../../path/suppression';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import type { StreamPath } from '../../policy/stream-path';
import { about, balances, drainElsewhere, objectName } from './about';
import { deliveryRemarks } from './delivery-remarks';
import { nginxProxyFacts as facts } from './facts';
import { readAffinity } from './read-affinity';
import { readCaching, readCompression, switchAt } from './read-delivery';
import { readHttp2, readTransport } from './read-edge';
import { otherRemarks } from './read-remarks';
import { valueRemarks } from './value-remarks';
import { routesOf, type Route } from './routes';

/** What the name of a server stands for: a Service with an address, or one that hands out those of its pods. */
export type ServiceKind = 'service' | 'pods';

interface ReadOptions {
  /** The paths that stream. Default: whatever is proxied. */
  readonly streams?: readonly StreamPath[] | undefined;
  /** Undefined for a name that is no Service of the input. */
  readonly serviceOf?: (server: string) => ServiceKind | undefined;
}

/** A hop of one or more locations of a server that treat streams alike and lead to the same place. */
export interface NginxHop {
  readonly hop: Hop;
  readonly routes: readonly [Route, ...Route[]];
}

/** What nginx is to the streams that this configuration proxies, by server and location. */
export function readNginx(configuration: Configuration, { streams, serviceOf = () => undefined }: ReadOptions = {}): NginxHop[] {
  const alike = new Map<string, NginxHop>();
  for (const route of routesOf(configuration, streams)) {
    const hop = readRoute(route, serviceOf);
    const key = JSON.stringify([
      serverName(route.server),
      route.server.line,
      route.servers,
      hop.settings,
      hop.remarks,
      hop.suppressed,
    ]);
    const routes = [...(alike.get(key)?.routes ?? []), route] as const;
    alike.set(key, { hop, routes });
  }
  return [...alike.values()].map(({ hop, routes }) => ({ hop: { ...hop, object: nameOf(routes) }, routes }));
}

function nameOf([first, ...others]: NginxHop['routes']): string {
  const labels = [first, ...others].map(({ place }) => place.location.args.join(' '));
  return objectName(labels, serverName(first.server));
}

function readRoute(route: Route, serviceOf: NonNullable<ReadOptions['serviceOf']>): Hop {
  const { place, configuration } = route;
  const buffering = switchAt(place, 'response-buffering', facts.buffering.default, about.buffering);
  const settings = [
    readTimeout(place),
    fixed('total-limit', facts.noTotalLimit.fixed, about.total),
    buffering,
    readCaching(place, buffering),
    readCompression(place),
    readAffinity(route),
    readBackends(route, serviceOf),
    ...readRetry(route),
    readTransport(route),
    readHttp2(route),
    readDrain(configuration),
  ];
  return {
    type: 'nginx',
    object: nameOf([route]),
    layer: 'http',
    settings,
    remarks: [...valueRemarks(place), ...deliveryRemarks(route, settings), ...otherRemarks(route, settings)],
    suppressed: suppressionsAt(place),
  };
}

function readTimeout(place: Place): Setting {
  const said = saidAt(place, 'proxy_read_timeout');
  if (said.is === 'unknown') return unknown('idle-limit', said.why, about.readTimeout);
  const time = said.is === 'written' ? nginxTime(said.last.args[0] ?? '') : undefined;
  return time === undefined
    ? byDefault('idle-limit', facts.readTimeout.default, about.readTimeout)
    : set('idle-limit', time, about.readTimeout);
}

function readBackends({ servers, proxyPass }: Route, serviceOf: NonNullable<ReadOptions['serviceOf']>): Setting {
  if (servers === undefined)
    return unknown('balances-over', `proxy_pass is ${proxyPass.args[0]}, and a variable decides`, about.servers);
  const kind = servers.length === 1 ? serviceOf(servers[0] ?? '') : undefined;
  return kind === undefined ? balances(servers) : set('balances-over', kind, about.servers);
}

/** With one server alone there is none to ask next, unless its name has several addresses, which the default is silent about. */
function readRetry({ place, servers = [] }: Route): Setting[] {
  const said = saidAt(place, 'proxy_next_upstream');
  if (said.is === 'unknown') return [unknown('retry', said.why, about.retry)];
  if (said.is === 'absent' && servers.length === 1) return [];
  const tries = saidAt(place, 'proxy_next_upstream_tries');
  if (tries.is === 'written' && tries.last.args[0] === '1')
    return [set('retry', 'off', { ...about.retry, key: 'proxy_next_upstream_tries' })];
  const cases = said.is === 'written' ? said.last.args : facts.nextUpstream.default.split(' ');
  const value = cases.includes('off') ? 'off' : cases.includes('timeout') ? 'when-slow' : 'when-refused';
  return [(said.is === 'written' ? set : byDefault)('retry', value, about.retry)];
}

function readDrain(configuration: Configuration): Setting {
  if (!isWhole(configuration)) return drainElsewhere;
  const written = namedIn(configuration.main.directives, 'worker_shutdown_timeout').at(-1);
  const time = nginxTime(written?.args[0] ?? '');
  return time === undefined
    ? byDefault('drain-limit', facts.workerShutdown.default, about.drain)
    : set('drain-limit', time, about.drain);
}

/** `# sse-ready.dev/ignore-<rule>: <reason>` in the location or a block around it. Without a reason nothing is suppressed. */
function suppressionsAt({ location, around }: Place): Record<string, string> {
  const comments = [...around.toReversed(), location].flatMap(({ block }) => block?.comments ?? []);
  const given = comments.flatMap(({ text }) => {
    const given = suppressionIn(text);
    return given === undefined || given.reason === '' ? [] : [[given.rule, given.reason] as const];
  });
  return Object.fromEntries(given);
}
