import type { Document } from 'yaml';
import { yaml } from '../policy/yaml';

/** Why a Helm template is passed over. */
export const TEMPLATE = 'a Helm template that is not rendered; lint what it renders to: helm template <chart> | sse-ready lint -';

/**
 * Whether a document with `{{` is a template rather than an object that quotes one, as an alert rule does: where it stands
 * for YAML, the text is no YAML at all, or reads as a map whose key is a map, or puts it in the name of an object.
 */
export function isTemplate(document: Document): boolean {
  const { isMap, isScalar, visit } = yaml();
  if (document.errors.length > 0) return true;
  const name = document.getIn(['metadata', 'name']);
  if (typeof name === 'string' && name.includes('{{')) return true;
  let found = false;
  visit(document, {
    Pair: (_, { key }) => {
      // A key may be a template too: `{{ .Values.label }}: x`; quoted or commented text is none.
      found ||= isMap(key) || (isScalar(key) && typeof key.value === 'string' && key.value.startsWith('{{'));
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}
