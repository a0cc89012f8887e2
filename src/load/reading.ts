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
    const reason = `${describe(object)} has not the form of a ${object.kind}: ${error.message}`;
    throw new LoadError(source?.file ?? describe(object), reason, source?.at().line);
  }
}
