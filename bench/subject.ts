/** Adds one of something to a chart or stack, under a name of its own. */
export type Subject<Scope> = (scope: Scope, name: string) => void;

/** Adds everything that a measured chart or stack holds. */
export type Fill<Scope> = (scope: Scope) => void;

/** As many of the subject as make about this many objects. */
export function about<Scope>(
  objects: number,
  add: Subject<Scope>,
  written: (fill: Fill<Scope>) => readonly unknown[],
): Fill<Scope> {
  const each = written((scope) => add(scope, 'one')).length;
  const units = Math.max(1, Math.round(objects / each));
  return (scope) => {
    for (let unit = 0; unit < units; unit++) add(scope, `stream-${unit}`);
  };
}
