import { known, type Hop } from '../path/hop';
import { Duration } from '../policy/duration';
import type { StreamPath } from '../policy/stream-path';
import type { Entry } from '../load/entries/entry';

/** What a stream is taken to be called where nothing says. */
export const DEFAULT_STREAM: StreamPath = { prefix: '/events' };

/** Names that people give to streams of events, as a whole word of a path; a Mercure hub has its own. */
const STREAM_WORD = /(?:^|[/._-])(?:sse|events|streams?|event-?streams?|server-sent-events|well-known\/mercure)(?:$|[/._-])/i;
/** Streams too, and none of ours. */
const OTHER_WORD = /(?:^|[/._-])(?:ws|wss|websockets?|socket\.io|signalr|hubs?|grpc)(?:$|[/._-])/i;
const SSE = /(?:^|[ /._-])sse(?:$|[/._-])/i;

/** No ordinary answer takes so long, or is silent for so long: whoever allows that has something else in mind. */
const LONG = Duration.hours(1);

/** Paths by their literal part: all below it may stream, of the pattern that follows nothing is known. */
export function streamsByName({ urls }: Entry): StreamPath[] {
  const named = urls.map(literal).filter((url) => STREAM_WORD.test(url));
  return [...new Set(named)].map((prefix) => ({ prefix }));
}

/** With nginx, registries and object stores are served without buffering too. */
const UNBUFFERED_FOR_OTHERS = /nginx/;

/** Settings of the entry itself that only a stream wants. WebSockets and slow pages want long timeouts as well, but buffering. */
export function shapeOf({ source, urls }: Entry, hops: readonly Hop[]): string | undefined {
  const own = hops.find(({ sources }) => sources?.[0] === source);
  if (own?.layer !== 'http' || (urls.length > 0 && urls.every((url) => OTHER_WORD.test(url)))) return undefined;
  const buffering = known(own, 'response-buffering').filter(({ origin }) => origin !== 'fixed');
  const off = buffering.find(({ origin, value }) => origin === 'set' && value === 'off');
  if (off === undefined && buffering.length > 0) return undefined;
  const limits = [...known(own, 'idle-limit'), ...known(own, 'total-limit')].filter(({ origin }) => origin === 'set');
  const long = limits.find(({ value }) => value === 'disabled' || !value.isShorterThan(LONG));
  if (long === undefined && (off === undefined || UNBUFFERED_FOR_OTHERS.test(own.type))) return undefined;
  return [off, long].flatMap((setting) => (setting === undefined ? [] : `${setting.name} is ${setting.value}`)).join(', ');
}

/** An object on the path that is named after what it does. */
export function namedForSse(hops: readonly Hop[]): string | undefined {
  return hops.find(({ type, object }) => type !== 'unknown' && SSE.test(object))?.object;
}

/** Where a sign tells of a stream and not of its path: whatever the entry serves may be it. */
export function streamsAnywhere({ urls }: Entry): StreamPath[] {
  const exact = [...new Set(urls.map(literal))].map((url) => (url === '/' ? DEFAULT_STREAM : { exact: url }));
  return exact.length === 0 ? [DEFAULT_STREAM] : exact;
}

/** `/events` of `/events(/|$)(.*)`. */
function literal(url: string): string {
  const [plain = ''] = /^(?:\/[\w.~-]+)*/.exec(url) ?? [];
  return plain === '' ? '/' : plain;
}
