import type { Visit } from '../client/visit';
import { cadence, pause, unlessGiven, visit, goesOn, type Lab } from './lab';

const MOST_EVENTS = 1_000_000;

/** The stream as a client gets it, for as long as the observation lasts. */
export const stream = (lab: Lab): Visit =>
  visit(lab, 'stream', { parameters: { ...cadence(lab), ...unlessGiven(lab, { count: MOST_EVENTS }) } });

/** Twice what still counts as the same time, so that a busy machine does not blur the two. */
const LEAST_STAGGER_MS = 1_000;

/** The same, begun later: a limit that runs from the start ends it later too, a restart ends both at once. */
export async function staggered(lab: Lab): Promise<void> {
  await pause(lab, Math.min(Math.max(LEAST_STAGGER_MS, lab.left() * 0.06), lab.left() * 0.75, 10_000));
  if (!goesOn(lab)) return;
  await visit(lab, 'staggered', { parameters: { ...cadence(lab), ...unlessGiven(lab, { count: MOST_EVENTS }) } }).done;
}

/** Silent but for the heartbeat. Its last event comes late enough that an idle limit and a total limit do not coincide. */
export async function idle(lab: Lab): Promise<void> {
  await visit(lab, 'idle', { parameters: { ...cadence(lab), count: MOST_EVENTS, 'silence-after': 2 } }).done;
}

/** Wholly silent, and then an event: a connection that was dropped without a word never delivers it. */
export async function idleWithoutHeartbeat(lab: Lab): Promise<void> {
  const silence = Math.round(lab.left() * 0.85);
  const parameters = { cadence: silence, count: MOST_EVENTS, heartbeat: 0 };
  await visit(lab, 'idle-without-heartbeat', { silence, parameters }).done;
}
