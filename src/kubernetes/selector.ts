type Labels = Readonly<Record<string, unknown>>;

/** Whether a Service or a budget with these selector labels takes pods with these labels. An empty selector takes none. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}
