/**
 * A walk is what synthesis does over an app: it asks one validator after the other, each construct once, and nothing is made
 * meanwhile. What one construct found out about the app holds for the next one then; outside of a walk nothing is known.
 */
let walk = {};
let isAsking = false;

/** For the validator of one construct: has it asked in the walk that goes on; asked again, it begins another. */
export function inWalks<T>(ask: () => T): () => T {
  let askedIn: object | undefined;
  return () => {
    if (askedIn === walk) beginWalk();
    askedIn = walk;
    isAsking = true;
    try {
      return ask();
    } finally {
      isAsking = false;
    }
  };
}

/** Whatever is made may change what was found out. */
export function beginWalk(): void {
  walk = {};
}

/** The same object within a walk; undefined outside of any. */
export const currentWalk = (): object | undefined => (isAsking ? walk : undefined);

/** The same, asked once in a walk: nothing changes meanwhile. */
export function oncePerWalk<T>(ask: () => T): () => T {
  let last: { readonly walk: object; readonly answer: T } | undefined;
  return () => {
    const now = currentWalk();
    if (now === undefined) return ask();
    if (last?.walk !== now) last = { walk: now, answer: ask() };
    return last.answer;
  };
}
