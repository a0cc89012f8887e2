import type { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import {
  SignalrService,
  type SignalrServiceConfig,
  type SignalrServiceUpstreamEndpoint,
} from '@cdktf/provider-azurerm/lib/signalr-service/index.js';
import type { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { Construct } from 'constructs';
import { literalRemarks } from '../../constructs/cdktf/owned-config';
import { resourceOf } from '../../constructs/cdktf/resource-of';
import { proveBeforeWriting, requireStack } from '../../constructs/cdktf/stack';
import { aWorkloadIdentity, identityFor, type WorkloadIdentity } from '../../constructs/cdktf/workload-identity';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { aListOfTexts, aNumber, aPolicy, aText, requireProps } from '../../constructs/require-props';
import { unknownHop, type Hop, type Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { ROLES, serversOf } from './about';
import { capacityFor } from './capacity';
import { DEFAULT_TIER, ownedKeys } from './config';
import { forPolicy } from './hop';
import { readSignalr } from './read';
import { isNumberOfClients, noConnections, tooManyConnections } from './remarks';

type OwnedKey = 'sku' | 'cors' | 'serviceMode' | 'upstreamEndpoint' | 'localAuthEnabled';

/** The service's other keys are passed through to `SignalrService`. */
export interface StreamSignalrProps extends Omit<SignalrServiceConfig, OwnedKey> {
  readonly policy: StreamPolicy;
  /** How many clients are connected at a time, at most; it gives the units. */
  readonly connections: number;
  /** Default Standard_S1, up to 100000 connections. */
  readonly tier?: 'Standard_S1' | 'Premium_P1' | 'Premium_P2';
  /** Of the pages that connect, such as `https://app.example.com`. */
  readonly allowedOrigins: readonly string[];
  /** The pods' own service account, which needs no key: keys are switched off. */
  readonly access: WorkloadIdentity;
  /** What the service calls instead of servers that connect to it: with it the service is Serverless. Default: none. */
  readonly upstream?: readonly SignalrServiceUpstreamEndpoint[];
}

/**
 * An Azure SignalR Service that the pods of a service account reach without any key. Streams by server-sent events end with their
 * access token, after 1h; where the application sets a longer AccessTokenLifetime, say so in the tag
 * `sse-ready.ignore-max-age-within-total-limit`.
 */
export class StreamSignalr extends Construct implements OnPath {
  readonly hop: Hop;
  readonly hops: readonly Hop[];
  /** Its `hostname` is the endpoint that servers name. */
  readonly service: SignalrService;
  /** Its `clientId` is for the annotation of the service account. */
  readonly identity: UserAssignedIdentity;
  readonly federatedCredential: FederatedIdentityCredential;
  readonly role: RoleAssignment;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamSignalrProps,
  ) {
    requireStack(scope, id);
    requireProps(scope, id, props, REQUIRED);
    super(scope, id);
    const { policy, access, provider } = props;
    this.service = new SignalrService(this, 'Service', config(props));
    const { identity, federatedCredential } = identityFor(access, this, props);
    this.identity = identity;
    this.federatedCredential = federatedCredential;
    this.role = new RoleAssignment(this, 'Role', {
      ...(provider === undefined ? {} : { provider }),
      scope: this.service.id,
      roleDefinitionName: props.upstream === undefined ? ROLES.server : ROLES.negotiator,
      principalId: identity.principalId,
      principalType: 'ServicePrincipal',
    });
    const found = readSignalr(resourceOf(this.service), [resourceOf(this.role)]);
    this.hop = forPolicy(policy, found, connectionRemarks(props));
    this.hops = [this.hop, unknownHop(serversOf(this.hop.object))];
    proveAtSynthesis(this, { policy, isEntry: true });
    proveBeforeWriting(this);
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }
}

const REQUIRED = {
  policy: aPolicy,
  name: aText,
  resourceGroupName: aText,
  location: aText,
  connections: aNumber,
  allowedOrigins: aListOfTexts,
  access: aWorkloadIdentity,
};

function config(props: StreamSignalrProps): SignalrServiceConfig {
  const { policy, connections, tier = DEFAULT_TIER, allowedOrigins, access, upstream, ...passed } = props;
  return {
    ...passed,
    ...ownedKeys(tier, connections, allowedOrigins),
    serviceMode: upstream === undefined ? 'Default' : 'Serverless',
    ...(upstream === undefined ? {} : { upstreamEndpoint: [...upstream] }),
  };
}

function connectionRemarks({ connections, tier = DEFAULT_TIER }: StreamSignalrProps): Remark[] {
  const tokens = literalRemarks({ connections, tier });
  if (tokens.length === 0 && !isNumberOfClients(connections)) return [noConnections(connections)];
  if (tokens.length > 0 || capacityFor(tier, connections) !== undefined) return tokens;
  return [tooManyConnections(tier, connections, 'tier')];
}
