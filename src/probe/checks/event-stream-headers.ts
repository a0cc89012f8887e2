import { beforeHeaders } from '../diagnosis/before-headers';
import { ALIKE } from '../diagnosis/pairs';
import { traitFacts } from '../diagnosis/facts';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, closeOf, headerOf, headersOf, isCutShort, isStream, madeFor } from '../seen';
import { fail, notAsked, pass, seconds, unknown } from '../verdict';

export const eventStreamHeaders: LiveCheck = {
  id: 'event-stream-headers',
  title: 'The answer is an event stream: status 200 and content type text/event-stream, in UTF-8.',
  symptom: 'EventSource reports an error at once and does not come back.',
  cause: 'A login page, an error page of a proxy, or a framework that writes another content type.',
  remedy: 'Answer 200 with Content-Type: text/event-stream, and ask with the credentials that the endpoint wants.',
  judge(observation) {
    const streams = PURPOSES.flatMap((purpose) => madeFor(observation, purpose));
    const [first] = streams;
    if (first === undefined) return notAsked(observation, 'opened the stream');
    // A hop that holds everything holds the headers too: a finite stream shows them at its end.
    const answered = streams.find((connection) => headersOf(connection) !== undefined);
    return answered === undefined || wasRefused(first) ? judgeSilence(first) : judgeAnswer(answered);
  },
};

/** In the order of what they tell of a client as it is. */
const PURPOSES = ['stream', 'fresh', 'finite', 'http2', 'http1', 'large', 'idle'] as const;

const wasRefused = (connection: Connection): boolean =>
  headersOf(connection) === undefined && beforeHeaders(connection) !== undefined;

function judgeSilence(connection: Connection): Verdict {
  if (isCutShort(connection)) return unknown('The probe was stopped before the headers arrived.');
  const close = closeOf(connection);
  const ended = beforeHeaders(connection);
  if (ended !== undefined) {
    return fail(`The connection was closed ${seconds(close?.at ?? 0)} after its begin, before any byte of an answer.`, {
      ...ended,
      fix: 'Send the headers at once, before the first event, and look at the limits of the hops before them.',
    });
  }
  if (close?.reason === 'error') return fail(`There was no answer: ${close.message ?? 'the connection failed'}.`);
  return unknown(`No header in ${seconds(close?.at ?? 0)}. ${ALIKE.noByte.apart}`, { suspects: ALIKE.noByte.either });
}

function judgeAnswer(connection: Connection): Verdict {
  const status = headersOf(connection)?.status;
  const type = headerOf(connection, 'content-type');
  const charset = /charset="?([^\s;"]+)/i.exec(type ?? '')?.[1]?.toLowerCase();
  const source = traitFacts.eventSource.source;
  if (status !== 200) {
    const text = allOf(connection, 'body')[0]?.text.trim().replaceAll(/\s+/g, ' ').slice(0, 80);
    const told = text === undefined || text === '' ? '' : `: "${text}"`;
    return fail(`Status ${status} after ${seconds(headersOf(connection)?.at ?? 0)}${told}; an event stream is 200.`, {
      source,
      ...beforeHeaders(connection),
      fix: 'Find what answers in place of the stream; the body and the time before it may name the limit.',
    });
  }
  if (!isStream(connection)) {
    return fail(
      `Status 200 with a Content-Type that is ${type === undefined ? 'missing' : `"${type}"`}; it must be text/event-stream.`,
      {
        fix: 'Write Content-Type: text/event-stream.',
        source,
      },
    );
  }
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    return fail(`The charset is ${charset}; an event stream is always read as UTF-8.`, { fix: 'Leave the charset out.', source });
  }
  return pass(`Status 200 with "${type}". Headers alone do not prove that events arrive.`);
}
