import { redisFacts as facts } from '../facts';

/** The keys of the database that make it a log which any client can read. */
export function databaseConfig(byKeys: boolean) {
  return {
    evictionPolicy: 'NoEviction',
    clusteringPolicy: 'EnterpriseCluster',
    clientProtocol: 'Encrypted',
    accessKeysAuthenticationEnabled: byKeys,
  };
}

/** What lets an identity in, as an ARM template: azurerm has no resource for it before 4.60. */
export function assignmentTemplate(redis: string, principalId: string): string {
  return JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments',
        apiVersion: '2025-04-01',
        name: `${redis}/default/streams`,
        properties: { accessPolicyName: facts.assignment.fixed, user: { objectId: principalId } },
      },
    ],
  });
}
