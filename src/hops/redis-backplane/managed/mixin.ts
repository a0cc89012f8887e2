import type { ManagedRedis } from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import type { IConstruct, IMixin } from 'constructs';
import { ignoredKeyRemarks } from '../../../terraform/ignored-keys';
import { proveInPlace } from '../../../constructs/cdktf/mixin';
import { overwrittenKeyRemarks } from '../../../constructs/cdktf/overwritten-keys';
import { literal, literalNeeded, literalRemarks } from '../../../constructs/cdktf/owned-config';
import { isOfType, requireClass } from '../../../constructs/cdktf/provider-class';
import { resourceOf, resourcesAround } from '../../../constructs/cdktf/resource-of';
import { overwrittenKeyRemark } from '../../../constructs/owned-key-remark';
import { findingsOf } from '../../../constructs/prove';
import { aBoolean, aNumber, aPolicy, optional, requireProps, theWord } from '../../../constructs/require-props';
import { unknownHop, type Remark } from '../../../path/hop';
import { DEFAULT_EVENTS_PER_SECOND, logLength } from '../../../policy/log-length';
import type { StreamPolicy } from '../../../policy/stream-policy';
import type { Finding } from '../../../rules/rule';
import { blocksIn, isExpression, LATER, textIn, type Block } from '../../../terraform/attributes';
import type { TerraformResource } from '../../../terraform/resource';
import { about, readBy } from '../about';
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
 * plain text is told at synthesis, as its clients would be cut. A resource of that type that another class makes is refused.
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
    return isOfType(construct, REDIS);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    requireClass(construct, REDIS);
    const { attributes } = resourceOf(construct);
    const blocks = blocksIn(attributes, 'default_database');
    const keys = blocks === LATER ? {} : this.keysFor(blocks[0]);
    if (blocks !== LATER) construct.putDefaultDatabase({ ...construct.defaultDatabaseInput, ...keys });
    const tags = construct.tagsInput ?? {};
    const rate = rateIn(attributes);
    if (literal(tags) !== undefined && rate !== LATER && !(rate > this.eventsPerSecond)) {
      construct.tags = { ...tags, [RATE_TAG]: String(this.eventsPerSecond) };
    }
    proveInPlace(construct, () => this.findings(construct, inDatabase(keys)));
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
  private findings(construct: ManagedRedis, wrote: Readonly<Record<string, unknown>>): Finding[] {
    const { policy } = this.props;
    const redis = resourceOf(construct);
    const found = readManagedRedis(redis, resourcesAround(construct));
    const more = [
      ...this.rateRemarks(redis),
      ...this.tokenRemarks(redis),
      ...overwrittenKeyRemarks(redis, wrote),
      ...ignoredKeyRemarks(redis, [...Object.keys(wrote), RATE_KEY]),
    ];
    const hop = { ...found, remarks: [...found.remarks, ...more] };
    return findingsOf(policy, construct.node.path, [unknownHop(readBy(hop.object)), hop]);
  }

  private rateRemarks({ attributes }: TerraformResource): Remark[] {
    const { eventsPerSecond } = this;
    const wrong = literal(eventsPerSecond) === undefined ? [literalNeeded('eventsPerSecond')] : rateRemarks(eventsPerSecond);
    if (wrong.length > 0) return wrong;
    const rate = rateIn(attributes);
    if (rate === LATER) return [literalNeeded(isExpression(attributes['tags']) ? 'tags' : RATE_KEY)];
    if (rate > eventsPerSecond) return higherRateRemarks(rate, eventsPerSecond);
    return rate === eventsPerSecond ? [] : [overwrittenKeyRemark(RATE_KEY, tagIn(attributes), String(eventsPerSecond))];
  }

  private tokenRemarks({ attributes }: TerraformResource): Remark[] {
    const blocks = blocksIn(attributes, 'default_database');
    if (blocks === LATER) return [literalNeeded('default_database')];
    const [{ client_protocol, clustering_policy } = {} as Block] = blocks;
    const { replaceDatabase = false } = this.props;
    return literalRemarks({
      'default_database.client_protocol': client_protocol,
      ...(replaceDatabase ? { 'default_database.clustering_policy': clustering_policy } : {}),
    });
  }
}

const REDIS = {
  type: 'azurerm_managed_redis',
  className: 'ManagedRedis',
  members: ['putDefaultDatabase', 'tags'],
};

const REQUIRED = {
  policy: aPolicy,
  eventsPerSecond: optional(aNumber),
  accessKeys: optional(theWord('off')),
  replaceDatabase: optional(aBoolean),
};

const RATE_KEY = about.managed.rate.key;

/** Keys of the database as the provider names them. */
const inDatabase = (keys: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(keys).map(([name, value]: [string, unknown]) => [
      `default_database.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      value,
    ]),
  );

const isCluster = (database: Block): boolean =>
  (textIn(database, 'clustering_policy') ?? facts.clustering.default) === facts.clustering.default;

const tagIn = ({ tags }: Block): unknown => ((tags ?? {}) as Block)[RATE_TAG];

/** NaN where there is none; LATER where only the deployment knows it. */
const rateIn = (attributes: Block): number | typeof LATER =>
  isExpression(attributes['tags']) || isExpression(tagIn(attributes)) ? LATER : Number(tagIn(attributes));
