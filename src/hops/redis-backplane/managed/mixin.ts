import type { ManagedRedis } from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import { TerraformResource } from 'cdktf';
import type { IConstruct, IMixin } from 'constructs';
import { proveInPlace } from '../../../constructs/cdktf/mixin';
import { literal, literalRemarks } from '../../../constructs/cdktf/owned-config';
import { resourceOf, resourcesAround } from '../../../constructs/cdktf/resource-of';
import { findingsOf } from '../../../constructs/prove';
import { aBoolean, aNumber, aPolicy, optional, requireProps, theWord } from '../../../constructs/require-props';
import { unknownHop, type Remark } from '../../../path/hop';
import { DEFAULT_EVENTS_PER_SECOND, logLength } from '../../../policy/log-length';
import type { StreamPolicy } from '../../../policy/stream-policy';
import type { Finding } from '../../../rules/rule';
import { blocksIn, LATER, textIn, type Block } from '../../../terraform/attributes';
import { readBy } from '../about';
import { redisFacts as facts } from '../facts';
import { RATE_TAG } from '../names';
import { higherRateRemarks, rateRemarks } from '../prop-remarks';
import { databaseConfig } from './config';
import { readManagedRedis } from './read';

export interface StreamReadyManagedRedisProps {
  readonly policy: StreamPolicy;
  /** The most that is published, all pods together: with the policy it gives the length of the log. Default 10. */
  readonly eventsPerSecond?: number;
  /**
   * `off` switches access keys off: servers that sign in with one are refused from then on, and the access policy assignment of
   * those that do not must be there before. Default: keys stay as they are.
   */
  readonly accessKeys?: 'off';
  /**
   * Whether a database under `OSSCluster`, which Azure has by default, is made anew under `EnterpriseCluster`: everything in it is
   * lost, and nobody can use it meanwhile. Default false: the clients of the servers must then speak Redis Cluster. Source:
   * https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/managed_redis.html.markdown
   */
  readonly replaceDatabase?: boolean;
}

/**
 * Makes the default database of an existing ManagedRedis keep the events of a stream. With the eviction off, as a log needs it, a
 * database that is full refuses writes. Nothing that is stored is lost unless `replaceDatabase` says so; a database that takes
 * plain text is told at synthesis, as its clients would be cut.
 */
export class StreamReadyManagedRedis implements IMixin {
  /** How many events the servers must keep in the log. */
  readonly logLength: number | 'unbounded';
  private readonly eventsPerSecond: number;

  constructor(private readonly props: StreamReadyManagedRedisProps) {
    requireProps(undefined, 'StreamReadyManagedRedis', props, REQUIRED);
    this.eventsPerSecond = props.eventsPerSecond ?? DEFAULT_EVENTS_PER_SECOND;
    this.logLength = logLength(props.policy, this.eventsPerSecond);
  }

  supports(construct: IConstruct): construct is ManagedRedis {
    return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'azurerm_managed_redis';
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    const blocks = blocksIn(resourceOf(construct).attributes, 'default_database');
    if (blocks !== LATER) construct.putDefaultDatabase({ ...construct.defaultDatabaseInput, ...this.keysFor(blocks[0]) });
    const { tagsInput: tags = {} } = construct;
    if (literal(tags) !== undefined && !(rateIn(tags) > this.eventsPerSecond)) {
      construct.tags = { ...tags, [RATE_TAG]: String(this.eventsPerSecond) };
    }
    proveInPlace(construct, () => this.findings(construct));
  }

  /** All keys for a database that is not there yet; else those that change nothing for its data and its clients. */
  private keysFor(database: Block | undefined): Partial<ReturnType<typeof databaseConfig>> {
    const owned = databaseConfig(false);
    if (database === undefined) return owned;
    const { evictionPolicy, clusteringPolicy, clientProtocol, accessKeysAuthenticationEnabled } = owned;
    const { accessKeys, replaceDatabase = false } = this.props;
    return {
      evictionPolicy,
      ...(database['client_protocol'] === undefined ? { clientProtocol } : {}),
      ...(replaceDatabase && isCluster(database) ? { clusteringPolicy } : {}),
      ...(accessKeys === 'off' ? { accessKeysAuthenticationEnabled } : {}),
    };
  }

  /** What the rules say of the instance as it will be written. */
  private findings(redis: ManagedRedis): Finding[] {
    const { policy } = this.props;
    const found = readManagedRedis(resourceOf(redis), resourcesAround(redis));
    const hop = { ...found, remarks: [...found.remarks, ...this.remarks(redis)] };
    return findingsOf(policy, redis.node.path, [unknownHop(readBy(hop.object)), hop]);
  }

  private remarks({ tagsInput: tags = {}, defaultDatabaseInput: database }: ManagedRedis): Remark[] {
    return [
      ...rateRemarks(this.eventsPerSecond),
      ...higherRateRemarks(rateIn(tags), this.eventsPerSecond),
      ...literalRemarks({
        tags,
        'defaultDatabase.clientProtocol': database?.clientProtocol,
        ...(this.props.replaceDatabase === true ? { 'defaultDatabase.clusteringPolicy': database?.clusteringPolicy } : {}),
      }),
    ];
  }
}

const REQUIRED = {
  policy: aPolicy,
  eventsPerSecond: optional(aNumber),
  accessKeys: optional(theWord('off')),
  replaceDatabase: optional(aBoolean),
};

const isCluster = (database: Block): boolean =>
  (textIn(database, 'clustering_policy') ?? facts.clustering.default) === facts.clustering.default;

const rateIn = (tags: Readonly<Record<string, string>>): number => Number(tags[RATE_TAG]);
