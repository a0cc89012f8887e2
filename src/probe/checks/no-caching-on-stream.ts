import { arrivalsOf, clocksOf, isReplay } from '../diagnosis/clock';
import { traitFacts } from '../diagnosis/facts';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, headerOf, headersOf, isStream, madeFor, requestAt } from '../seen';
import { fail, notAsked, pass, seconds, unknown } from '../verdict';

const { source } = traitFacts.cacheReplay;

export const noCachingOnStream: LiveCheck = {
  id: 'no-caching-on-stream',
  title: 'No hop answers with a stream that it has stored.',
  symptom: 'A client gets old events in one burst, or two clients share one stream of the server.',
  cause: 'A cache stores the response: streams are often cacheable by their headers.',
  remedy: 'Answer with Cache-Control: no-cache or no-store, and switch caching off for the stream.',
  judge(observation) {
    const asked = madeFor(observation, 'stream', 'staggered', 'finite', 'http1', 'http2', 'large', 'fresh').filter(isStream);
    if (asked.length === 0) return notAsked(observation, 'opened the stream');
    const clocks = clocksOf(observation);
    for (const connection of asked.filter(({ request }) => request.headers['last-event-id'] === undefined)) {
      const old = arrivalsOf(connection, clocks).filter((arrival) => isReplay(arrival, connection));
      const oldest = Math.max(0, ...old.map(({ sent }) => connection.startedAt + requestAt(connection) - sent));
      const shown =
        old.length > 0
          ? `${old.length} events were sent up to ${seconds(oldest)} before they were asked for`
          : storedBy(connection);
      if (shown !== undefined) return replayed(connection, shown);
    }
    const events = asked.reduce((sum, connection) => sum + allOf(connection, 'event').length, 0);
    if (events === 0) return unknown('No event arrived that could be a stored one.');
    const control = headerOf(asked[0] as Connection, 'cache-control');
    const told = `None of ${events} events was older than its request`;
    return pass(
      `${told}; Cache-Control is ${control === undefined ? 'missing, so a cache on another path may store it' : `"${control}"`}.`,
    );
  },
};

/** RFC 9111 section 5.1: only a cache writes Age; Varnish names two requests where the second was answered by the first. */
function storedBy(connection: Connection): string | undefined {
  const age = headerOf(connection, 'age');
  const varnish = headerOf(connection, 'x-varnish');
  if (age !== undefined && Number(age) > 0) return `the answer has Age: ${age}`;
  if (varnish !== undefined && /^\d+ \d+$/.test(varnish)) return `the answer has X-Varnish: ${varnish}, a hit`;
  return undefined;
}

function replayed(connection: Connection, shown: string): Verdict {
  const control = headerOf(connection, 'cache-control') ?? 'missing';
  return fail(
    `On the ${connection.purpose} connection ${shown}; Cache-Control is ${control} (HTTP/${headersOf(connection)?.httpVersion}).`,
    {
      suspects: ["Varnish's cache", "nginx's proxy_cache", 'another cache'],
      fix: 'Answer with Cache-Control: no-cache, and switch caching off for the stream.',
      source,
    },
  );
}
