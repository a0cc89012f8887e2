import { describe, type KubeObject } from '../kubernetes/object';
import { LoadError } from './load-error';
import { sourceOf } from './positions';

/**
 * Readers take objects in the form that the API server enforces; anybody's file may hold another.
 * @throws LoadError naming the object that has another form.
 */
export function reading<T>(object: KubeObject, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof LoadError || !(error instanceof TypeError)) throw error;
    const source = sourceOf(object);
    const missing = nullItemIn(object);
    const why = missing === undefined ? ANOTHER_TYPE : `${missing} is null, and the API server takes no null in a list`;
    const reason = `${describe(object)} has not the form of its kind: ${why}`;
    throw new LoadError(source?.file ?? describe(object), reason, source?.at(missing).line);
  }
}

/** What the program stumbled over speaks of its own code. */
const ANOTHER_TYPE = 'a field of it, or of what is read with it, is of another type than the API server takes';

/** The first item of a list that is null, as Kubernetes names it: `spec.rules[0]`. */
function nullItemIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [field, item] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${field}]` : [path, field].filter((step) => step !== '').join('.');
    const found = Array.isArray(value) && item === null ? at : nullItemIn(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
