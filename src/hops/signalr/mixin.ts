import type { SignalrService, SignalrServiceCors } from '@cdktf/provider-azurerm/lib/signalr-service/index.js';
import { TerraformResource } from 'cdktf';
import type { IConstruct, IMixin } from 'constructs';
import { proveInPlace } from '../../constructs/cdktf/mixin';
import { literal, literalNeeded, literalRemarks } from '../../constructs/cdktf/owned-config';
import { resourceOf, resourcesAround } from '../../constructs/cdktf/resource-of';
import { findingsOf } from '../../constructs/prove';
import { aNumber, anObject, aPolicy, optional, requireProps, theWord } from '../../constructs/require-props';
import { unknownHop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { serversOf } from './about';
import { TIERS } from './capacity';
import { ownedKeys } from './config';
import { forPolicy } from './hop';
import { readSignalr } from './read';
import { connectionRemarks, noConnections } from './remarks';

export interface StreamReadySignalrProps {
  readonly policy: StreamPolicy;
  /** How many clients are connected at a time, at most. The units are raised to what they need; more units stay. */
  readonly connections: number;
  /**
   * Of the pages that connect, such as `https://app.example.com`: they are added to the origins that are there, and `*` gives
   * way to them. Default: the origins stay as they are.
   */
  readonly allowedOrigins?: readonly string[];
  /**
   * `off` switches access keys off: servers that sign in with one are refused from then on, and the role of those that do not
   * must hold before, which may take half an hour. Default: keys stay as they are.
   */
  readonly accessKeys?: 'off';
}

/**
 * Makes an existing SignalrService hold the streams. Its tier, its mode and its upstream endpoints stay, and an error in them is
 * told at synthesis: another mode refuses the servers or needs them, and from the free tier to another the address changes.
 * Source: https://learn.microsoft.com/azure/azure-signalr/signalr-howto-scale-signalr
 */
export class StreamReadySignalr implements IMixin {
  constructor(private readonly props: StreamReadySignalrProps) {}

  supports(construct: IConstruct): construct is SignalrService {
    return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'azurerm_signalr_service';
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireProps(construct, 'StreamReadySignalr', this.props, REQUIRED);
    const { connections, accessKeys } = this.props;
    const sku = skuOf(construct);
    const origins = this.originsFor(construct);
    const owned = ownedKeys(sku?.name ?? '', connections, origins ?? []);
    if (sku !== undefined) construct.putSku({ ...sku, capacity: Math.max(sku.capacity, owned.sku.capacity) });
    if (origins !== undefined) construct.putCors(owned.cors);
    if (accessKeys === 'off') construct.localAuthEnabled = owned.localAuthEnabled;
    proveInPlace(construct, () => this.findings(construct));
  }

  /** Undefined where they are to stay. */
  private originsFor(service: SignalrService): string[] | undefined {
    const asked = literal(this.props.allowedOrigins) ?? [];
    const there = originsOf(service);
    if (asked.length === 0 || there === undefined) return undefined;
    return [...new Set([...there.filter((origin) => origin !== '*'), ...asked])];
  }

  /** What the rules say of the service as it will be written. */
  private findings(service: SignalrService): Finding[] {
    const { policy } = this.props;
    const found = readSignalr(resourceOf(service), resourcesAround(service));
    const hop = forPolicy(policy, found, this.remarks(service));
    return findingsOf(policy, service.node.path, [hop, unknownHop(serversOf(hop.object))]);
  }

  private remarks(service: SignalrService): Remark[] {
    const { connections, allowedOrigins } = this.props;
    const { name, capacity } = service.skuInput ?? {};
    const tokens = [
      ...literalRemarks({ connections, allowedOrigins, 'sku.name': name, 'sku.capacity': capacity }),
      ...(allowedOrigins !== undefined && originsOf(service) === undefined ? [literalNeeded('cors')] : []),
    ];
    if (tokens.length > 0) return tokens;
    if (!(connections > 0)) return [noConnections(connections)];
    return name === undefined || capacity === undefined || !TIERS.includes(name)
      ? []
      : connectionRemarks(name, capacity, connections);
  }
}

const REQUIRED = {
  policy: aPolicy,
  connections: aNumber,
  allowedOrigins: optional(anObject),
  accessKeys: optional(theWord('off')),
};

/** Undefined where only the deployment knows its tier or its units: who knows what a number of ours would take away. */
function skuOf({ skuInput }: SignalrService) {
  return literal(skuInput?.name) === undefined || literal(skuInput?.capacity) === undefined ? undefined : skuInput;
}

/** Undefined where only the deployment knows them. */
function originsOf({ corsInput = [] }: SignalrService): string[] | undefined {
  if (!Array.isArray(corsInput)) return undefined;
  const lists = (corsInput as readonly SignalrServiceCors[]).map(({ allowedOrigins }) => literal(allowedOrigins));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}
