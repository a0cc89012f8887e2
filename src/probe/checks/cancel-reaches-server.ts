import type { StreamPolicy } from '../../policy/stream-policy';
import { WRITES_UNTIL_ORIGIN_LEARNS } from '../diagnosis/margins';
import { ALIKE } from '../diagnosis/pairs';
import type { LiveCheck, Verdict } from '../live-check';
import type { Connection, Observation } from '../observation';
import { closeOf, endOf, instanceOf, madeFor } from '../seen';
import { fail, notAsked, pass, seconds, unknown } from '../verdict';

export const cancelReachesServer: LiveCheck = {
  id: 'cancel-reaches-server',
  title: 'The server learns that a client has left.',
  symptom: 'Streams of clients that left pile up in the server until memory or connections run out.',
  cause: 'A proxy tells the server only when it writes next, or the server does not listen for the close.',
  remedy: 'Send heartbeats, so that every proxy notices, and free a stream when its connection closes.',
  judge(observation, policy) {
    const [cancel] = madeFor(observation, 'cancel');
    if (cancel === undefined) return notAsked(observation, 'left a stream and asked the server');
    const close = closeOf(cancel);
    if (close?.reason !== 'probe') return unknown('The stream that the probe was to leave ended before.');
    return judgeCounters(observation, policy, cancel);
  },
};

interface Reading {
  readonly at: number;
  readonly aborted: number;
}

function judgeCounters(observation: Observation, policy: StreamPolicy, cancel: Connection): Verdict {
  const left = cancel.startedAt + endOf(cancel);
  const readings = readingsOf(observation, instanceOf(cancel));
  const before = readings.filter(({ at }) => at <= left).at(-1);
  const after = readings.filter(({ at }) => at > left);
  const last = after.at(-1);
  if (before === undefined || last === undefined) {
    return unknown(`No counters of the server from before and after the client left. ${ALIKE.clientAborts.apart}`, {
      suspects: ALIKE.clientAborts.either,
    });
  }
  const learned = after.find(({ aborted }) => aborted > before.aborted);
  if (learned !== undefined)
    return pass(`The server counted the client as gone at most ${seconds(learned.at - left)} after it left.`);
  const writes = writesEvery(cancel) ?? policy.heartbeat.milliseconds;
  const needed = WRITES_UNTIL_ORIGIN_LEARNS * writes;
  const told = `The server had not noticed ${seconds(last.at - left)} after the client left; it writes every ${seconds(writes)}`;
  if (last.at - left < needed) {
    return unknown(`${told}, and a proxy may tell it at its third write only. Ask again after ${seconds(needed)}.`, {
      suspects: ALIKE.clientAborts.either,
    });
  }
  return fail(`${told}.`, {
    suspects: [
      'a server that does not listen for the close',
      'a proxy that goes on reading for a cache, or was told to ignore that the client left',
    ],
    fix: 'Free a stream when its connection closes, and let no proxy ignore it.',
  });
}

function readingsOf(observation: Observation, instance: string | undefined): Reading[] {
  return madeFor(observation, 'stats')
    .flatMap((connection) => {
      const aborted = connection.stats?.['aborted'];
      const isOfInstance = instance === undefined || connection.stats?.['instance'] === instance;
      // Counted by then: the answer may be older than its arrival, never newer.
      return typeof aborted === 'number' && isOfInstance ? [{ at: connection.startedAt + endOf(connection), aborted }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** The cadence that the reference server was asked for. */
function writesEvery({ request }: Connection): number | undefined {
  const asked = URL.canParse(request.url) ? Number(new URL(request.url).searchParams.get('cadence')) : 0;
  return asked > 0 ? asked : undefined;
}
