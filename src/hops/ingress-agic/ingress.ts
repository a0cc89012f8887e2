import type { KubeObject } from '../../kubernetes/object';
import { valueAt } from '../../kubernetes/owned-key';

/** A path of an Ingress and where it goes. */
interface IngressPath {
  readonly path: string;
  readonly service: string | undefined;
  /** By number or by name. */
  readonly port: number | string | undefined;
}

/** The paths of all rules, in their order. */
export function pathsOf(ingress: KubeObject): IngressPath[] {
  return listAt(ingress, 'spec', 'rules')
    .flatMap((rule) => listAt(rule, 'http', 'paths'))
    .map((entry) => {
      const path = valueAt(entry, ['path']);
      const service = valueAt(entry, ['backend', 'service', 'name']);
      const port =
        valueAt(entry, ['backend', 'service', 'port', 'number']) ?? valueAt(entry, ['backend', 'service', 'port', 'name']);
      return {
        path: typeof path === 'string' && path !== '' ? path : '/',
        service: typeof service === 'string' ? service : undefined,
        port: typeof port === 'number' || typeof port === 'string' ? port : undefined,
      };
    });
}

/** Whether it routes by rules; a default backend alone takes nothing from the annotations. */
export const hasRules = (ingress: KubeObject): boolean => pathsOf(ingress).length > 0;

export function listAt(object: unknown, ...path: string[]): readonly unknown[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}
