import { CookieJar } from '../client/cookies';
import type { Timeline } from '../client/timeline';
import type { Visit } from '../client/visit';
import { goesOn, instanceOf, lastEventId, unlessGiven, visit, type Lab } from './lab';

const EVENTS_BEFORE_CUT = 3;
const EVENTS_AFTER = 3;
const PATIENCE_MS = 3_000;
/** Without a cookie each of two instances answers every second time, so four tries miss one in 16 runs. */
const TRIES_ELSEWHERE = 4;

/** Cuts a stream and comes back with Last-Event-ID: as the same client, and as one whom another instance may serve. */
export async function resume(lab: Lab, cutAfterMs: number | undefined): Promise<void> {
  const jar = new CookieJar();
  const parameters = { ...unlessGiven(lab, { cadence: 200 }), count: 1_000_000 };
  const cut = visit(lab, 'cut', { jar, parameters });
  const enough = cutAfterMs === undefined ? hasEvents(EVENTS_BEFORE_CUT) : () => false;
  await cut.until(enough, cutAfterMs ?? Math.min(10_000, lab.left() / 2));
  cut.close();
  await cut.done;
  const id = lastEventId(cut);
  if (id === undefined) return;
  const again = { follows: cut.plan.id, parameters, headers: { 'last-event-id': id } };
  if (goesOn(lab)) await readSome(visit(lab, 'resume', { ...again, jar }));
  for (let tries = 0; tries < TRIES_ELSEWHERE && goesOn(lab); tries++) {
    const elsewhere = visit(lab, 'resume-elsewhere', { ...again, jar: new CookieJar() });
    await readSome(elsewhere);
    if (instanceOf(elsewhere) !== instanceOf(cut)) return;
  }
}

async function readSome(visited: Visit): Promise<void> {
  await visited.until(hasEvents(EVENTS_AFTER), PATIENCE_MS);
  visited.close();
  await visited.done;
}

const hasEvents = (least: number) => (timeline: Timeline) => timeline.count('event') >= least;
