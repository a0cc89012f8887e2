import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { facts } from '../../path/fact';
import { aText, objectWith } from '../require-props';

const identityFacts = facts({
  audience: {
    says: 'A federated credential for a service account takes this audience, and the service account as its subject.',
    fixed: 'api://AzureADTokenExchange',
    source: 'https://learn.microsoft.com/azure/aks/workload-identity-overview',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/**
 * The service account that pods of an AKS cluster run as, which signs in without any secret. The pods need the label
 * `azure.workload.identity/use: "true"`, and the service account the annotation `azure.workload.identity/client-id`.
 */
export interface WorkloadIdentity {
  /** A KubernetesCluster with OIDC issuer and workload identity on will do. */
  readonly cluster: { readonly oidcIssuerUrl: string };
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
}

export const aWorkloadIdentity = objectWith({
  cluster: objectWith({ oidcIssuerUrl: aText }),
  serviceAccount: objectWith({ namespace: aText, name: aText }),
});

interface Place {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly tags?: { readonly [key: string]: string };
  readonly provider?: TerraformProvider;
}

/** An identity that only this service account can take on. */
export function identityFor({ cluster, serviceAccount }: WorkloadIdentity, scope: Construct, place: Place) {
  const { resourceGroupName, tags, provider } = place;
  const provided = provider === undefined ? {} : { provider };
  const identity = new UserAssignedIdentity(scope, 'Identity', {
    ...provided,
    ...(tags === undefined ? {} : { tags }),
    name: `${place.name}-pods`,
    location: place.location,
    resourceGroupName,
  });
  const federatedCredential = new FederatedIdentityCredential(scope, 'FederatedCredential', {
    ...provided,
    name: 'pods',
    resourceGroupName,
    parentId: identity.id,
    issuer: cluster.oidcIssuerUrl,
    audience: [identityFacts.audience.fixed],
    subject: `system:serviceaccount:${serviceAccount.namespace}:${serviceAccount.name}`,
  });
  return { identity, federatedCredential };
}
