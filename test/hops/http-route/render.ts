import { planHttpRoute } from '../../../src/hops/http-route/hop';
import { agc, type AgcOptions } from '../../../src/hops/http-route/implementations/agc/agc';
import { GATEWAY_API, gatewayFor, httpRouteKeys } from '../../../src/hops/http-route/keys';
import { readHttpRoute, type ReadOptions } from '../../../src/hops/http-route/read';
import type { Json, KubeObject } from '../../../src/kubernetes/object';
import { ownedKey, withKeys } from '../../../src/kubernetes/owned-key';
import type { Hop } from '../../../src/path/hop';
import type { StreamPolicy } from '../../../src/policy/stream-policy';

export const AGC: AgcOptions = { albControllerVersion: '1.12.4', healthProbePath: '/healthz' };
const OBJECT = 'HTTPRoute app/sse';
const ATTACHMENT = { albId: '/trafficControllers/sse', frontend: 'fe' };

export const planned = (policy: StreamPolicy, options: AgcOptions = AGC): Hop =>
  planHttpRoute(policy, { object: OBJECT, implementation: agc(options), gateway: 'new' });

/** The objects of a route, by kind: what is planned, as it is written. */
export function rendered(policy: StreamPolicy, options: AgcOptions = AGC): KubeObject[] {
  const implementation = agc(options);
  const gateway = gatewayFor('sse', implementation.gatewayClass, 'tls', implementation.attach(ATTACHMENT));
  const route: KubeObject = {
    apiVersion: GATEWAY_API,
    kind: 'HTTPRoute',
    metadata: { name: 'sse' },
    spec: { parentRefs: [{ name: 'sse' }], hostnames: ['sse.example.com'] },
  };
  return [
    withKeys(route, httpRouteKeys(policy, implementation, { name: 'web', port: 80 })),
    gateway,
    ...implementation.policies(policy, { route: 'sse', services: ['web'] }),
  ].map((object) => ({ ...object, metadata: { ...object.metadata, namespace: 'app' } }));
}

/** The objects with one key of one kind changed; undefined removes it. */
export function changed(
  objects: readonly KubeObject[],
  kind: string,
  path: readonly string[],
  value: Json | undefined,
): KubeObject[] {
  return objects.map((object) =>
    object.kind === kind ? (JSON.parse(JSON.stringify(withKeys(object, [ownedKey(path, value as Json)]))) as KubeObject) : object,
  );
}

/** The first rule of the route with more in it. */
export function withRule(objects: readonly KubeObject[], more: object): KubeObject[] {
  const [route] = objects as [KubeObject];
  const [rule] = (route['spec'] as { rules: [object] }).rules;
  return changed(objects, 'HTTPRoute', ['spec', 'rules'], [{ ...rule, ...more }]);
}

export function read(objects: readonly KubeObject[], options?: ReadOptions): Hop {
  const { sources, ...hop } = readHttpRoute(ofKind(objects, 'HTTPRoute'), objects, options);
  return hop;
}

export function ofKind(objects: readonly KubeObject[], kind: string): KubeObject {
  const object = objects.find((each) => each.kind === kind);
  if (object === undefined) throw new Error(`there is no ${kind}`);
  return object;
}
