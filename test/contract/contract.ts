import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { StreamHttpRoute, type StreamHttpRouteProps } from '../../src/hops/http-route/construct';
import type { HttpRouteImplementation } from '../../src/hops/http-route/implementation';
import { readHttpRoute } from '../../src/hops/http-route/read';
import { valueAt } from '../../src/kubernetes/owned-key';
import type { KubeObject } from '../../src/kubernetes/object';
import type { Hop } from '../../src/path/hop';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import type { Finding } from '../../src/rules/rule';

/** One way to use an implementation, on a route of the real construct. */
export interface Use {
  readonly name: string;
  readonly implementation: Pick<HttpRouteImplementation<object>, 'name' | 'facts' | 'group' | 'cannot' | 'timeoutsIn'>;
  build(scope: Chart, policy: StreamPolicy): { readonly hop: Hop; findings(): readonly Finding[] };
}

/** What the suite must know of an implementation: the file of its name under `cases/` says it. */
export interface Contract {
  /** Each must pass the whole suite. */
  readonly uses: readonly Use[];
  /** Each asks for what the product, or its version, does not have; the rule that says so. */
  readonly refused: readonly { readonly use: Use; readonly rule: string }[];
  /** Rules that rightly warn of some use: it serves that policy, but not in full. Default: none. */
  readonly warns?: readonly { readonly why: string; readonly rule: string }[];
  /** Keys of its objects that nobody needs to hear of when they are worse, with the reason. */
  readonly silent: readonly { readonly why: string; readonly key: RegExp }[];
  /** Kinds it writes that no CRD is at hand for, with the reason. */
  readonly withoutCrd: Readonly<Record<string, string>>;
}

export function use<A extends object>(
  name: string,
  implementation: HttpRouteImplementation<A>,
  gateway: StreamHttpRouteProps<A>['gateway'],
): Use {
  const props = { name: 'sse', hostnames: ['sse.example.com'], backend: { name: 'web', port: 80 }, implementation, gateway };
  return { name, implementation, build: (scope, policy) => new StreamHttpRoute<A>(scope, 'route', { ...props, policy }) };
}

const IMPLEMENTATIONS = join(__dirname, '../../src/hops/http-route/implementations');

/** The folders of src/hops/http-route/implementations. */
export const implementations: readonly string[] = readdirSync(IMPLEMENTATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Those that have a case here. */
export const tested = implementations.filter((name) => existsSync(join(__dirname, 'cases', `${name}.ts`)));

export const contractOf = (name: string): Contract =>
  jest.requireActual<{ contract: Contract }>(join(__dirname, 'cases', `${name}.ts`)).contract;

/** The one HTTPRoute of these objects, as the program reads it, for the policy's paths. */
export function readBack(objects: readonly KubeObject[], policy: StreamPolicy): Hop {
  const route = objects.find(({ kind }) => kind === 'HTTPRoute');
  if (route === undefined) throw new Error('there is no HTTPRoute');
  return readHttpRoute(route, objects, { paths: policy.paths });
}

/** Whether an object is for the product alone. */
export const isOwn = ({ apiVersion }: KubeObject, { implementation }: Use): boolean =>
  apiVersion.startsWith(`${implementation.group}/`);

export const affinityOf = (hop: Hop): unknown[] =>
  hop.settings.filter(({ aspect }) => aspect === 'affinity').map((setting) => valueAt(setting, ['value', 'kind']));
