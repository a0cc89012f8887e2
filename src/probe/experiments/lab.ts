import type { Asked, Client } from '../client/client';
import type { CookieJar } from '../client/cookies';
import type { Visit } from '../client/visit';
import type { Purpose } from '../observation';

/** Where experiments are made: one endpoint, and the time that is left for it. */
export interface Lab {
  readonly client: Client;
  /** The answer came from our reference server, which counts its streams. */
  readonly isReference: boolean;
  /** It is the reference server's `/test/stream`, which takes parameters. Nothing else is ever sent any. */
  readonly takesParameters: boolean;
  /** Milliseconds until the whole observation ends. */
  left(): number;
  /** The cookies that all connections share which are not meant to be new clients. */
  readonly jar?: CookieJar;
}

type Wish = Omit<Asked, 'holdMs'> & { readonly atMost?: number };

/** Begins a visit that ends with the observation at the latest. */
export function visit(lab: Lab, purpose: Purpose, { atMost = Infinity, parameters = {}, ...asked }: Wish = {}): Visit {
  const holdMs = Math.max(0, Math.min(atMost, lab.left()));
  const jar = lab.jar === undefined ? {} : { jar: lab.jar };
  return lab.client.visit(purpose, { ...jar, ...asked, holdMs, parameters: lab.takesParameters ? parameters : {} });
}

/** Parameters that the user's own in the URL go before. */
export function unlessGiven(lab: Lab, parameters: Readonly<Record<string, string | number>>) {
  const given = lab.client.target.url.searchParams;
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !given.has(name)));
}

/** Slow enough that half of it is above the constant 0.2 s of HAProxy, which is no buffer. */
const CADENCE_MS = 1000;

export const cadence = (lab: Lab) => unlessGiven(lab, { cadence: CADENCE_MS });

/** Waits for `ms`, or until the observation is over. */
export function pause(lab: Lab, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const { signal } = lab.client;
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.max(0, Math.min(ms, lab.left())));
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });
}

/** Whether there is still time for something new. */
export const goesOn = (lab: Lab): boolean => !lab.client.signal.aborted && lab.left() > 0;

export function lastEventId({ timeline }: Visit): string | undefined {
  const ids = timeline.happenings.flatMap((each) => (each.type === 'event' ? (each.id ?? []) : []));
  // An empty id is how a server takes the id back.
  return ids.at(-1) || undefined;
}

/** Which instance of the reference server answered. */
export const instanceOf = ({ timeline }: Visit): string | undefined => timeline.first('event')?.stamp?.instance;
