/** Two specs as one: the second wins, field by field. */
export function merged(under: unknown, over: unknown): unknown {
  if (!isTree(under) || !isTree(over)) return over ?? under;
  const keys = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, merged(under[key], over[key])]));
}

export const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
