import { eventsAreHeld } from '../diagnosis/held';
import { GAPS_FOR_A_SPACING, HEARTBEAT_SLACK, NEARLY } from '../diagnosis/margins';
import { ALIKE } from '../diagnosis/pairs';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { ageAtEnd, allOf, closeOf, gapsOf, instants, isCutShort, isStream, madeFor, quietAtEnd, survivedGaps } from '../seen';
import { counted, fail, largest, noneToJudge, pass, seconds, unknown } from '../verdict';

export const heartbeatArrives: LiveCheck = {
  id: 'heartbeat-arrives',
  title: 'A quiet stream carries a heartbeat at least as often as the policy says.',
  symptom: 'Streams without news are cut after a minute or so, and dead clients are never noticed.',
  cause: 'The server writes no comment line while it has no event, or writes it too seldom.',
  remedy: 'Let the server write a comment line whenever the heartbeat of the policy has passed without a byte.',
  judge(observation, { heartbeat }) {
    const asked = madeFor(observation, 'idle', 'stream');
    const streams = asked.filter(isStream);
    // The quieter stream shows more.
    const connection = streams.find(({ purpose }) => purpose === 'idle') ?? streams[0];
    if (connection === undefined) return noneToJudge(observation, asked, 'a stream that it could hold');
    return judgeGaps(observation, connection, heartbeat.milliseconds);
  },
};

function judgeGaps(observation: Observation, connection: Connection, heartbeat: number): Verdict {
  const due = heartbeat * HEARTBEAT_SLACK;
  const held = ageAtEnd(connection);
  const comments = instants(allOf(connection, 'comment').map(({ at }) => at));
  const gap = Math.max(0, largest(survivedGaps(connection)));
  const quiet = quietAtEnd(connection);
  const told = `${counted(comments.length, 'heartbeat')} in ${seconds(held)}; the longest silence between bytes was ${seconds(gap)}, at the end ${seconds(quiet)}; one is due every ${seconds(heartbeat)}`;
  if (gap > due)
    return eventsAreHeld(observation) ? unknown(`${told}. Events are held on the way, heartbeats with them.`) : missing(told);
  if (quiet > due) return judgeStopped(observation, connection, comments.length, told);
  const areSeen = comments.length > GAPS_FOR_A_SPACING && largest(gapsOf(comments)) <= due;
  if (areSeen || held >= due || gap >= heartbeat * NEARLY) return pass(`${told}.`);
  const reason = isCutShort(connection) ? 'The probe was stopped too early' : `Hold the stream for ${seconds(due)} or more`;
  return unknown(`${told}. ${reason}.`);
}

function judgeStopped(observation: Observation, connection: Connection, comments: number, told: string): Verdict {
  if (eventsAreHeld(observation)) return unknown(`${told}. Events are held on the way, heartbeats with them.`);
  // What ended the stream is another question.
  if (comments > 0)
    return unknown(`${told}. They came and then stopped. ${ALIKE.silent.apart}`, { suspects: ALIKE.silent.either });
  const streams = [connection, ...madeFor(observation, 'stream', 'staggered', 'finite')];
  if (streams.some((other) => allOf(other, 'event').length > 0)) return missing(told);
  const why = closeOf(connection)?.reason === 'interrupted' ? 'The probe was stopped.' : ALIKE.noByte.apart;
  return unknown(`${told}. ${why}`, { suspects: ALIKE.noByte.either });
}

const missing = (told: string): Verdict =>
  fail(`${told}.`, {
    suspects: ['a server that writes no heartbeat, or writes it too seldom'],
    fix: "Write a comment line (`:` and two line breaks) at the policy's heartbeat, or set the policy to what the server does.",
  });
