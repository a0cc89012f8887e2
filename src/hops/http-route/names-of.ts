import { describe, type KubeObject } from '../../kubernetes/object';

/** Objects as a person names them, each once: the same name several times may be one object for several environments. */
export function namesOf(objects: readonly KubeObject[]): string {
  const names = [...new Set(objects.map(describe))];
  const [only] = names;
  return names.length > 1 ? names.join(' and ') : `${objects.length} objects ${only} of the input`;
}
