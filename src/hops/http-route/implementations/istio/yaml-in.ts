import { yaml } from '../../../../policy/yaml';

/** The mapping that a text of YAML holds, such as the value of an annotation; undefined where it holds something else. */
export function mappingIn(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== 'string') return undefined;
  const document = yaml().parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS();
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
