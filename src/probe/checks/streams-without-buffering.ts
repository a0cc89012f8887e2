import { clocksOf } from '../diagnosis/clock';
import { type Hold, holdOf, isHeld } from '../diagnosis/hold';
import { constantDelay, holdSuspects, holdText } from '../diagnosis/hold-text';
import { foreignVerdict } from '../diagnosis/foreign';
import { ALIKE } from '../diagnosis/pairs';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { allOf, closeOf, endOf, headersOf, isCutShort, isStream, madeFor } from '../seen';
import { fail, notAsked, pass, seconds, unknown } from '../verdict';

export const streamsWithoutBuffering: LiveCheck = {
  id: 'streams-without-buffering',
  title: 'Events arrive when they are sent.',
  symptom: 'The page shows nothing for a long time and then many events at once, or each event when the next one is sent.',
  cause: 'A proxy, or the server itself, collects the response before it sends it on.',
  remedy: 'Switch response buffering off at every hop, answer with X-Accel-Buffering: no, and flush after each event.',
  judge(observation) {
    const asked = madeFor(observation, 'stream', 'finite', 'staggered', 'http1', 'http2', 'large');
    if (asked.length === 0) return notAsked(observation, 'opened the stream');
    const clocks = clocksOf(observation);
    const held = asked.map((connection) => ({ connection, hold: holdOf(connection, clocks) }));
    // The finite stream shows most: what was released only at its end.
    const worst = held.filter(({ hold }) => isHeld(hold)).toSorted((a, b) => b.hold.worst - a.hold.worst)[0];
    if (worst !== undefined) return judgeHeld(observation, worst.connection, worst.hold);
    const free = held.filter(({ hold }) => hold.shape === 'none').toSorted((a, b) => b.hold.worst - a.hold.worst)[0];
    const few = held.find(({ hold }) => hold.shape === 'few');
    if (few !== undefined) {
      return unknown(`${holdText(few.connection, few.hold)} So few may be a hiccup of the network: ask again.`);
    }
    if (free !== undefined) return pass(`${holdText(free.connection, free.hold)}${constantDelay(held)}`);
    return withoutStamps(asked);
  },
};

function judgeHeld(observation: Observation, connection: Connection, hold: Hold): Verdict {
  return fail(holdText(connection, hold), {
    ...holdSuspects(observation, connection, hold),
    fix: 'Switch response buffering off at the hop, or answer with X-Accel-Buffering: no where it is nginx.',
  });
}

function withoutStamps(asked: readonly Connection[]): Verdict {
  const streams = asked.filter(isStream);
  const verdict = foreignVerdict(streams);
  if (verdict !== undefined) return verdict;
  if (asked.some(isCutShort)) return unknown('The probe was stopped before enough events had arrived to compare.');
  const events = asked.reduce((sum, connection) => sum + allOf(connection, 'event').length, 0);
  if (events > 0) return unknown(`${events} events arrived: too few to tell whether they were held.`);
  const open = asked.filter((connection) => closeOf(connection)?.reason === 'probe');
  const longest = Math.max(0, ...(open.length > 0 ? open : asked).map(endOf));
  const headers = asked.some((connection) => headersOf(connection) !== undefined)
    ? 'Headers arrived, but no event'
    : 'Nothing arrived';
  return unknown(`${headers} in ${seconds(longest)}. ${ALIKE.noByte.apart}`, { suspects: ALIKE.noByte.either });
}
