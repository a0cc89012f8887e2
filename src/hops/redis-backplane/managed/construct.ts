import type { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential/index.js';
import {
  ManagedRedis,
  type ManagedRedisConfig,
  type ManagedRedisDefaultDatabase,
} from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import { ResourceGroupTemplateDeployment } from '@cdktf/provider-azurerm/lib/resource-group-template-deployment/index.js';
import type { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { Construct } from 'constructs';
import { literal, literalNeeded, ownedKeyRemarks } from '../../../constructs/cdktf/owned-config';
import { resourceOf } from '../../../constructs/cdktf/resource-of';
import { proveBeforeWriting, requireStack } from '../../../constructs/cdktf/stack';
import { aWorkloadIdentity, identityFor, type WorkloadIdentity } from '../../../constructs/cdktf/workload-identity';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../../constructs/prove';
import { aPolicy, aText, either, requireProps, theWord } from '../../../constructs/require-props';
import { unknownHop, type Hop } from '../../../path/hop';
import { DEFAULT_EVENTS_PER_SECOND, logLength } from '../../../policy/log-length';
import type { StreamPolicy } from '../../../policy/stream-policy';
import type { Finding } from '../../../rules/rule';
import { readBy } from '../about';
import { RATE_TAG } from '../names';
import { rateRemarks } from '../prop-remarks';
import { assignmentTemplate, databaseConfig } from './config';
import { readManagedRedis } from './read';

/** Passed through to the default database. */
export type ManagedRedisDatabase = Omit<Partial<ManagedRedisDefaultDatabase>, keyof ReturnType<typeof databaseConfig>>;

/** The instance's other keys are passed through to `ManagedRedis`. Changing `skuName` replaces the instance, and the log with it. */
export interface StreamManagedRedisProps extends Omit<ManagedRedisConfig, 'defaultDatabase'> {
  readonly policy: StreamPolicy;
  /**
   * Who may read and write the log. The pods' own service account, without any secret; their client must then renew a token,
   * which the reference server's does not. Or `keys`, which Terraform keeps in its state.
   */
  readonly access: WorkloadIdentity | 'keys';
  /** The most that is published, all pods together: with the policy it gives the length of the log. Default 10. */
  readonly eventsPerSecond?: number;
  /** Default: nothing but what the log needs. */
  readonly database?: ManagedRedisDatabase;
}

/** An Azure Managed Redis that keeps the events of a stream, so that any pod can resume it. */
export class StreamManagedRedis extends Construct implements OnPath {
  readonly hop: Hop;
  readonly hops: readonly Hop[];
  /** Servers reach it at its `hostname`, port 10000, by TLS: `rediss://`. */
  readonly redis: ManagedRedis;
  /** How many events the servers must keep in the log. */
  readonly logLength: number | 'unbounded';
  /** Its `clientId` is for the service account's annotation, its `principalId` is the user name. Undefined where access is by keys. */
  readonly identity: UserAssignedIdentity | undefined;
  readonly federatedCredential: FederatedIdentityCredential | undefined;
  readonly assignment: ResourceGroupTemplateDeployment | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamManagedRedisProps,
  ) {
    requireStack(scope, id);
    requireProps(scope, id, props, REQUIRED);
    super(scope, id);
    const { policy, access, database = {}, tags, eventsPerSecond = DEFAULT_EVENTS_PER_SECOND } = props;
    const owned = databaseConfig(access === 'keys');
    this.logLength = logLength(policy, eventsPerSecond);
    this.redis = new ManagedRedis(this, 'Redis', {
      publicNetworkAccess: 'Enabled',
      ...passedThrough(props),
      tags: { ...tags, [RATE_TAG]: String(eventsPerSecond) },
      defaultDatabase: { ...database, ...owned },
    });
    const made = access === 'keys' ? undefined : identityFor(access, this, props);
    this.identity = made?.identity;
    this.federatedCredential = made?.federatedCredential;
    this.assignment = made === undefined ? undefined : this.letIn(made.identity);
    const found = readManagedRedis(resourceOf(this.redis), this.assignment === undefined ? [] : [resourceOf(this.assignment)]);
    const wrongRate = literal(eventsPerSecond) === undefined ? [literalNeeded('eventsPerSecond')] : rateRemarks(eventsPerSecond);
    this.hop = { ...found, remarks: [...found.remarks, ...wrongRate, ...ownedKeyRemarks(owned, database)] };
    this.hops = [unknownHop(readBy(this.hop.object)), this.hop];
    proveAtSynthesis(this, { policy });
    proveBeforeWriting(this);
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }

  private letIn({ principalId }: UserAssignedIdentity): ResourceGroupTemplateDeployment {
    const { resourceGroupName, provider } = this.props;
    return new ResourceGroupTemplateDeployment(this, 'Assignment', {
      ...(provider === undefined ? {} : { provider }),
      name: `${this.props.name}-access`,
      resourceGroupName,
      deploymentMode: 'Incremental',
      templateContent: assignmentTemplate(this.redis.name, principalId),
    });
  }
}

const REQUIRED = {
  policy: aPolicy,
  name: aText,
  resourceGroupName: aText,
  location: aText,
  skuName: aText,
  access: either(aWorkloadIdentity, theWord('keys')),
};

function passedThrough(props: StreamManagedRedisProps): ManagedRedisConfig {
  const { policy, access, eventsPerSecond, database, ...passed } = props;
  return passed;
}
