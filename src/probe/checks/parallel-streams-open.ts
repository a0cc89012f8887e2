import { beforeHeaders } from '../diagnosis/before-headers';
import { LATE_AT_MOST_MS } from '../diagnosis/margins';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, endOf, headersOf, isCutShort, isStream, madeFor, requestAt } from '../seen';
import { counted, fail, notAsked, pass, seconds, unknown } from '../verdict';

const REFUSED: readonly number[] = [429, 502, 503, 504];

export const parallelStreamsOpen: LiveCheck = {
  id: 'parallel-streams-open',
  title: 'A second stream opens while the first is open.',
  symptom: 'The first client is served; the next ones get 503, or wait.',
  cause: 'A limit on connections or streams of a proxy or server, or a cache that lets one request through at a time.',
  remedy: 'Raise the limit above the streams you expect, and switch the lock of the cache off.',
  judge(observation) {
    const first = madeFor(observation, 'stream').find(isStream);
    const others = madeFor(observation, 'staggered');
    if (others.length === 0) return notAsked(observation, 'a second stream beside the first');
    if (first === undefined) return unknown('The first stream did not open, so a second says nothing.');
    const refused = others.filter((connection) => REFUSED.includes(headersOf(connection)?.status ?? 0));
    if (refused.length > 0) return judgeRefused(others.length, refused);
    const usual = waitOf(first);
    const waited = others.filter((connection) => !isCutShort(connection) && waitOf(connection) > usual + LATE_AT_MOST_MS);
    if (waited.length > 0) return judgeWaited(usual, waited);
    const open = others.filter(isStream);
    if (open.length === 0) return unknown('No other stream was watched long enough to see whether it opens.');
    return pass(
      `${counted(open.length, 'stream')} opened beside the first, the slowest after ${seconds(Math.max(...open.map(waitOf)))}.`,
    );
  },
};

/** For its headers, or in vain. */
const waitOf = (connection: Connection): number => (headersOf(connection)?.at ?? endOf(connection)) - requestAt(connection);

function judgeRefused(all: number, refused: readonly Connection[]): Verdict {
  const [connection] = refused;
  const told =
    connection === undefined ? '' : `, the first with ${headersOf(connection)?.status} after ${seconds(waitOf(connection))}`;
  const text =
    connection === undefined ? undefined : allOf(connection, 'body')[0]?.text.trim().replaceAll(/\s+/g, ' ').slice(0, 80);
  const known = connection === undefined ? undefined : beforeHeaders(connection);
  return fail(
    `Of ${counted(all, 'further stream')} ${refused.length} ${refused.length === 1 ? 'was' : 'were'} refused${told}${text ? `: "${text}"` : ''}.`,
    {
      suspects: known?.suspects ?? ['a limit on streams or connections'],
      fix: 'Raise the limit on connections above the streams you expect.',
    },
  );
}

function judgeWaited(usual: number, waited: readonly Connection[]): Verdict {
  const longest = Math.max(...waited.map(waitOf));
  return fail(
    `${counted(waited.length, 'further stream')} waited up to ${seconds(longest)} for headers; the first had them after ${seconds(usual)}.`,
    {
      suspects: ["nginx's proxy_cache_lock", 'a cache that waits for the first answer', 'a limit on streams with a queue'],
      fix: 'Switch the lock of the cache off for the stream, or raise the limit.',
    },
  );
}
