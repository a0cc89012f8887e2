import { textOf, type StreamPath } from '../policy/stream-path';
import type { KubeObject } from './object';
import { valueAt } from './owned-key';

/** A path of an Ingress and where it goes. */
export interface IngressPath {
  /** Empty where it is every host. */
  readonly host: string;
  readonly path: string;
  /** Such as `Prefix`; empty where none is written. */
  readonly pathType: string;
  readonly service: string | undefined;
  /** By number or by name. */
  readonly port: number | string | undefined;
}

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** The class of an Ingress, the old annotation included; empty where the cluster's default decides. */
export function classOf(ingress: KubeObject): string {
  const name = valueAt(ingress, ['spec', 'ingressClassName']) ?? ingress.metadata.annotations?.[CLASS_ANNOTATION];
  return typeof name === 'string' ? name : '';
}

/** Where the class is written, or is to be. */
export function classKeyOf(ingress: KubeObject): string {
  const isAnnotated = ingress.metadata.annotations?.[CLASS_ANNOTATION] !== undefined;
  return isAnnotated && valueAt(ingress, ['spec', 'ingressClassName']) === undefined
    ? `metadata.annotations["${CLASS_ANNOTATION}"]`
    : 'spec.ingressClassName';
}

/** The paths of all rules, in their order. */
export const pathsOf = (ingress: KubeObject): IngressPath[] => listAt(ingress, 'spec', 'rules').flatMap(pathsOfRule);

function pathsOfRule(rule: unknown): IngressPath[] {
  const host = textAt(rule, 'host');
  return listAt(rule, 'http', 'paths').map((entry) => {
    const path = textAt(entry, 'path');
    const service = valueAt(entry, ['backend', 'service', 'name']);
    const port =
      valueAt(entry, ['backend', 'service', 'port', 'number']) ?? valueAt(entry, ['backend', 'service', 'port', 'name']);
    return {
      host,
      path: path === '' ? '/' : path,
      pathType: textAt(entry, 'pathType'),
      service: typeof service === 'string' ? service : undefined,
      port: typeof port === 'number' || typeof port === 'string' ? port : undefined,
    };
  });
}

function textAt(object: unknown, field: string): string {
  const value = valueAt(object, [field]);
  return typeof value === 'string' ? value : '';
}

/** The hosts of its rules, each once. */
export const hostsOf = (ingress: KubeObject): string[] => [...new Set(pathsOf(ingress).map(({ host }) => host))];

/** What a path claims of its host, as `<host><path> (<pathType>)`. */
export const placeOf = ({ host, path, pathType }: IngressPath): string => `${host || 'any host, '}${path} (${pathType})`;

/** What each of its rules claims of the hosts. */
export const placesOf = (ingress: KubeObject): string[] => pathsOf(ingress).map(placeOf);

/** The paths of all rules; with `streams`, those that serve one of them. */
export const pathsServing = (ingress: KubeObject, streams?: readonly StreamPath[]): IngressPath[] =>
  listAt(ingress, 'spec', 'rules').flatMap((rule) => {
    const paths = pathsOfRule(rule);
    return streams === undefined ? paths : paths.filter((one) => streams.some((stream) => serves(one, stream, paths)));
  });

/**
 * The names of the Services that an Ingress routes to, its default backend last; with `streams`, those that serve one of them.
 * The default backend does so where no rule does.
 */
export function servicesOf(ingress: KubeObject, streams?: readonly StreamPath[]): string[] {
  const serving = pathsServing(ingress, streams);
  const byDefault = valueAt(ingress, ['spec', 'defaultBackend', 'service', 'name']);
  const services = serving.map(({ service }) => service);
  const all = streams === undefined || serving.length === 0 ? [...services, byDefault] : services;
  return [...new Set(all)].filter((name) => typeof name === 'string');
}

/** The longest path above the stream serves it, and what lies below the stream's prefix. */
function serves({ path: written }: IngressPath, stream: StreamPath, ofHost: readonly IngressPath[]): boolean {
  const path = withoutStar(written);
  if (!isPlain(path)) return true;
  if ('prefix' in stream && isAtOrBelow(path, stream.prefix)) return true;
  const above = ofHost
    .map((other) => withoutStar(other.path))
    .filter((other) => isPlain(other) && isAtOrBelow(textOf(stream), other));
  return above.includes(path) && above.every((other) => folderOf(other).length <= folderOf(path).length);
}

/** Whether a star after a slash is a pattern or a wildcard, it takes what lies below. */
const withoutStar = (path: string): string => path.replace(/\/\*$/, '/');
/** A path with anything but plain characters may be a pattern, and may match. */
const isPlain = (path: string): boolean => /^[\w/.~-]*$/.test(path);
const isAtOrBelow = (path: string, above: string): boolean => folderOf(path).startsWith(folderOf(above));
const folderOf = (path: string): string => path.replace(/\/?$/, '/');

export function listAt(object: unknown, ...path: string[]): readonly unknown[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** What an Ingress of a stream's own is made of. */
interface IngressOptions {
  readonly className: string;
  readonly host: string;
  /** Of the certificate; undefined where TLS does not end here by a Secret. */
  readonly secretName: string | undefined;
  readonly backend: { readonly name: string; readonly port: number };
}

/** The spec of an Ingress that sends the stream's paths of a host to a Service. */
export function ingressSpec(streams: readonly StreamPath[], { className, host, secretName, backend }: IngressOptions) {
  return {
    ingressClassName: className,
    ...(secretName === undefined ? {} : { tls: [{ hosts: [host], secretName }] }),
    rules: streamRules(host, streams, backend),
  };
}

/** The rules that send the stream's paths of a host to a Service. */
function streamRules(host: string, streams: readonly StreamPath[], { name, port }: { name: string; port: number }) {
  const backend = { service: { name, port: { number: port } } };
  const paths = streams.map((stream) => ({
    path: textOf(stream),
    pathType: 'exact' in stream ? 'Exact' : 'Prefix',
    backend,
  }));
  return [{ host, http: { paths } }];
}
