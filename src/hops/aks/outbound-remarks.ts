import { misfit } from '../../path/fit';
import type { Fact } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { rejected } from '../../path/remark';
import { Duration } from '../../policy/duration';
import { blocksIn, LATER, numberIn, textIn, type Block } from '../../terraform/attributes';
import { aksFacts as facts } from './facts';

const IDLE = 'idle_timeout_in_minutes';
const LOAD_BALANCER = `network_profile.load_balancer_profile.${IDLE}`;
const MANAGED_NAT = `network_profile.nat_gateway_profile.${IDLE}`;

/**
 * What the network of the cluster does to connections that pods open, such as a stream that the server itself reads.
 *
 * @param isArm Whether it is written for Azure's own API.
 */
export function outboundRemarks(profile: Block, natGateway: Block | undefined, hasFirewall: boolean, isArm: boolean): Remark[] {
  switch (textIn(profile, 'outbound_type') ?? 'loadBalancer') {
    case 'loadBalancer':
      return isArm
        ? ofLoadBalancer(unlessDefault(minutesIn(blockIn(profile, 'load_balancer_profile'))), facts.outboundLoadBalancerApi)
        : ofLoadBalancer(minutesIn(blockIn(profile, 'load_balancer_profile')), facts.outboundLoadBalancer);
    case 'managedNATGateway':
      return ofNatGateway(MANAGED_NAT, minutesIn(blockIn(profile, 'nat_gateway_profile')));
    case 'userAssignedNATGateway':
      return natGateway === undefined ? [] : ofNatGateway(`azurerm_nat_gateway ${IDLE}`, minutesIn(natGateway));
    case 'userDefinedRouting':
      return hasFirewall ? [goesOutBy('Azure Firewall', facts.firewall.default, 'default', facts.firewall)] : [];
    default:
      return [];
  }
}

/** What prints a cluster prints its default too, which nobody set. */
const unlessDefault = (minutes: Minutes): Minutes =>
  minutes === facts.outboundLoadBalancerApi.default.toSeconds() / 60 ? undefined : minutes;

/** Whoever sets it may mean the streams of clients; by default it is long enough for any. */
function ofLoadBalancer(minutes: Minutes, fact: Fact): Remark[] {
  if (minutes === undefined || minutes === LATER) return [];
  return [
    ...outOfRange(LOAD_BALANCER, minutes, fact),
    {
      rule: 'setting-ignored-by-target',
      found: `${LOAD_BALANCER} is ${minutes}`,
      need: 'it is for connections that pods open to the outside; a stream of a client has another idle timeout',
      fix: 'set the annotation service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout on the Service that clients reach',
      fact,
      key: LOAD_BALANCER,
      level: 'note',
    },
  ];
}

function ofNatGateway(key: string, minutes: Minutes): Remark[] {
  if (minutes === LATER) return [];
  const fact = facts.natGateway;
  const limit = minutes === undefined ? fact.default : Duration.minutes(minutes);
  return [
    ...(minutes === undefined ? [] : outOfRange(key, minutes, fact)),
    goesOutBy(`a NAT gateway, ${key}`, limit, minutes === undefined ? 'default' : 'set', fact, key),
  ];
}

const goesOutBy = (way: string, limit: Duration, origin: 'default' | 'set', fact: Fact, key?: string): Remark => ({
  rule: 'heartbeat-within-idle-limit',
  found: `connections that pods open go out by ${way}: ${limit} without a byte (${origin})`,
  need: 'streams of clients do not come that way, but one that the server itself reads from outside does, and the heartbeat of this policy does not flow there',
  fix: `let what the server reads send something, or TCP keep-alive, more often than every ${limit}`,
  fact,
  key,
  level: 'note',
});

function outOfRange(key: string, minutes: number, fact: Fact): Remark[] {
  const problem = misfit(Duration.minutes(minutes), fact);
  return problem === undefined
    ? []
    : [
        rejected(
          `${key} is ${minutes}`,
          problem,
          `set ${key} to ${String(fact.min)} or more and ${String(fact.max)} or less, in minutes`,
          fact,
          key,
        ),
      ];
}

function blockIn(block: Block, name: string): Block | undefined {
  const blocks = blocksIn(block, name);
  return blocks === LATER ? undefined : blocks[0];
}

const minutesIn = (block: Block | undefined) => (block === undefined ? undefined : numberIn(block, IDLE));

type Minutes = ReturnType<typeof minutesIn>;
