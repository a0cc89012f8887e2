import type { KubeObject } from '../kubernetes/object';

/** The key by which an Ingress or a route names a Service, such as `spec.rules[0].backendRefs[1].name`. */
export function referenceTo(service: string, { spec }: KubeObject): string {
  return keyOf(service, spec, 'spec', false) ?? 'spec';
}

function keyOf(service: string, value: unknown, key: string, isBackend: boolean): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isBackend && (value as { name?: unknown }).name === service) return `${key}.name`;
  const children: readonly (readonly [value: unknown, key: string, isBackend: boolean])[] = Array.isArray(value)
    ? value.map((item: unknown, at) => [item, `${key}[${at}]`, isBackend] as const)
    : Object.entries(value).map(
        ([name, field]) => [field as unknown, `${key}.${name}`, name === 'service' || name === 'backendRefs'] as const,
      );
  for (const child of children) {
    const found = keyOf(service, ...child);
    if (found !== undefined) return found;
  }
  return undefined;
}
