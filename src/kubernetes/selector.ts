type Labels = Readonly<Record<string, unknown>>;

/** Whether a Service or a budget with these selector labels takes pods with these labels. An empty selector takes none. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly unknown[];
}

/** The other kind of selector, of a budget or a Deployment: an empty one takes every pod of the namespace, a missing one none. */
export function labelSelectorTakes(selector: unknown, labels: Labels): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  const { matchLabels, matchExpressions } = selector as { matchLabels?: Labels; matchExpressions?: readonly Requirement[] };
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every((requirement) => holds(requirement, labels))
  );
}

function holds({ key, operator, values = [] }: Requirement, labels: Labels): boolean {
  const isOneOf = key in labels && values.includes(labels[key]);
  return { In: isOneOf, NotIn: !isOneOf, Exists: key in labels, DoesNotExist: !(key in labels) }[operator] ?? false;
}
