import { type Cause, causesOf, limitOf } from '../diagnosis/cause';
import { fellSilentFor, KEPT_OPEN, keptOpen } from '../diagnosis/cut';
import { limitSuspects, unclearText } from '../diagnosis/limit-text';
import { NEARLY } from '../diagnosis/margins';
import { ALIKE } from '../diagnosis/pairs';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { isCutShort, madeFor, survivedGaps } from '../seen';
import { counted, fail, largest, noneToJudge, pass, seconds, unknown } from '../verdict';

export const survivesIdle: LiveCheck = {
  id: 'survives-idle',
  title: 'A stream outlives every silence between two heartbeats.',
  symptom: 'Streams end whenever nothing happens for a while; busy ones live on. Some hops do not even tell.',
  cause: 'The idle limit of a hop is not longer than the heartbeat.',
  remedy: 'Send heartbeats more often than the shortest idle limit of the path, or raise the limit.',
  judge(observation, { heartbeat }) {
    const streams = keptOpen(observation);
    if (streams.length === 0) return noneToJudge(observation, madeFor(observation, ...KEPT_OPEN), 'a stream that it could hold');
    const causes = causesOf(observation);
    const idle = causes.find(({ kind }) => kind === 'idle');
    if (idle !== undefined) return judgeLimit(idle, heartbeat.milliseconds);
    const unclear = causes.find(({ kind }) => kind === 'unclear');
    if (unclear !== undefined) return unknown(unclearText(unclear), { suspects: unclear.either });
    return judgeSurvived(observation, streams, heartbeat.milliseconds);
  },
};

function judgeLimit(cause: Cause, heartbeat: number): Verdict {
  const { milliseconds } = limitOf(cause);
  const { matches, ...more } = limitSuspects(cause);
  const told = `${counted(cause.cuts.length, 'stream')} ended ${seconds(milliseconds)} after the last byte, and bytes keep streams open; that ${matches}`;
  if (milliseconds > heartbeat) return pass(`${told}. Heartbeats every ${seconds(heartbeat)} prevent it.`);
  return fail(
    `${told}. A heartbeat every ${seconds(heartbeat)} comes too late. ${ALIKE.idleCloser.apart} ${ALIKE.hopOfChain.apart}`,
    {
      ...more,
      fix: `Raise the idle limit above ${seconds(heartbeat)}, or send heartbeats more often than every ${seconds(milliseconds)}.`,
    },
  );
}

function judgeSurvived(observation: Observation, streams: readonly Connection[], heartbeat: number): Verdict {
  const needed = heartbeat * NEARLY;
  const longest = Math.max(0, largest(streams.flatMap(survivedGaps)));
  const dropped = streams.filter(({ silence = 0 }) => silence > 0).flatMap((connection) => fellSilentFor(connection) ?? []);
  if (longest >= needed)
    return pass(`The longest silence that bytes followed was ${seconds(longest)}; heartbeats come every ${seconds(heartbeat)}.`);
  const shortest = Math.min(
    ...streams.filter((connection) => fellSilentFor(connection) !== undefined).map(({ silence }) => silence ?? Infinity),
  );
  if (dropped.length > 0 && shortest <= heartbeat && streams.some((connection) => fellSilentFor(connection) === undefined)) {
    return fail(
      `After a silence of ${seconds(shortest)} the event that was due never came, and nobody closed the connection. Others carry bytes. Heartbeats every ${seconds(heartbeat)} come too late.`,
      {
        suspects: ['a TCP proxy or load balancer that drops idle connections without a reset'],
        fix: `Send heartbeats more often than every ${seconds(shortest)}.`,
      },
    );
  }
  const silent = streams.flatMap((connection) => fellSilentFor(connection) ?? []);
  if (silent.length > 0) {
    return unknown(`A stream fell silent and stayed open for ${seconds(Math.max(...silent))}. ${ALIKE.silent.apart}`, {
      suspects: ALIKE.silent.either,
    });
  }
  const stopped =
    observation.interrupted || streams.some(isCutShort) ? 'The probe was stopped too early.' : 'Hold a quiet stream for longer.';
  return unknown(
    `The longest silence that bytes followed was ${seconds(longest)}, less than a heartbeat of ${seconds(heartbeat)}. ${stopped}`,
  );
}
