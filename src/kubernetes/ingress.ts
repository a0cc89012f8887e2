import { textOf, type StreamPath } from '../policy/stream-path';
import type { KubeObject } from './object';
import { valueAt } from './owned-key';

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

/** The names of the Services that an Ingress routes to, its default backend last; with `streams`, those that may serve one of them. */
export function servicesOf(ingress: KubeObject, streams?: readonly StreamPath[]): string[] {
  const byDefault = valueAt(ingress, ['spec', 'defaultBackend', 'service', 'name']);
  const mayServe = (path: string) => streams === undefined || streams.some((stream) => overlap(path, textOf(stream)));
  const names = pathsOf(ingress).flatMap(({ path, service }) => (mayServe(path) ? [service] : []));
  return [...new Set([...names, byDefault])].filter((name) => typeof name === 'string');
}

/** Whether one path lies below the other. A path with anything but plain characters may be a pattern, and may match. */
function overlap(path: string, stream: string): boolean {
  if (!/^[\w/.~-]*$/.test(path)) return true;
  const [folder, other] = [path, stream].map((each) => each.replace(/\/?$/, '/'));
  return folder === undefined || other === undefined || folder.startsWith(other) || other.startsWith(folder);
}

export function listAt(object: unknown, ...path: string[]): readonly unknown[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The rules that send the stream's paths of a host to a Service. */
export function streamRules(host: string, streams: readonly StreamPath[], { name, port }: { name: string; port: number }) {
  const backend = { service: { name, port: { number: port } } };
  const paths = streams.map((stream) => ({
    path: textOf(stream),
    pathType: 'exact' in stream ? 'Exact' : 'Prefix',
    backend,
  }));
  return [{ host, http: { paths } }];
}
