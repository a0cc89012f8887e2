import { CdnFrontdoorEndpoint } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint/index.js';
import {
  CdnFrontdoorOriginGroup,
  type CdnFrontdoorOriginGroupConfig,
} from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group/index.js';
import { CdnFrontdoorOrigin, type CdnFrontdoorOriginConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin/index.js';
import { CdnFrontdoorProfile, type CdnFrontdoorProfileConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-profile/index.js';
import { CdnFrontdoorRoute, type CdnFrontdoorRouteConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-route/index.js';
import { CdnFrontdoorRuleSet } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule-set/index.js';
import { CdnFrontdoorRule } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-rule/index.js';
import { DnsARecord } from '@cdktf/provider-azurerm/lib/dns-a-record/index.js';
import { DnsCnameRecord } from '@cdktf/provider-azurerm/lib/dns-cname-record/index.js';
import { Construct } from 'constructs';
import { literal, literalRemarks, ownedKeyRemarks } from '../../constructs/cdktf/owned-config';
import { withFirst } from '../../constructs/cdktf/lists';
import { proveBeforeWriting, requireStack } from '../../constructs/cdktf/stack';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { anObject, aPolicy, aText, either, objectWith, requireProps } from '../../constructs/require-props';
import { unknownHop, type Hop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import type { StreamApplicationGateway } from '../application-gateway/construct';
import { leadsTo, routeObject } from './about';
import { recordName, redirectRules } from './config';
import { planAroundFrontDoor } from './hop';
import { hostRemarks } from './host';
import * as remarks from './remarks';

/** The server of everything that does not stream; its other keys are passed through to `CdnFrontdoorOrigin`. */
export interface FrontDoorOrigin extends Omit<Partial<CdnFrontdoorOriginConfig>, 'cdnFrontdoorOriginGroupId' | 'hostName'> {
  readonly hostName: string;
}

/** Passed through to `CdnFrontdoorOriginGroup`. */
export type FrontDoorOriginGroup = Omit<Partial<CdnFrontdoorOriginGroupConfig>, 'cdnFrontdoorProfileId'>;

/** Passed through to `CdnFrontdoorRoute`. No rule of its rule sets may stop the stream: Terraform keeps no order of them. */
export type FrontDoorRouteProps = Omit<Partial<CdnFrontdoorRouteConfig>, keyof typeof OWNED_BY_ROUTE>;

/** Where streams go: a gateway made beside this, a public IP address by its id, or a host name. */
export type StreamGateway = StreamApplicationGateway | { readonly publicIpAddressId: string } | { readonly hostName: string };

/** The profile's other keys are passed through to `CdnFrontdoorProfile`. */
export interface StreamAroundFrontDoorProps extends Omit<Partial<CdnFrontdoorProfileConfig>, 'name' | 'resourceGroupName'> {
  readonly policy: StreamPolicy;
  /** Of the profile and its endpoint. */
  readonly name: string;
  readonly resourceGroupName: string;
  /**
   * The host that streams have to themselves, such as `events.example.com`. Clients best ask for it at once; those that ask
   * Front Door are redirected, and a browser then needs Access-Control-Allow-Origin from the server.
   */
  readonly streamHost: string;
  /** The Azure DNS zone of that host. Default: in the same resource group, records that live 300 seconds. */
  readonly dnsZone: { readonly name: string; readonly resourceGroupName?: string; readonly ttl?: number };
  readonly gateway: StreamGateway;
  readonly origin: FrontDoorOrigin;
  /** Default: session affinity, and Azure's own load balancing. */
  readonly originGroup?: FrontDoorOriginGroup;
  /** Default: all paths, nothing cached, HTTP redirected to HTTPS. */
  readonly route?: FrontDoorRouteProps;
}

const OWNED_BY_ROUTE = {
  cdnFrontdoorEndpointId: 'the endpoint made here',
  cdnFrontdoorOriginGroupId: 'the origin group made here',
  cdnFrontdoorOriginIds: 'the origin made here',
};

/**
 * A Front Door for all but the stream, which it does not support: the stream's host leads straight to the regional gateway,
 * and whoever asks Front Door for a stream is redirected there.
 */
export class StreamAroundFrontDoor extends Construct implements OnPath {
  readonly hop: Hop;
  /** Front Door, which has no part in streams, and what they are sent to. */
  readonly hops: readonly Hop[];
  readonly profile: CdnFrontdoorProfile;
  readonly endpoint: CdnFrontdoorEndpoint;
  readonly originGroup: CdnFrontdoorOriginGroup;
  readonly origin: CdnFrontdoorOrigin;
  readonly ruleSet: CdnFrontdoorRuleSet;
  readonly rules: readonly CdnFrontdoorRule[];
  readonly route: CdnFrontdoorRoute;
  readonly dnsRecord: DnsARecord | DnsCnameRecord;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamAroundFrontDoorProps,
  ) {
    requireStack(scope, id);
    requireProps(scope, id, props, REQUIRED);
    super(scope, id);
    const { policy, name, streamHost, gateway, origin, originGroup = {}, route = {} } = props;
    this.profile = new CdnFrontdoorProfile(this, 'Profile', { skuName: 'Standard_AzureFrontDoor', ...passedThrough(props) });
    const inProfile = { ...provided(props), cdnFrontdoorProfileId: this.profile.id };
    this.endpoint = new CdnFrontdoorEndpoint(this, 'Endpoint', { ...inProfile, ...tagged(props), name });
    this.originGroup = new CdnFrontdoorOriginGroup(this, 'OriginGroup', {
      name: DEFAULT,
      loadBalancing: {},
      sessionAffinityEnabled: true,
      ...originGroup,
      ...inProfile,
    });
    this.origin = new CdnFrontdoorOrigin(this, 'Origin', {
      ...provided(props),
      name: DEFAULT,
      certificateNameCheckEnabled: true,
      originHostHeader: origin.hostName,
      ...origin,
      cdnFrontdoorOriginGroupId: this.originGroup.id,
    });
    this.ruleSet = new CdnFrontdoorRuleSet(this, 'RuleSet', { ...inProfile, name: 'streams' });
    this.rules = this.redirects();
    this.route = new CdnFrontdoorRoute(this, 'Route', {
      ...provided(props),
      name: DEFAULT,
      patternsToMatch: ['/*'],
      supportedProtocols: ['Http', 'Https'],
      httpsRedirectEnabled: true,
      ...route,
      cdnFrontdoorRuleSetIds: withFirst(this.ruleSet.id, route.cdnFrontdoorRuleSetIds),
      cdnFrontdoorEndpointId: this.endpoint.id,
      cdnFrontdoorOriginGroupId: this.originGroup.id,
      cdnFrontdoorOriginIds: [this.origin.id],
    });
    this.dnsRecord = this.record();
    const planned = planAroundFrontDoor(
      policy,
      routeObject(literal(name) ?? LATER_NAME, literal(route.name ?? DEFAULT) ?? LATER_NAME),
    );
    this.hop = { ...planned, remarks: [...planned.remarks, ...this.problems()] };
    this.hops = [this.hop, ...('hops' in gateway ? gateway.hops : [unknownHop(leadsTo(literal(streamHost) ?? 'the host'))])];
    proveAtSynthesis(this, { policy, behind: 'hops' in gateway ? [gateway] : [] });
    proveBeforeWriting(this);
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  /** The provider asks rules to wait for the origins that the route leads to. */
  private redirects(): CdnFrontdoorRule[] {
    const { policy, streamHost } = this.props;
    return redirectRules(policy.paths, streamHost).map(
      (rule) =>
        new CdnFrontdoorRule(this, rule.name, {
          ...provided(this.props),
          ...rule,
          cdnFrontdoorRuleSetId: this.ruleSet.id,
          dependsOn: [this.originGroup, this.origin],
        }),
    );
  }

  private record(): DnsARecord | DnsCnameRecord {
    const { streamHost, dnsZone, gateway, resourceGroupName } = this.props;
    const record = {
      ...provided(this.props),
      ...tagged(this.props),
      name: recordName(streamHost, dnsZone.name) ?? streamHost,
      zoneName: dnsZone.name,
      resourceGroupName: dnsZone.resourceGroupName ?? resourceGroupName,
      ttl: dnsZone.ttl ?? 300,
    };
    if ('hostName' in gateway) return new DnsCnameRecord(this, 'DnsRecord', { ...record, record: gateway.hostName });
    const targetResourceId = 'publicIpAddressId' in gateway ? gateway.publicIpAddressId : gateway.publicIp?.id;
    return new DnsARecord(this, 'DnsRecord', { ...record, ...(targetResourceId === undefined ? {} : { targetResourceId }) });
  }

  private problems(): Remark[] {
    const { streamHost, dnsZone, gateway, route = {} } = this.props;
    const inArithmetic = { streamHost, 'dnsZone.name': dnsZone.name };
    const tokens = literalRemarks(inArithmetic);
    const name = recordName(streamHost, dnsZone.name);
    const ofHost = literal(streamHost) === undefined ? [] : hostRemarks(streamHost);
    return [
      ...ownedKeyRemarks(OWNED_BY_ROUTE, route),
      ...tokens,
      ...ofHost,
      ...(tokens.length === 0 && ofHost.length === 0 && name === undefined
        ? [remarks.hostOutsideZone(streamHost, dnsZone.name)]
        : []),
      ...(name === '@' && 'hostName' in gateway ? [remarks.nameOfZone(streamHost)] : []),
    ];
  }
}

const DEFAULT = 'default';
const LATER_NAME = 'with a name known only at deployment';

const REQUIRED = {
  policy: aPolicy,
  name: aText,
  resourceGroupName: aText,
  streamHost: aText,
  dnsZone: objectWith({ name: aText }),
  gateway: either(objectWith({ publicIp: anObject }), objectWith({ publicIpAddressId: aText }), objectWith({ hostName: aText })),
  origin: objectWith({ hostName: aText }),
};

function passedThrough(props: StreamAroundFrontDoorProps) {
  const { policy, streamHost, dnsZone, gateway, origin, originGroup, route, ...passed } = props;
  return passed;
}

const provided = ({ provider }: StreamAroundFrontDoorProps) => (provider === undefined ? {} : { provider });

const tagged = ({ tags }: StreamAroundFrontDoorProps) => (tags === undefined ? {} : { tags });
