import { CookieJar } from '../client/cookies';
import type { Timeline } from '../client/timeline';
import { visit, goesOn, type Lab } from './lab';

/** Two instances hide from six fresh clients in one run of 32. Of a foreign endpoint only the cookies are seen. */
const CLIENTS = { reference: 6, foreign: 2 };
const AT_ONCE = 3;
const PATIENCE_MS = 2_000;

/** New clients, each of which comes back with the cookies it was given. */
export async function affinity(lab: Lab): Promise<void> {
  const clients = lab.isReference ? CLIENTS.reference : CLIENTS.foreign;
  let begun = 0;
  const next = async (): Promise<void> => {
    while (begun++ < clients && goesOn(lab)) await oneClient(lab);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function oneClient(lab: Lab): Promise<void> {
  const jar = new CookieJar();
  const parameters = { count: 1, cadence: 1, end: 'event' };
  const atMost = 2 * PATIENCE_MS;
  const first = visit(lab, 'fresh', { jar, parameters, atMost });
  await first.until(answered, PATIENCE_MS);
  first.close();
  await first.done;
  if (!goesOn(lab)) return;
  const again = visit(lab, 'returning', { jar, parameters, atMost, follows: first.plan.id });
  await again.until(answered, PATIENCE_MS);
  again.close();
  await again.done;
}

/** The first event names the instance, if anything does. */
const answered = (timeline: Timeline): boolean => timeline.first('event') !== undefined;
