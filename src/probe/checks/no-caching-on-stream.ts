import { arrivalsOf, clocksOf, isReplayOn } from '../diagnosis/clock';
import { traitFacts } from '../diagnosis/facts';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, headerOf, isStream, madeFor, requestAt } from '../seen';
import { counted, fail, largest, noneToJudge, pass, seconds, unknown } from '../verdict';

const { source } = traitFacts.cacheReplay;

export const noCachingOnStream: LiveCheck = {
  id: 'no-caching-on-stream',
  title: 'No hop answers with a stream that it has stored.',
  symptom: 'A client gets old events in one burst, or two clients share one stream of the server.',
  cause: 'A cache stores the response: streams are often cacheable by their headers.',
  remedy: 'Answer with Cache-Control: no-cache or no-store, and switch caching off for the stream.',
  judge(observation) {
    const asked = madeFor(observation, 'stream', 'staggered', 'finite', 'http1', 'http2', 'large', 'fresh', 'again');
    const streams = asked.filter(
      (connection) => isStream(connection) && connection.request.headers['last-event-id'] === undefined,
    );
    if (streams.length === 0) return noneToJudge(observation, asked, 'opened the stream');
    const clocks = clocksOf(observation);
    const stored = streams.flatMap((connection) => replayed(connection, clocks) ?? [])[0];
    if (stored !== undefined) return stored;
    const events = streams.reduce((sum, connection) => sum + allOf(connection, 'event').length, 0);
    if (events === 0) return unknown('No event arrived that could be a stored one.');
    const stamped = streams.some((connection) => arrivalsOf(connection, clocks).length > 0);
    if (!stamped) return unknown(`${events} events arrived; they do not say when they were sent, and no header names a cache.`);
    const control = streams.map((connection) => headerOf(connection, 'cache-control')).find((value) => value !== undefined);
    const told = control === undefined ? 'missing, so a cache on another path may store it' : `"${control}"`;
    return pass(`None of ${events} events was older than its request; Cache-Control is ${told}.`);
  },
};

function replayed(connection: Connection, clocks: ReturnType<typeof clocksOf>): Verdict | undefined {
  const requested = connection.startedAt + requestAt(connection);
  const old = arrivalsOf(connection, clocks).filter(isReplayOn(connection));
  const ages = old.map(({ sent }) => requested - sent);
  const shown =
    ages.length > 0
      ? `${counted(ages.length, 'event')} came that the server sent up to ${seconds(largest(ages))} before the request`
      : storedBy(connection);
  if (shown === undefined) return undefined;
  const control = headerOf(connection, 'cache-control') ?? 'missing';
  return fail(`On the ${connection.purpose} connection ${shown}; Cache-Control is ${control}.`, {
    suspects: ["Varnish's cache", "nginx's proxy_cache", 'another cache'],
    fix: 'Answer with Cache-Control: no-cache, and switch caching off for the stream.',
    source,
  });
}

/** RFC 9111 section 5.1: only a cache writes Age; Varnish names two requests where the second was answered by the first. */
function storedBy(connection: Connection): string | undefined {
  const age = headerOf(connection, 'age');
  const varnish = headerOf(connection, 'x-varnish');
  if (age !== undefined && Number(age) > 0) return `the answer has Age: ${age}`;
  if (varnish !== undefined && /^\d+ \d+$/.test(varnish)) return `the answer has X-Varnish: ${varnish}, a hit`;
  return undefined;
}
