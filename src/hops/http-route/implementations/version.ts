/** The parts of a version such as `1.12.4`; undefined for any other text. */
export function parseVersion(text: string | undefined): readonly number[] | undefined {
  return text !== undefined && /^\d+\.\d+\.\d+$/.test(text) ? text.split('.').map(Number) : undefined;
}

/** Undefined where the version is not known. */
export function isAtLeast(version: string | undefined, least: string): boolean | undefined {
  const [parts, leastParts] = [parseVersion(version), parseVersion(least)];
  if (parts === undefined || leastParts === undefined) return undefined;
  const differing = parts.findIndex((part, index) => part !== leastParts[index]);
  return differing === -1 || (parts[differing] ?? 0) > (leastParts[differing] ?? 0);
}
