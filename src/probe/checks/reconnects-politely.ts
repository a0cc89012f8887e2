import type { StreamPolicy } from '../../policy/stream-policy';
import { traitFacts } from '../diagnosis/facts';
import { NEARLY } from '../diagnosis/margins';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { allOf, endOf, headersOf, isStream, madeFor } from '../seen';
import { fail, notAsked, pass, seconds, unknown, worstOf } from '../verdict';

const { source } = traitFacts.eventSource;

export const reconnectsPolitely: LiveCheck = {
  id: 'reconnects-politely',
  title: 'Clients are told when to come back, and a stream that is over stays over.',
  symptom: 'After an end or a restart all clients come back at once, or one client loads a finished stream again and again.',
  cause: 'The server writes no retry time, or a very short one, or answers a finished stream with the whole of it.',
  remedy: 'Write a retry time with jitter, and answer 204 to a client that has seen the last event.',
  judge(observation, policy) {
    const hasty = judgeRetry(observation, policy);
    if (hasty?.status === 'fail') return hasty;
    const again = madeFor(observation, 'reconnect');
    if (again.length === 0) return notAsked(observation, 'come back after the end of a stream');
    const verdicts = again.map((connection) => judgeAgain(observation, connection));
    return worstOf([...verdicts, ...(hasty === undefined ? [] : [hasty])]);
  },
};

function judgeRetry({ connections }: Observation, { drain: { retry } }: StreamPolicy): Verdict | undefined {
  const asked = connections.flatMap((connection) => allOf(connection, 'retry')).map(({ milliseconds }) => milliseconds);
  if (asked.length === 0) return undefined;
  const [least, most] = [Math.min(...asked), Math.max(...asked)];
  const told = `Clients are told to wait ${seconds(least)} to ${seconds(most)} before they come back; the policy says ${retry.min} to ${retry.max}.`;
  if (least >= retry.min.milliseconds * NEARLY) return pass(told);
  return fail(told, { fix: `Write \`retry: ${retry.min.milliseconds}\` or more, with jitter.`, source });
}

function judgeAgain({ connections }: Observation, connection: Connection): Verdict {
  const before = connections.find(({ id }) => id === connection.follows);
  const earlier = before === undefined ? undefined : headersOf(before)?.status;
  const status = headersOf(connection)?.status;
  if (status === undefined) return unknown('The client that came back got no answer before the probe ended.');
  const waited = before === undefined ? 0 : connection.startedAt - before.startedAt - endOf(before);
  const told = `A client that came back ${seconds(waited)} after the end was answered ${status}`;
  if (earlier !== undefined && earlier !== 200) return unknown(`${told}; it had been answered ${earlier}, which is no stream.`);
  if (status === 204) return pass(`${told}, so it stays away.`);
  if (!isStream(connection)) {
    return fail(`${told}: an EventSource then gives up for good, and nothing told it that the stream is over.`, {
      fix: 'Answer 204 when the stream is over, and 200 with the stream when it is not.',
      source,
    });
  }
  const repeated = before === undefined ? 0 : repeatedIn(before, connection);
  if (repeated === 0) return pass(`${told} with the stream, and got no event twice.`);
  return fail(`${told} with ${repeated} events that it had seen: it would come back for them for ever.`, {
    fix: 'Answer 204 to a client whose Last-Event-ID is the last event.',
    source,
  });
}

function repeatedIn(before: Connection, after: Connection): number {
  const seen = new Set(allOf(before, 'event').flatMap(({ stamp, id }) => stamp?.seq ?? id ?? []));
  return allOf(after, 'event').filter(({ stamp, id }) => seen.has(stamp?.seq ?? id ?? Number.NaN)).length;
}
