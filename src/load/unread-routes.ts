import type { KubeObject } from '../kubernetes/object';
import type { Skipped } from './loader';
import { sourceOf } from './positions';

/** Kinds that route requests and that nothing here reads as a route, by the group of their API. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'traefik.io': ['IngressRoute'],
  'traefik.containo.us': ['IngressRoute'],
  'k8s.nginx.org': ['VirtualServer', 'VirtualServerRoute'],
  'networking.istio.io': ['VirtualService'],
  'projectcontour.io': ['HTTPProxy'],
  'route.openshift.io': ['Route'],
};

/** Once for each kind of a file: without it, a stream that comes only by such a route would seem to be none. */
export function unreadRoutes(objects: readonly KubeObject[]): Skipped[] {
  const all = objects.filter(isUnread).map((object) => ({
    file: sourceOf(object)?.file ?? '',
    reason: `${object.kind} routes requests, and this kind is not read; measure what it serves with sse-ready probe`,
  }));
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function isUnread({ apiVersion, kind }: KubeObject): boolean {
  const [group = ''] = apiVersion.split('/');
  return Object.hasOwn(UNREAD, group) && UNREAD[group]?.includes(kind) === true;
}
