import { type Cause, causesOf, limitOf } from '../diagnosis/cause';
import { fellSilentFor, KEPT_OPEN, keptOpen } from '../diagnosis/cut';
import { limitSuspects, showsEnvoy, unclearText } from '../diagnosis/limit-text';
import { NEARLY } from '../diagnosis/margins';
import { ALIKE } from '../diagnosis/pairs';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { ageAtEnd, closeOf, isCutShort, madeFor, saidEnd } from '../seen';
import { counted, fail, noneToJudge, pass, seconds, unknown } from '../verdict';

export const survivesMaxAge: LiveCheck = {
  id: 'survives-max-age',
  title: 'A stream lives until the server ends it at its max age.',
  symptom: 'Every stream breaks at the same age, however many events and heartbeats flow.',
  cause: 'A total limit of a hop is shorter than the max age of the stream.',
  remedy: 'Raise or disable the limit for the stream, or set the max age of the policy below it.',
  judge(observation, policy) {
    const streams = keptOpen(observation);
    if (streams.length === 0) return noneToJudge(observation, madeFor(observation, ...KEPT_OPEN), 'a stream that it could hold');
    const causes = causesOf(observation);
    const total = causes.find(({ kind }) => kind === 'total' || kind === 'write-deadline');
    if (total !== undefined) return judgeLimit(total, policy);
    const unclear = causes.find(({ kind }) => kind === 'unclear');
    if (unclear !== undefined) return unknown(unclearText(unclear), { suspects: unclear.either });
    return judgeAge(streams, policy);
  },
};

function judgeLimit(cause: Cause, { maxAge: { limit } }: StreamPolicy): Verdict {
  const { milliseconds, http2 } = limitOf(cause);
  const { matches, ...more } = limitSuspects(cause);
  const when =
    cause.kind === 'write-deadline' && !http2
      ? `at a write, at the earliest ${seconds(milliseconds)} after the request`
      : `${seconds(milliseconds)} after the request`;
  const envoy = showsEnvoy(cause) ? ' HTTP/1.1 ends 1 s later than HTTP/2, as Envoy does.' : '';
  const told = `${counted(cause.cuts.length, 'stream')} ended ${when} although bytes flowed; that ${matches}.${envoy}`;
  if (limit !== 'disabled' && milliseconds > limit.milliseconds)
    return pass(`${told} The server ends streams before, at ${limit}.`);
  return fail(
    `${told} Streams are to live ${limit === 'disabled' ? 'without a limit' : `up to ${limit}`}. ${ALIKE.hopOfChain.apart}`,
    {
      ...more,
      fix: `Disable the total limit for the stream, or set the policy's maxAge.limit below ${seconds(milliseconds)}.`,
    },
  );
}

function judgeAge(streams: readonly Connection[], { maxAge: { limit, jitter } }: StreamPolicy): Verdict {
  const longest = Math.max(...streams.map(ageAtEnd));
  const planned = streams.filter((connection) => saidEnd(connection) && closeOf(connection)?.reason === 'clean').map(ageAtEnd);
  const silent = streams.flatMap((connection) => fellSilentFor(connection) ?? []);
  if (silent.length > 0) {
    return unknown(`A stream fell silent and stayed open for ${seconds(Math.max(...silent))}. ${ALIKE.silent.apart}`, {
      suspects: ALIKE.silent.either,
    });
  }
  if (limit === 'disabled')
    return unknown(`No total limit within ${seconds(longest)}; without a max age no time is long enough to be sure.`);
  if (planned.some((age) => age >= limit.minus(jitter).milliseconds * NEARLY)) {
    return pass(
      `The server ended a stream itself, with its last event, after ${seconds(Math.max(...planned))}; its max age is ${limit}.`,
    );
  }
  if (longest >= limit.milliseconds) return pass(`A stream lived ${seconds(longest)}; its max age is ${limit}.`);
  const why = streams.some(isCutShort) ? 'The probe was stopped.' : `Hold a stream for ${limit} to be sure.`;
  return unknown(
    `No total limit within ${seconds(longest)}; longer ones are not ruled out, and streams live up to ${limit}. ${why}`,
  );
}
