import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace, removeKeys } from '../../constructs/cdk8s/mixin';
import { objectsIn } from '../../constructs/cdk8s/objects-in';
import type { KubeObject } from '../../kubernetes/object';
import { valueAt, withKeys } from '../../kubernetes/owned-key';
import { unknownHop, type Remark } from '../../path/hop';
import { textOf } from '../../policy/stream-path';
import type { StreamPolicy } from '../../policy/stream-policy';
import { IN_FRONT, INGRESS_CLASS } from './about';
import { besideIn, BESIDE_AN_APISIX_ROUTE } from './beside';
import { apisixFacts as facts } from './facts';
import { ofRoute, planApisix, type ApisixFeatures } from './hop';
import { routeKeys, upstreamKeys, upstreamOf } from './keys';
import { readApisixRoute } from './read-route';
import type { ServedBy } from './served';

export interface StreamReadyApisixRouteProps extends ApisixFeatures {
  readonly policy: StreamPolicy;
  /** Say so where a proxy before APISIX ends TLS. Default: the rule must not be met by plain HTTP. */
  readonly tls?: 'terminated-in-front';
}

/**
 * Makes the rules of an existing ApisixRoute that serve the stream ready for it, and the ApisixUpstreams of their Services.
 * Rules for other paths stay as they are. Apply it when the route has its rules.
 */
export class StreamReadyApisixRoute extends ObjectMixin<StreamReadyApisixRouteProps> {
  protected readonly kind = 'ApisixRoute';

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct) || !this.supports(construct)) return;
    const { policy, tls } = this.props;
    const tlsEnd = tls === undefined ? 'here' : 'in-front';
    const before = rulesOf(construct, policy);
    for (const { services, rule } of before) {
      applyKeys(construct, routeKeys(policy, this.props, rule, tlsEnd));
      for (const service of services) this.completeUpstream(construct, service);
    }
    const behind = [...new Set(before.flatMap(({ services }) => services))].map((name) => unknownHop(`Service ${name}`));
    proveInPlace(construct, policy, () => {
      const hops = rulesOf(construct, policy).map(({ hop, rule }) =>
        asPlanned(hop, planApisix(policy, this.props, ofRoute(hop.object, rule, tlsEnd))),
      );
      const [first = this.notServing(construct), ...others] = hops;
      const hop = { ...first, remarks: [...first.remarks, ...others.flatMap(({ remarks }) => remarks)] };
      return { hops: [hop, ...behind.slice(0, 1)], inFront: IN_FRONT };
    });
  }

  private notServing(route: ApiObject) {
    const { policy } = this.props;
    const planned = planApisix(policy, this.props, ofRoute(`ApisixRoute ${route.name}`, '', 'here'));
    return { ...planned, settings: [], remarks: [noSuchRule(policy)] };
  }

  /** Settings of a port go over those of the whole upstream, so they go. */
  private completeUpstream(route: ApiObject, service: string): void {
    const { policy } = this.props;
    const { namespace } = route.metadata;
    const theirs = neighboursOf(route).find(
      ({ kind, name, metadata }) => kind === 'ApisixUpstream' && name === service && metadata.namespace === namespace,
    );
    const keys = upstreamKeys(policy, this.props);
    if (theirs !== undefined) {
      removeKeys(theirs, [['spec', 'portLevelSettings']]);
      applyKeys(theirs, keys);
      return;
    }
    const className = valueAt(route.toJson(), ['spec', 'ingressClassName']);
    const made = withKeys(upstreamOf(service, typeof className === 'string' ? className : INGRESS_CLASS), keys);
    const metadata = { ...made.metadata, ...(namespace === undefined ? {} : { namespace }) };
    new ApiObject(route.node.scope ?? route, `${service}-ApisixUpstream`, { ...made, metadata });
  }
}

function rulesOf(route: ApiObject, { paths }: StreamPolicy): ServedBy[] {
  const beside = besideIn(neighboursOf(route).map((each) => each.toJson() as KubeObject));
  return readApisixRoute(route.toJson() as KubeObject, beside, paths);
}

/** What says how the route is served, as far as it is in the same chart. */
const neighboursOf = (route: ApiObject): ApiObject[] => objectsIn(route.chart, BESIDE_AN_APISIX_ROUTE);

function noSuchRule({ paths }: StreamPolicy): Remark {
  return {
    rule: 'selector-matches-nothing',
    found: `no rule of the route serves ${paths.map(textOf).join(' or ')}`,
    need: 'the mixin changes the rules of the stream and no others',
    fix: 'apply it to the route that serves the stream, after the route has its rules',
    fact: facts.paths,
  };
}
