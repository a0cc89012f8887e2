import { textOf, type StreamPath } from '../../policy/stream-path';
import { blocksIn, isExpression, LATER, type Block } from '../../terraform/attributes';
import { knownBlocksIn, nameOf } from './blocks';

/** The parts of a gateway that carry a stream, by name. */
export interface Serving {
  readonly settings: readonly string[];
  readonly listeners: readonly string[];
}

/** Where a routing rule sends a stream. */
interface Route {
  readonly listener: unknown;
  /** A symbol where an expression decides it. */
  readonly setting: unknown;
  readonly redirects: boolean;
  /** Whether a path rule names the stream's path: others take it only where none does. */
  readonly isExplicit: boolean;
}

/** Which backend settings and listeners serve these paths; undefined where the input does not tell, and all of them may. */
export function servingOf(gateway: Block, streams: readonly StreamPath[]): Serving | undefined {
  const rules = blocksIn(gateway, 'request_routing_rule');
  const maps = blocksIn(gateway, 'url_path_map');
  if (rules === LATER || maps === LATER) return undefined;
  const all = rules.flatMap((rule) => routesOf(rule, maps, streams));
  const explicit = all.filter(({ isExplicit }) => isExplicit);
  const chosen = (explicit.length > 0 ? explicit : all).filter(({ redirects }) => !redirects);
  const names = knownBlocksIn(gateway, 'backend_http_settings').map(nameOf);
  const isTold = ({ listener, setting }: Route) => typeof listener === 'string' && names.includes(String(setting));
  if (chosen.length === 0 || !chosen.every(isTold)) return undefined;
  return {
    settings: [...new Set(chosen.map(({ setting }) => String(setting)))],
    listeners: [...new Set(chosen.map(({ listener }) => String(listener)))],
  };
}

function routesOf(rule: Block, maps: readonly Block[], streams: readonly StreamPath[]): Route[] {
  const listener = rule['http_listener_name'];
  const mapName = rule['url_path_map_name'];
  if (mapName === undefined) return [{ listener, ...targetOf(rule), isExplicit: false }];
  const map = maps.find(({ name }) => name === mapName);
  if (map === undefined) return [{ listener, ...NOT_TOLD }];
  return streams.flatMap((stream) => routesIn(map, stream)).map((route) => ({ listener, ...route }));
}

const NOT_TOLD = { setting: LATER, redirects: false, isExplicit: true };

/**
 * Path rules are asked in their order, and the first that matches takes the request; the default takes what none matches.
 * https://learn.microsoft.com/azure/application-gateway/url-route-overview, read on 2026-11-21.
 */
function routesIn(map: Block, stream: StreamPath): Omit<Route, 'listener'>[] {
  const rules = blocksIn(map, 'path_rule');
  if (rules === LATER) return [NOT_TOLD];
  const first = rules.findIndex((rule) => patternsOf(rule).some((pattern) => covers(pattern, textOf(stream))));
  const explicit = rules.filter(
    (rule, index) => index === first || mayCover(rule) || patternsOf(rule).some((pattern) => isBelow(pattern, stream)),
  );
  if (explicit.length > 0) return explicit.map((rule) => ({ ...targetOf(rule), isExplicit: true }));
  return [{ ...targetOf(map, 'default_'), isExplicit: false }];
}

function targetOf(block: Block, prefix = ''): Pick<Route, 'setting' | 'redirects'> {
  return {
    setting: block[`${prefix}backend_http_settings_name`],
    redirects: block[`${prefix}redirect_configuration_name`] !== undefined,
  };
}

/** Only a pattern that is known can be compared. */
const mayCover = (rule: Block): boolean => isExpression(rule['paths']) || patternsOf(rule).some(isExpression);

function patternsOf({ paths }: Block): string[] {
  return Array.isArray(paths) ? paths.map(String) : [];
}

/** A star stands at the end only. `/events/*` is taken for `/events` too: who wrote it meant the stream. */
function covers(pattern: string, path: string): boolean {
  if (!pattern.endsWith('*')) return pattern === path;
  const prefix = pattern.slice(0, -1);
  return path.startsWith(prefix) || prefix === `${path}/`;
}

function isBelow(pattern: string, stream: StreamPath): boolean {
  return 'prefix' in stream && pattern.startsWith(`${stream.prefix.replace(/\/$/, '')}/`);
}
