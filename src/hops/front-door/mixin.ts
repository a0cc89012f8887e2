import type { CdnFrontdoorEndpoint } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint/index.js';
import type { CdnFrontdoorRoute } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-route/index.js';
import { CdnFrontdoorRuleSet } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule-set/index.js';
import { CdnFrontdoorRule } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule/index.js';
import { Fn, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, type IConstruct, type IMixin } from 'constructs';
import { withFirst } from '../../constructs/cdktf/lists';
import { proveInPlace } from '../../constructs/cdktf/mixin';
import { resolved, resourceOf } from '../../constructs/cdktf/resource-of';
import { findingsOf } from '../../constructs/prove';
import { aPolicy, aText, requireProps } from '../../constructs/require-props';
import { unknownHop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { referenced } from '../../terraform/references';
import type { TerraformResource as ResourceAsWritten } from '../../terraform/resource';
import { leadsTo } from './about';
import { redirectRules } from './config';
import { planAroundFrontDoor } from './hop';
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
 * take none of them, or redirect them already, and other keys stay. Apply it when the stack has all of its Front Door.
 */
export class StreamReadyFrontDoor implements IMixin {
  constructor(private readonly props: StreamReadyFrontDoorProps) {}

  supports(construct: IConstruct): construct is CdnFrontdoorRoute {
    return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'azurerm_cdn_frontdoor_route';
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireProps(construct, 'StreamReadyFrontDoor', this.props, { policy: aPolicy, streamHost: aText });
    const found = frontDoorOf(construct);
    if (this.read(found).some(({ does }) => does === 'carry')) this.redirect(construct, found);
    proveInPlace(construct, () => this.findings(construct));
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
      cdnFrontdoorProfileId: profileIdOf(route, found),
    });
    const dependsOn = originsOf(found);
    for (const rule of redirectRules(policy.paths, streamHost)) {
      new CdnFrontdoorRule(scope, rule.name, { ...provided, ...rule, cdnFrontdoorRuleSetId: ruleSet.id, dependsOn });
    }
    route.cdnFrontdoorRuleSetIds = withFirst(ruleSet.id, route.cdnFrontdoorRuleSetIdsInput);
  }

  /** What the rules say of the route as it will be written. */
  private findings(construct: CdnFrontdoorRoute): Finding[] {
    const { policy, streamHost } = this.props;
    const found = frontDoorOf(construct);
    const host = String(resolved(streamHost, construct));
    return this.read(found).flatMap((read) => {
      const hop = { ...read.hop, remarks: [...read.hop.remarks, ...problems(policy, host, read, found)] };
      return findingsOf(policy, construct.node.path, [hop, unknownHop(leadsTo(host))]);
    });
  }
}

/** The Front Door of a route as far as its stack has it, as it will be written. */
interface FrontDoor {
  readonly route: ResourceAsWritten;
  readonly resources: readonly ResourceAsWritten[];
  readonly madeBy: ReadonlyMap<ResourceAsWritten, TerraformResource>;
}

function frontDoorOf(construct: CdnFrontdoorRoute): FrontDoor {
  const stack = TerraformStack.of(construct);
  const parts = stack.node
    .findAll()
    .filter((one) => TerraformResource.isTerraformResource(one))
    .filter((one) => one.cdktfStack === stack && one.terraformResourceType.startsWith('azurerm_cdn_frontdoor_'));
  const madeBy = new Map(parts.map((part) => [resourceOf(part), part]));
  const resources = [...madeBy.keys()];
  const route = resources.find((resource) => madeBy.get(resource) === construct) ?? resourceOf(construct);
  return { route, resources, madeBy };
}

/** That of its endpoint; of an endpoint that is not in the stack, the beginning of its id. */
function profileIdOf(construct: CdnFrontdoorRoute, { route, resources, madeBy }: FrontDoor): string {
  const id = route.attributes['cdn_frontdoor_endpoint_id'];
  const endpoint = referenced(id, route, 'azurerm_cdn_frontdoor_endpoint', resources);
  const made = endpoint && (madeBy.get(endpoint) as CdnFrontdoorEndpoint);
  const fromId = () => Fn.element(Fn.split('/afdEndpoints/', construct.cdnFrontdoorEndpointIdInput ?? ''), 0) as string;
  return made?.cdnFrontdoorProfileIdInput ?? fromId();
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

/** Why what the props ask for is not what the route does, or is in vain. */
function problems(policy: StreamPolicy, streamHost: string, read: FrontDoorRoute, { route, resources }: FrontDoor): Remark[] {
  if (read.does === 'carry') return [];
  const hosts = read.destinations.map(({ host }) => String(host));
  return [
    ...planAroundFrontDoor(policy, read.hop.object).remarks,
    ...hosts.filter((host) => host !== streamHost).map((host) => remarks.ledElsewhere(host, streamHost)),
    ...hosts.filter((host) => isOwnHost(host, route, resources)).map(remarks.leadsBack),
  ];
}
