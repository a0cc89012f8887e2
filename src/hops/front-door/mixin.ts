import type { CdnFrontdoorRoute } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-route/index.js';
import { CdnFrontdoorRuleSet } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule-set/index.js';
import { CdnFrontdoorRule } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule/index.js';
import { Lazy, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, type IConstruct, type IMixin } from 'constructs';
import { ignoredKeyRemarks } from '../../terraform/ignored-keys';
import { withFirst } from '../../constructs/cdktf/lists';
import { proveInPlace } from '../../constructs/cdktf/mixin';
import { isOfType, requireClass } from '../../constructs/cdktf/provider-class';
import { resolved, resourceOf } from '../../constructs/cdktf/resource-of';
import { findingsOf } from '../../constructs/prove';
import { aPolicy, aText, requireProps } from '../../constructs/require-props';
import { unknownHop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { isExpression } from '../../terraform/attributes';
import { referenced } from '../../terraform/references';
import type { TerraformResource as ResourceAsWritten } from '../../terraform/resource';
import { leadsTo } from './about';
import { redirectRules } from './config';
import { planAroundFrontDoor } from './hop';
import { hostRemarks, isSameHost } from './host';
import { ENDPOINT, isOfEach, profileIdOf } from './profile-id';
import { readFrontDoorRoute, type FrontDoorRoute } from './read';
import * as remarks from './remarks';
import { isOwnHost } from './routes';

export interface StreamReadyFrontDoorProps {
  readonly policy: StreamPolicy;
  /**
   * The host that the stream's paths are redirected to, such as `events.example.com`. Its DNS record must lead straight to the
   * regional gateway; no record is made here. A browser that is redirected needs Access-Control-Allow-Origin from the server.
   */
  readonly streamHost: string;
}

/**
 * Leads the stream around an existing CdnFrontdoorRoute: a rule set of its own redirects the stream's paths. Routes that
 * take none of them, or redirect them already, and other keys stay. Apply it when the stack has all of its Front Door. A
 * resource of that type that another class makes is refused.
 */
export class StreamReadyFrontDoor implements IMixin {
  constructor(private readonly props: StreamReadyFrontDoorProps) {
    requireProps(undefined, 'StreamReadyFrontDoor', props, { policy: aPolicy, streamHost: aText });
  }

  supports(construct: IConstruct): construct is CdnFrontdoorRoute {
    return isOfType(construct, ROUTE);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireClass(construct, ROUTE);
    const found = frontDoorOf(construct);
    const isWritten = this.read(found).some(({ does }) => does === 'carry');
    if (isWritten) this.redirect(construct, found);
    proveInPlace(construct, () => this.findings(construct, isWritten));
  }

  private read({ route, resources }: FrontDoor): FrontDoorRoute[] {
    return readFrontDoorRoute(route, resources, this.props.policy.paths);
  }

  private redirect(route: CdnFrontdoorRoute, found: FrontDoor): void {
    const { policy, streamHost } = this.props;
    const provided = route.provider === undefined ? {} : { provider: route.provider };
    const scope = new Construct(route, freeId(route));
    const ruleSet = new CdnFrontdoorRuleSet(scope, 'RuleSet', {
      ...provided,
      // A profile takes a name once, and several of its routes may be made ready.
      name: `streams${scope.node.addr.slice(-8)}`,
      // The endpoint may be overridden yet. The rule set itself must not be asked for what it will be.
      cdnFrontdoorProfileId: Lazy.stringValue({
        produce: () => profileIdOf(resourceOf(route), partsAround(route, ENDPOINT).map(resourceOf)),
      }),
    });
    const dependsOn = originsOf(found);
    for (const rule of redirectRules(policy.paths, streamHost)) {
      new CdnFrontdoorRule(scope, rule.name, { ...provided, ...rule, cdnFrontdoorRuleSetId: ruleSet.id, dependsOn });
    }
    route.cdnFrontdoorRuleSetIds = withFirst(ruleSet.id, route.cdnFrontdoorRuleSetIdsInput);
  }

  /** What the rules say of the route as it will be written. */
  private findings(construct: CdnFrontdoorRoute, isWritten: boolean): Finding[] {
    const { policy, streamHost } = this.props;
    const found = frontDoorOf(construct);
    const host = String(resolved(streamHost, construct));
    const ofRoute = isWritten ? unwritable(found) : [];
    return this.read(found).flatMap((read) => {
      const hop = { ...read.hop, remarks: [...read.hop.remarks, ...problems(policy, host, read, found), ...ofRoute] };
      return findingsOf(policy, construct.node.path, [hop, unknownHop(leadsTo(host))]);
    });
  }
}

const RULE_SET_IDS = 'cdn_frontdoor_rule_set_ids';

const ROUTE = {
  type: 'azurerm_cdn_frontdoor_route',
  className: 'CdnFrontdoorRoute',
  members: ['cdnFrontdoorRuleSetIds', 'cdnFrontdoorRuleSetIdsInput'],
};

/** The Front Door of a route as far as its stack has it, as it will be written. */
interface FrontDoor {
  readonly route: ResourceAsWritten;
  readonly resources: readonly ResourceAsWritten[];
  readonly madeBy: ReadonlyMap<ResourceAsWritten, TerraformResource>;
}

function frontDoorOf(construct: CdnFrontdoorRoute): FrontDoor {
  const madeBy = new Map(partsAround(construct, 'azurerm_cdn_frontdoor_').map((part) => [resourceOf(part), part]));
  const resources = [...madeBy.keys()];
  const route = resources.find((resource) => madeBy.get(resource) === construct) ?? resourceOf(construct);
  return { route, resources, madeBy };
}

function partsAround(construct: CdnFrontdoorRoute, typePrefix: string): TerraformResource[] {
  const stack = TerraformStack.of(construct);
  return stack.node
    .findAll()
    .filter((one) => TerraformResource.isTerraformResource(one))
    .filter((one) => one.cdktfStack === stack && one.terraformResourceType.startsWith(typePrefix));
}

/** What the provider asks rules to wait for; what is not in the stack is there already. */
function originsOf({ route, resources, madeBy }: FrontDoor): TerraformResource[] {
  const id = route.attributes['cdn_frontdoor_origin_group_id'];
  const group = referenced(id, route, 'azurerm_cdn_frontdoor_origin_group', resources);
  const origins = resources.filter(
    ({ type, attributes }) => type === 'azurerm_cdn_frontdoor_origin' && attributes['cdn_frontdoor_origin_group_id'] === id,
  );
  return [group, ...origins].flatMap((one) => (one && madeBy.get(one)) ?? []);
}

function freeId(route: CdnFrontdoorRoute, number = 1): string {
  const id = number === 1 ? 'Streams' : `Streams${number}`;
  return route.node.tryFindChild(id) === undefined ? id : freeId(route, number + 1);
}

/** Why the redirect that was written does not come to be. */
function unwritable({ route, resources }: FrontDoor): Remark[] {
  const profileId = profileIdOf(route, resources);
  return [...(isOfEach(profileId) ? [remarks.endpointOfEach(profileId)] : []), ...ignoredKeyRemarks(route, [RULE_SET_IDS])];
}

/** Why what the props ask for is not what the route does, or is in vain. */
function problems(policy: StreamPolicy, streamHost: string, read: FrontDoorRoute, { route, resources }: FrontDoor): Remark[] {
  if (read.does === 'carry') return [];
  const hosts = read.destinations.map(({ host }) => String(host));
  const ours = isExpression(streamHost) ? [] : hostRemarks(streamHost);
  const others = hosts.filter((host) => !isSameHost(host, streamHost));
  return [
    ...planAroundFrontDoor(policy, read.hop.object).remarks,
    ...ours,
    ...others.map((host) => remarks.ledElsewhere(host, streamHost)),
    ...(ours.length > 0 ? others : hosts).filter((host) => isOwnHost(host, route, resources)).map(remarks.leadsBack),
  ];
}
