import { CookieJar } from '../client/cookies';
import type { Timeline } from '../client/timeline';
import { goesOn, instanceOf, visit, type Lab } from './lab';

/**
 * Two instances hide from six new clients in one run of 32, so more come while they have met only one; from sixteen, in
 * one of 32768. Of a foreign endpoint only the cookies are seen.
 */
const CLIENTS = { reference: 6, whileOneWasMet: 16, foreign: 2 };

/** One after the other: several in step return to theirs all together, behind a hop that takes its servers in turn. */
const AT_ONCE = { reference: 1, foreign: 2 };
const PATIENCE_MS = 2_000;

/** New clients, each of which comes back with the cookies it was given. */
export async function affinity(lab: Lab): Promise<void> {
  const met = new Set<string>();
  const wanted = (): number => {
    if (!lab.isReference) return CLIENTS.foreign;
    return met.size === 1 ? CLIENTS.whileOneWasMet : CLIENTS.reference;
  };
  let begun = 0;
  const next = async (): Promise<void> => {
    while (begun < wanted() && goesOn(lab)) {
      begun += 1;
      const instance = await oneClient(lab);
      if (instance !== undefined) met.add(instance);
    }
  };
  await Promise.all(Array.from({ length: lab.isReference ? AT_ONCE.reference : AT_ONCE.foreign }, next));
}

/** The instance that a new client met. */
async function oneClient(lab: Lab): Promise<string | undefined> {
  const jar = new CookieJar();
  const parameters = { count: 1, cadence: 1, end: 'event' };
  const atMost = 2 * PATIENCE_MS;
  const first = visit(lab, 'fresh', { jar, parameters, atMost });
  await first.until(answered, PATIENCE_MS);
  first.close();
  await first.done;
  const instance = instanceOf(first);
  if (!goesOn(lab)) return instance;
  const again = visit(lab, 'returning', { jar, parameters, atMost, follows: first.plan.id });
  await again.until(answered, PATIENCE_MS);
  again.close();
  await again.done;
  return instance;
}

/** The first event names the instance, if anything does. */
const answered = (timeline: Timeline): boolean => timeline.first('event') !== undefined;
