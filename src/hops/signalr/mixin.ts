import type { SignalrService } from '@cdktf/provider-azurerm/lib/signalr-service/index.js';
import type { IConstruct, IMixin } from 'constructs';
import { ignoredKeyRemarks } from '../../terraform/ignored-keys';
import { proveInPlace } from '../../constructs/cdktf/mixin';
import { overwrittenKeyRemarks } from '../../constructs/cdktf/overwritten-keys';
import { literal, literalNeeded, literalRemarks } from '../../constructs/cdktf/owned-config';
import { isOfType, requireClass } from '../../constructs/cdktf/provider-class';
import { resourceOf, resourcesAround } from '../../constructs/cdktf/resource-of';
import { overwrittenKeyRemark } from '../../constructs/owned-key-remark';
import { findingsOf } from '../../constructs/prove';
import { aListOfTexts, aNumber, aPolicy, optional, requireProps, theWord } from '../../constructs/require-props';
import { unknownHop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { LATER } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { serversOf } from './about';
import { TIERS } from './capacity';
import { ownedKeys } from './config';
import { forPolicy } from './hop';
import { readSignalr } from './read';
import { connectionRemarks, isNumberOfClients, noConnections } from './remarks';
import { originsOf, skuOf } from './written';

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
 * A resource of that type that another class makes is refused.
 * Source: https://learn.microsoft.com/azure/azure-signalr/signalr-howto-scale-signalr
 */
export class StreamReadySignalr implements IMixin {
  constructor(private readonly props: StreamReadySignalrProps) {
    requireProps(undefined, 'StreamReadySignalr', props, REQUIRED);
  }

  supports(construct: IConstruct): construct is SignalrService {
    return isOfType(construct, SERVICE);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireClass(construct, SERVICE);
    const { connections, accessKeys } = this.props;
    const before = resourceOf(construct);
    const { name, capacity } = skuOf(before);
    const origins = this.originsFor(before);
    const owned = ownedKeys(String(name), connections, origins ?? []);
    if (typeof name === 'string' && typeof capacity === 'number') {
      construct.putSku({ name, capacity: Math.max(capacity, owned.sku.capacity) });
    }
    if (origins !== undefined) construct.putCors(owned.cors);
    if (accessKeys === 'off') construct.localAuthEnabled = owned.localAuthEnabled;
    proveInPlace(construct, () => this.findings(construct));
  }

  private asked(): readonly string[] {
    return literal(this.props.allowedOrigins) ?? [];
  }

  /** Undefined where they are to stay. */
  private originsFor(service: TerraformResource): string[] | undefined {
    const there = originsOf(service);
    if (this.asked().length === 0 || there === undefined) return undefined;
    return [...new Set([...there.flat().filter((origin) => origin !== '*'), ...this.asked()])];
  }

  /** What the rules say of the service as it will be written. */
  private findings(construct: SignalrService): Finding[] {
    const { policy } = this.props;
    const service = resourceOf(construct);
    const found = readSignalr(service, resourcesAround(construct));
    const hop = forPolicy(policy, found, this.remarks(service));
    return findingsOf(policy, construct.node.path, [hop, unknownHop(serversOf(hop.object))]);
  }

  private remarks(service: TerraformResource): Remark[] {
    const keys = this.props.accessKeys === 'off' ? { local_auth_enabled: false } : {};
    const owned = ['sku.capacity', ...(this.asked().length > 0 ? ['cors'] : []), ...Object.keys(keys)];
    return [
      ...this.sizeRemarks(service),
      ...this.originRemarks(service),
      ...overwrittenKeyRemarks(service, keys),
      ...ignoredKeyRemarks(service, owned),
    ];
  }

  private sizeRemarks(service: TerraformResource): Remark[] {
    const { connections } = this.props;
    const { name, capacity } = skuOf(service);
    const tokens = [
      ...literalRemarks({ connections }),
      ...(name === LATER ? [literalNeeded('sku.name')] : []),
      ...(capacity === LATER ? [literalNeeded('sku.capacity')] : []),
    ];
    if (tokens.length > 0) return tokens;
    if (!isNumberOfClients(connections)) return [noConnections(connections)];
    return typeof name === 'string' && typeof capacity === 'number' && TIERS.includes(name)
      ? connectionRemarks(name, capacity, connections)
      : [];
  }

  private originRemarks(service: TerraformResource): Remark[] {
    const { allowedOrigins } = this.props;
    if (allowedOrigins === undefined) return [];
    const there = originsOf(service);
    const tokens = [...literalRemarks({ allowedOrigins }), ...(there === undefined ? [literalNeeded('cors')] : [])];
    const asked = this.asked();
    if (tokens.length > 0 || there === undefined || asked.length === 0) return tokens;
    const [list = [], ...more] = there;
    const isKept = more.length === 0 && !list.includes('*') && asked.every((origin) => list.includes(origin));
    return isKept ? [] : [overwrittenKeyRemark('cors.allowed_origins', more.length === 0 ? list : there, asked)];
  }
}

const SERVICE = {
  type: 'azurerm_signalr_service',
  className: 'SignalrService',
  members: ['putSku', 'putCors', 'localAuthEnabled'],
};

const REQUIRED = {
  policy: aPolicy,
  connections: aNumber,
  allowedOrigins: optional(aListOfTexts),
  accessKeys: optional(theWord('off')),
};
