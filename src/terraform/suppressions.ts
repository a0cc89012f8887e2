import type { Block } from './attributes';

/** The name of an Azure tag may have no slash, and on Front Door no colon either: so it is not the annotation's. */
const SUPPRESSION = 'sse-ready.ignore-';

/** `sse-ready.ignore-<rule> = <reason>` tags as rule to reason. Without a reason nothing is suppressed. */
export function suppressionsIn({ tags }: Block): Record<string, string> {
  if (typeof tags !== 'object' || tags === null) return {};
  const given = Object.entries(tags as Record<string, unknown>).flatMap(([name, reason]) =>
    name.startsWith(SUPPRESSION) && typeof reason === 'string' && reason.trim() !== ''
      ? [[name.slice(SUPPRESSION.length), reason.trim()] as const]
      : [],
  );
  return Object.fromEntries(given);
}
