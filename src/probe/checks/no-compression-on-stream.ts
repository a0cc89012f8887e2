import { clocksOf } from '../diagnosis/clock';
import { type Hold, holdOf, isHeld } from '../diagnosis/hold';
import { compressorOf } from '../diagnosis/compressor';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection } from '../observation';
import { ageAtEnd, allOf, closeOf, headerOf, headersOf, isCutShort, madeFor } from '../seen';
import { fail, notAsked, pass, seconds, unknown, worstOf } from '../verdict';

export const noCompressionOnStream: LiveCheck = {
  id: 'no-compression-on-stream',
  title: 'A client that accepts gzip or br gets events as soon as one that does not.',
  symptom: 'Events are late or missing in browsers, which accept compression, and come at once in curl, which does not.',
  cause: 'A compressor holds events until it has collected enough. Compressed events that are flushed one by one are fine.',
  remedy: 'Leave text/event-stream out of the types the hop compresses.',
  judge(observation) {
    const asked = madeFor(observation, 'gzip', 'br');
    if (asked.length === 0) return notAsked(observation, 'asked with Accept-Encoding: gzip');
    const clocks = clocksOf(observation);
    const plain = madeFor(observation, 'stream', 'finite', 'staggered', 'http1', 'http2');
    const plainHolds = plain.map((connection) => holdOf(connection, clocks));
    const identityFlows = plainHolds.some(({ shape }) => shape === 'none') || (!plainHolds.some(isHeld) && plain.some(flows));
    if (!identityFlows) return unknown('Events without compression did not flow either, so there is nothing to compare with.');
    const verdicts = asked.map((connection) => judgeEncoded(connection, holdOf(connection, clocks), plain));
    return worstOf(verdicts);
  },
};

function judgeEncoded(connection: Connection, hold: Hold, plain: readonly Connection[]): Verdict {
  const encoding = headerOf(connection, 'content-encoding');
  const asked = `Asked with ${connection.purpose}`;
  const isAnswered = headersOf(connection) !== undefined;
  const plainly = isAnswered ? 'the answer was not compressed' : 'no answer came';
  const answered = encoding === undefined ? plainly : `the answer was compressed (${encoding})`;
  const fix = 'Leave text/event-stream out of the types the hop compresses.';
  if (isHeld(hold)) {
    const told = `events came ${seconds(hold.usual)} late, ${seconds(hold.worst)} at worst; without compression they flow`;
    return fail(`${asked}, ${answered}: ${told}.`, { ...compressorOf(connection, hold), fix });
  }
  if (hold.shape === 'none' || (hold.shape === 'unclear' && flows(connection))) {
    return pass(`${asked}, ${answered}; ${hold.events || allOf(connection, 'event').length} events came as they were sent.`);
  }
  // As long as another stream needed for its third event, and longer, without one.
  const enough = Math.min(...plain.filter(flows).map((other) => allOf(other, 'event')[2]?.at ?? Infinity));
  const waited = ageAtEnd(connection);
  // A limit on streams leaves others without an answer too.
  const waitsAlone = isAnswered || plain.every((other) => headersOf(other) !== undefined);
  const isOpen = ['probe', 'timeout'].includes(closeOf(connection)?.reason ?? '');
  const isDead = hold.shape === 'nothing' && isOpen && waitsAlone && waited > 2 * enough;
  if (isDead) {
    return fail(
      `${asked}, ${answered}: no event in ${seconds(waited)}; without compression the third came after ${seconds(enough)}.`,
      {
        ...compressorOf(connection, hold),
        fix,
      },
    );
  }
  return unknown(
    `${asked}, ${answered}; ${isCutShort(connection) ? 'the probe was stopped' : 'too few events arrived'} before it showed.`,
  );
}

const flows = (connection: Connection): boolean => allOf(connection, 'event').length >= 3;
