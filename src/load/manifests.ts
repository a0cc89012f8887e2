import type { KubeObject } from '../kubernetes/object';
import { yaml } from '../policy/yaml';
import { LoadError } from './load-error';

/**
 * Reads the Kubernetes objects of a YAML or JSON text, several documents and Lists included.
 * Documents that are not Kubernetes objects are passed over.
 * @throws LoadError when the text is not YAML.
 */
export function loadManifests(text: string, file: string): KubeObject[] {
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  return parseAllDocuments(text, { lineCounter: lines }).flatMap((document) => {
    const [error] = document.errors ?? [];
    if (error !== undefined) throw new LoadError(file, error.message.split('\n')[0] ?? '', lines.linePos(error.pos[0]).line);
    return objectsIn(document.toJS());
  });
}

function objectsIn(value: unknown): KubeObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const { apiVersion, kind, metadata, items } = value as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  if (kind.endsWith('List') && Array.isArray(items)) return items.flatMap(objectsIn);
  const named = typeof metadata === 'object' && metadata !== null && 'name' in metadata;
  return named ? [value as KubeObject] : [];
}
