/**
 * A walk is what synthesis does over an app: it asks one validator after the other, each construct once, and nothing is made
 * meanwhile. What one construct found out about the app holds for the next one then; outside of a walk nothing is known.
 */
let walk = {};
let asked = new WeakSet();
let isAsking = false;

/** Asks in the walk that goes on; a construct that is asked again begins another. */
export function inWalk<T>(construct: object, ask: () => T): T {
  if (asked.has(construct)) beginWalk();
  asked.add(construct);
  isAsking = true;
  try {
    return ask();
  } finally {
    isAsking = false;
  }
}

/** Whatever is made may change what was found out. */
export function beginWalk(): void {
  walk = {};
  asked = new WeakSet();
}

/** The same object within a walk; undefined outside of any. */
export const currentWalk = (): object | undefined => (isAsking ? walk : undefined);
