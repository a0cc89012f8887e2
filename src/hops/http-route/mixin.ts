import { ApiObject, JsonPatch } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { remembered } from '../../collections/remembered';
import { asWritten } from '../../constructs/cdk8s/as-written';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace, removeKeys } from '../../constructs/cdk8s/mixin';
import { objectsIn } from '../../constructs/cdk8s/objects-in';
import { withRemarks } from '../../constructs/cdk8s/owned-object';
import { writtenIn } from '../../constructs/cdk8s/written';
import { leftRemark } from '../../constructs/owned-key-remark';
import { aProduct, requireProps } from '../../constructs/require-props';
import { describe, type KubeObject } from '../../kubernetes/object';
import { formatPath, valueAt } from '../../kubernetes/owned-key';
import { unknownHop, type Remark } from '../../path/hop';
import { textOf } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { besideRoute } from './beside-routes';
import { planHttpRoute } from './hop';
import type { HttpRouteImplementation, RouteRule } from './implementation';
import { httpRouteFacts as facts } from './facts';
import { BESIDE_A_ROUTE, READ_FOR_A_ROUTE, streamRule, toldKeys } from './keys';
import { keysLacking, targetsShared } from './policies-there';
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
export class StreamReadyHttpRoute<A extends object> extends ObjectMixin<StreamReadyHttpRouteProps<A>> {
  protected readonly kind = 'HTTPRoute';

  constructor(props: StreamReadyHttpRouteProps<A>) {
    super(props);
    requireProps(undefined, 'StreamReadyHttpRoute', props, { implementation: aProduct });
  }

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct) || !this.supports(construct)) return;
    const { policy, implementation } = this.props;
    const before = construct.toJson() as KubeObject;
    const rules = rulesFor(before, policy.paths);
    if (rules.length === 0) {
      const hop = readHttpRoute(before, []);
      proveInPlace(construct, policy, () => ({ hops: [{ ...hop, settings: [], remarks: [noSuchRule(policy)] }] }));
      return;
    }
    this.writeRules(construct, before, rules);
    applyKeys(construct, toldKeys(implementation, 'existing'));
    const services = servicesOf(rules);
    const left = this.addPolicies(construct, services);
    const plan = planHttpRoute(policy, { object: describe(before), implementation, gateway: 'existing' });
    const behind = services.map((service) => unknownHop(`Service ${service}`));
    proveInPlace(construct, policy, () => {
      const route = construct.toJson() as KubeObject;
      const beside = besideRoute(route, writtenIn(construct.chart, READ_FOR_A_ROUTE));
      const found = readHttpRoute(route, beside, { paths: policy.paths });
      return { hops: [withRemarks(asPlanned(found, plan), left), ...behind] };
    });
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

  /** Completes the policies that are there for the same targets, and makes the others. Returns what it had to leave. */
  private addPolicies(route: ApiObject, services: readonly string[]): Remark[] {
    const { namespace } = route.metadata;
    const policies = this.props.implementation.policies(this.props.policy, { route: route.name, services });
    return policies.flatMap((policy) => {
      const metadata = { ...policy.metadata, ...(namespace === undefined ? {} : { namespace }) };
      const needed = { ...policy, metadata };
      const existing = policiesBeside(route).find(({ json }) => targetsShared(json(), needed).common.length > 0);
      if (existing !== undefined) return completed(existing, needed);
      void new ApiObject(route.node.scope ?? route, `${policy.metadata.name}-${policy.kind}`, needed);
      return [];
    });
  }
}

interface PolicyThere {
  readonly object: ApiObject;
  readonly json: () => KubeObject;
}

const seen = new WeakMap<ApiObject, PolicyThere>();

/** Of the route's chart. Each is rendered once, and again when it is changed: there may be as many as routes. */
const policiesBeside = (route: ApiObject): PolicyThere[] =>
  objectsIn(route.chart, BESIDE_A_ROUTE).map((object) =>
    remembered(seen, object, () => ({ object, json: asWritten(object, object.toJson() as KubeObject) })),
  );

/** Writes what the policy lacks, unless it is for others too; then that is told. */
function completed({ object, json }: PolicyThere, needed: KubeObject): Remark[] {
  const there = json();
  const keys = keysLacking(there, needed);
  const { besides } = targetsShared(there, needed);
  if (keys.length > 0 && besides.length > 0)
    return [
      leftRemark(
        describe(there),
        besides,
        keys.map(({ path }) => formatPath(path)),
      ),
    ];
  if (keys.some(({ path }) => formatPath(path) === 'spec.targetRefs')) removeKeys(object, [['spec', 'targetRef']]);
  applyKeys(object, keys);
  return [];
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
