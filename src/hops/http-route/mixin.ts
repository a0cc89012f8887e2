import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import type { Json, KubeObject } from '../../kubernetes/object';
import { ownedKey, valueAt, type OwnedKey } from '../../kubernetes/owned-key';
import { unknownHop, type Remark } from '../../path/hop';
import { textOf } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { besideRoute } from './beside-routes';
import { planHttpRoute } from './hop';
import type { HttpRouteImplementation, RouteRule } from './implementation';
import { httpRouteFacts as facts } from './facts';
import { BESIDE_A_ROUTE, READ_FOR_A_ROUTE, streamRule, toldKeys } from './keys';
import { readHttpRoute } from './read';
import { rulesFor, servicesOf } from './rules';

export interface StreamReadyHttpRouteProps<A extends object> {
  readonly policy: StreamPolicy;
  /** The product that serves the route, such as `agc({...})`. */
  readonly implementation: HttpRouteImplementation<A>;
}

/**
 * Makes an existing HTTPRoute stream, and puts the policy objects that its product needs beside it. Apply it when the route
 * has its rules. The policies of some products are for the route as a whole: keep other paths in a route of their own.
 */
export class StreamReadyHttpRoute<A extends object> extends ObjectMixin {
  protected readonly kind = 'HTTPRoute';

  constructor(private readonly props: StreamReadyHttpRouteProps<A>) {
    super();
  }

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct) || !this.supports(construct)) return;
    const { policy, implementation } = this.props;
    const before = construct.toJson() as KubeObject;
    const rules = rulesFor(before, policy.paths);
    if (rules.length === 0) {
      const hop = readHttpRoute(before, []);
      proveInPlace(construct, policy, [{ ...hop, settings: [], remarks: [noSuchRule(policy)] }]);
      return;
    }
    this.writeRules(construct, before, rules);
    applyKeys(construct, toldKeys(implementation, 'existing'));
    const services = servicesOf(rules);
    this.addPolicies(construct, services);
    const written = (object: ApiObject) => object.toJson() as KubeObject;
    const found = readHttpRoute(
      written(construct),
      besideRoute(written(construct), neighboursOf(construct, READ_FOR_A_ROUTE).map(written)),
      { paths: policy.paths },
    );
    const plan = planHttpRoute(policy, { object: found.object, implementation, gateway: 'existing' });
    const behind = services.map((service) => unknownHop(`Service ${service}`));
    proveInPlace(construct, policy, [asPlanned(found, plan), ...behind]);
  }

  /** A retry repeats a stream that was slow to begin; a timeout here would win over the product's policy, or fight it. */
  private writeRules(route: ApiObject, { spec }: KubeObject, rules: readonly RouteRule[]): void {
    const all = (valueAt(spec, ['rules']) ?? []) as RouteRule[];
    for (const rule of rules) {
      const at = `/spec/rules/${all.indexOf(rule)}`;
      for (const [key, value] of Object.entries(this.props.implementation.inRule?.(this.props.policy) ?? {})) {
        route.addJsonPatch(JsonPatch.add(`${at}/${key}`, value));
      }
      if ('retry' in rule) route.addJsonPatch(JsonPatch.remove(`${at}/retry`));
      if (this.props.implementation.timeoutsIn === 'rule') {
        route.addJsonPatch(JsonPatch.add(`${at}/timeouts`, streamRule.timeouts));
      } else if ('timeouts' in rule) {
        route.addJsonPatch(JsonPatch.remove(`${at}/timeouts`));
      }
    }
  }

  /** Completes the policies that are there for the same target, and makes the others. */
  private addPolicies(route: ApiObject, services: readonly string[]): void {
    const { namespace } = route.metadata;
    const theirs = neighboursOf(route, BESIDE_A_ROUTE);
    for (const policy of this.props.implementation.policies(this.props.policy, { route: route.name, services })) {
      const existing = theirs.find((object) => isSamePolicy(object.toJson() as KubeObject, policy));
      if (existing !== undefined) {
        applyKeys(existing, [
          ...leaves(policy.spec, ['spec']),
          ...leaves(policy.metadata.annotations, ['metadata', 'annotations']),
        ]);
        continue;
      }
      const metadata = { ...policy.metadata, ...(namespace === undefined ? {} : { namespace }) };
      new ApiObject(route.node.scope ?? route, `${policy.metadata.name}-${policy.kind}`, { ...policy, metadata });
    }
  }
}

function isSamePolicy(one: KubeObject, other: KubeObject): boolean {
  const targets = targetsOf(other);
  return one.kind === other.kind && targetsOf(one).some((target) => targets.includes(target));
}

/** What a policy is for, as `kind/name`; a DestinationRule names the host of a Service. */
function targetsOf({ spec }: KubeObject): string[] {
  const host = valueAt(spec, ['host']);
  if (typeof host === 'string') return [`Service/${host}`];
  const one = valueAt(spec, ['targetRef']);
  const refs = [...(one === undefined ? [] : [one]), ...((valueAt(spec, ['targetRefs']) ?? []) as unknown[])];
  return (refs as { kind: string; name: string }[]).map(({ kind, name }) => `${kind}/${name}`);
}

/** Every field of a tree with its value; a list is one value. */
function leaves(value: unknown, path: readonly string[]): OwnedKey[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [ownedKey(path, value as Json)];
  return Object.entries(value).flatMap(([key, field]) => leaves(field, [...path, key]));
}

/** As far as they are in the same chart. */
function neighboursOf(route: ApiObject, kinds: RegExp): ApiObject[] {
  const objects = Chart.of(route)
    .node.findAll()
    .filter((each) => ApiObject.isApiObject(each));
  return objects.filter(({ kind }) => kinds.test(kind));
}

function noSuchRule({ paths }: StreamPolicy): Remark {
  return {
    rule: 'selector-matches-nothing',
    found: `no rule of the route serves ${paths.map(textOf).join(' or ')}`,
    need: 'the mixin changes the rules of the stream, and its policies would change how everything else on the route is served',
    fix: 'apply it to the route that serves the stream, after the route has its rules',
    fact: facts.implementations,
  };
}
