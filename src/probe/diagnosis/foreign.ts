import type { Verdict } from '../live-check';
import type { Connection } from '../observation';
import { allOf, gapsOf, instants } from '../seen';
import { fail, median, pass, seconds, unknown } from '../verdict';
import { GAPS_FOR_A_SPACING } from './margins';
import { ALIKE } from './pairs';

/** More events at one instant than this, as a rule, are a burst. */
const EVENTS_AT_ONCE = 2;

/**
 * Of a server that writes no times: a server spaces its heartbeats, so heartbeats that arrive several at a time were
 * held. Events may well be made several at a time, so bursts of them prove nothing. Undefined when too little arrived.
 */
export function foreignVerdict(streams: readonly Connection[]): Verdict | undefined {
  const seen = streams.map(spacingOf).filter(({ arrivals }) => arrivals > GAPS_FOR_A_SPACING);
  const bursts = seen.find(
    ({ comments, commentInstants }) => comments > GAPS_FOR_A_SPACING && comments > 2 * commentInstants - 1,
  );
  if (bursts !== undefined) {
    return fail(`${bursts.comments} heartbeats arrived at ${bursts.commentInstants} instants: they were held on the way.`, {
      suspects: ALIKE.bufferPlace.either,
      fix: 'Switch response buffering off at the hop, and flush after each heartbeat.',
    });
  }
  const best = seen.toSorted((a, b) => b.instants - a.instants)[0];
  if (best === undefined) return undefined;
  const told = `${best.arrivals} events and heartbeats at ${best.instants} instants, usually ${seconds(best.gap)} apart`;
  if (best.instants > GAPS_FOR_A_SPACING && best.arrivals <= EVENTS_AT_ONCE * best.instants) return pass(`${told}.`);
  return unknown(`${told}; the server writes no times, so held events and events made together look alike.`, {
    suspects: [...ALIKE.bufferPlace.either, 'an application that makes its events together'],
  });
}

function spacingOf(connection: Connection) {
  const comments = allOf(connection, 'comment').map(({ at }) => at);
  const all = [...comments, ...allOf(connection, 'event').map(({ at }) => at)];
  return {
    comments: comments.length,
    commentInstants: instants(comments).length,
    arrivals: all.length,
    instants: instants(all).length,
    gap: median(gapsOf(instants(all))),
  };
}
