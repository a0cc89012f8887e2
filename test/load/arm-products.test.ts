import { readFileSync } from 'node:fs';
import { lint } from '../../src/lint/lint';
import { fixture, loaded, ofType } from './support';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** As `bicep build` writes it, one property a line. */
const template = (...resources: readonly object[]): string =>
  JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', parameters: { name: { type: 'string' } }, resources }, null, 1);

const NAME = "[parameters('name')]";
const manifests = { name: 'agc.yaml', text: readFileSync('test/hops/aks/fixtures/agc.yaml', 'utf8') };

/** What is found of a hop, without what is said of it whatever its settings: rule, level, and what stands at its place. */
async function found(hop: string, text: string): Promise<string[]> {
  const { findings, problems } = await lint([{ name: 'main.json', text }, ...(hop === 'aks' ? [manifests] : [])]);
  expect(problems).toEqual([]);
  return findings
    .filter((finding) => finding.hop === hop && finding.key !== undefined && !finding.key.startsWith('tags'))
    .map(({ rule, level, suppressed, location: { line, column } }) => {
      const [place = ''] = text.split('\n').slice(line - 1, line);
      return `${suppressed === undefined ? level : 'suppressed'} ${rule}: ${place.slice(column - 1).replace(/,$/, '')}`;
    });
}

describe('an AKS cluster', () => {
  const cluster = (properties: object) =>
    template({ type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2025-07-01', name: NAME, properties });

  const sound = {
    oidcIssuerProfile: { enabled: true },
    securityProfile: { workloadIdentity: { enabled: true } },
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'loadBalancer' },
  };

  it('is read as the command line prints it, with the suppressions of its tags', async () => {
    expect(await found('aks', fixture('aks-show.json'))).toEqual([
      'suppressed hop-retired: "enabled": true, "identity": null } }',
      'suppressed hop-retired: "defaultIngressControllerType": "AnnotationControlled" }',
      'note setting-ignored-by-target: "idleTimeoutInMinutes": 121',
      'error value-rejected-by-target: "idleTimeoutInMinutes": 121',
      'error value-rejected-by-target: "networkPlugin": "kubenet"',
      'warning value-rejected-by-target: "enabled": false',
    ]);
  });

  it('is read from a template, in its words', async () => {
    const text = cluster({
      ...sound,
      ingressProfile: { webAppRouting: { enabled: true } },
      networkProfile: { ...sound.networkProfile, networkPlugin: 'kubenet', loadBalancerProfile: { idleTimeoutInMinutes: 120 } },
    });
    expect(await found('aks', text)).toEqual([
      'error value-rejected-by-target: "networkPlugin": "kubenet"',
      'note setting-ignored-by-target: "idleTimeoutInMinutes": 120',
      'note hop-retired: "webAppRouting": {',
    ]);
    const { findings } = await lint([{ name: 'main.json', text }, manifests]);
    expect(findings.map(({ fix }) => fix)).toContainEqual(
      expect.stringMatching(/^set networkProfile\.networkPlugin to "azure" and networkProfile\.networkPluginMode to "overlay"/),
    );
  });

  it.each<[string, object]>([
    ['is right', sound],
    [
      'says the default',
      { ...sound, networkProfile: { ...sound.networkProfile, loadBalancerProfile: { idleTimeoutInMinutes: 30 } } },
    ],
    ['says nothing, which has other defaults by version and kind of cluster', {}],
    ['has its add-ons off', { ...sound, ingressProfile: { webAppRouting: { enabled: false } } }],
    [
      'is made of expressions',
      {
        oidcIssuerProfile: "[parameters('issuer')]",
        securityProfile: { workloadIdentity: { enabled: "[parameters('identity')]" } },
        addonProfiles: "[parameters('addons')]",
        ingressProfile: { webAppRouting: { enabled: "[parameters('routing')]" } },
        networkProfile: { networkPlugin: "[parameters('plugin')]", outboundType: "[parameters('outbound')]" },
      },
    ],
  ])('has no finding where it %s', async (_, properties) => {
    expect(await found('aks', cluster(properties))).toEqual([]);
  });

  it('goes out by the NAT gateway or the firewall of the template', async () => {
    const by = async (outboundType: string, type: string, properties: object) => {
      const { resources } = JSON.parse(cluster({ ...sound, networkProfile: { ...sound.networkProfile, outboundType } })) as {
        resources: object[];
      };
      const text = template(...resources, { type, name: 'out', properties });
      const { findings } = await lint([{ name: 'main.json', text }, manifests]);
      return findings.filter(({ hop }) => hop === 'aks').map(({ message }) => /go out by ([^:]*):/.exec(message)?.[1]);
    };
    expect(await by('userAssignedNATGateway', 'Microsoft.Network/natGateways', { idleTimeoutInMinutes: 10 })).toEqual([
      'a NAT gateway, natGateways idleTimeoutInMinutes',
    ]);
    expect(await by('userAssignedNATGateway', 'Microsoft.Network/natGateways', {})).toEqual([]);
    expect(await by('userDefinedRouting', 'Microsoft.Network/azureFirewalls', {})).toEqual(['Azure Firewall']);
  });
});

describe('a SignalR Service', () => {
  const service = (properties: object, ...more: readonly object[]) =>
    template(
      { type: 'Microsoft.SignalRService/signalR', name: NAME, sku: { name: 'Standard_S1', capacity: 11 }, properties },
      ...more,
    );

  const role = (scope: string) => ({
    type: 'Microsoft.Authorization/roleAssignments',
    scope,
    name: "[guid('app-server')]",
    properties: { roleDefinitionId: "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'guid-of-the-role')]" },
  });

  const CAPACITY = 'error value-rejected-by-target: "capacity": 11';

  it('is read as the command line prints it', async () => {
    expect(await found('signalr', fixture('signalr-show.json'))).toEqual([
      'note least-privilege: "allowedOrigins": ["*"]',
      'note least-privilege: "disableLocalAuth": false',
      'warning hop-retired: "value": "Classic" }',
      'warning connection-limit-on-stream: "name": "Free_F1"',
    ]);
  });

  it('is read from a template, with defaults of the API', async () => {
    const text = service({ cors: {}, upstream: { templates: [{ urlTemplate: 'https://prices.example.com/api' }] } });
    expect(await found('signalr', text)).toEqual([
      'note least-privilege: {',
      CAPACITY,
      'error setting-ignored-by-target: "templates": [',
    ]);
  });

  it.each([
    ["[resourceId('Microsoft.SignalRService/signalR', parameters('name'))]", []],
    ["[format('Microsoft.SignalRService/signalR/{0}', parameters('name'))]", []],
    [
      "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]",
      ['unknown least-privilege: "disableLocalAuth": true'],
    ],
  ])('lets in by a role at %s', async (scope, expected) => {
    expect(await found('signalr', service({ disableLocalAuth: true }, role(scope)))).toEqual([CAPACITY, ...expected].toSorted());
  });

  it('is not known where an expression makes it', async () => {
    const text = service({
      cors: { allowedOrigins: "[parameters('origins')]" },
      disableLocalAuth: "[parameters('noKeys')]",
      features: ["[parameters('mode')]"],
      upstream: { templates: [{ urlTemplate: 'https://prices.example.com/api' }] },
    });
    expect(await found('signalr', text)).toEqual([CAPACITY]);
  });
});

describe('an Azure Managed Redis', () => {
  const redis = (database?: object, more: object = {}) => [
    { type: 'Microsoft.Cache/redisEnterprise', name: 'sse-log', sku: { name: 'Balanced_B1' }, properties: {}, ...more },
    ...(database === undefined
      ? []
      : [
          {
            type: 'Microsoft.Cache/redisEnterprise/databases',
            name: "[format('{0}/{1}', 'sse-log', 'default')]",
            properties: database,
          },
        ]),
  ];

  const sound = { accessKeysAuthentication: 'Disabled', evictionPolicy: 'NoEviction', clusteringPolicy: 'EnterpriseCluster' };

  const assignment = (accessPolicyName: string) => ({
    type: 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments',
    name: "[format('{0}/{1}/{2}', 'sse-log', 'default', 'pods')]",
    properties: { accessPolicyName, user: { objectId: "[parameters('pods')]" } },
  });

  it('is read as the command line prints it', async () => {
    expect(await found('redis-backplane', fixture('redis-show.json'))).toEqual([
      'note event-log-kept: "accessKeysAuthentication": "Enabled"',
      'error secure-transport: "clientProtocol": "Plaintext"',
      'unknown event-log-kept: "clusteringPolicy": "OSSCluster"',
      'error event-log-kept: "evictionPolicy": "AllKeysLRU"',
      'note event-log-kept: "publicNetworkAccess": "Enabled"',
    ]);
  });

  it('is one with its database in another file, by id', async () => {
    const { databases, ...instance } = JSON.parse(fixture('redis-show.json')) as { databases: readonly object[] };
    const files = [instance, ...databases].map((shown, at) => ({ name: `${at}.json`, text: JSON.stringify(shown) }));
    const { findings } = await lint(files);
    expect(findings.find(({ key }) => key === 'databases evictionPolicy')?.location.file).toBe('1.json');
  });

  it('lacks a database where none is printed', async () => {
    const shown = JSON.parse(fixture('redis-show.json')) as object;
    const text = JSON.stringify({ ...shown, databases: [], publicNetworkAccess: 'Disabled' }, null, 1);
    expect(await found('redis-backplane', text)).toContainEqual('error value-rejected-by-target: "databases": []');
  });

  it('has its database and who is let in from resources of their own', async () => {
    const { accessKeysAuthentication } = sound;
    expect(await found('redis-backplane', template(...redis({ accessKeysAuthentication }), assignment('Owner')))).toEqual([
      'warning event-log-kept: {',
      'unknown event-log-kept: {',
      'error value-rejected-by-target: "accessPolicyName": "Owner"',
    ]);
    expect(await found('redis-backplane', template(...redis(sound), assignment('default')))).toEqual([]);
    expect(await found('redis-backplane', template(...redis(sound)))).toEqual([
      'unknown event-log-kept: "accessKeysAuthentication": "Disabled"',
    ]);
  });

  it.each<[string, readonly object[]]>([
    [
      'an expression',
      redis({ ...sound, accessKeysAuthentication: "[parameters('keys')]", evictionPolicy: "[parameters('policy')]" }),
    ],
    ['in no database of the template', redis()],
  ])('does not know what is %s', async (_, resources) => {
    const { findings } = await lint([{ name: 'main.json', text: template(...resources) }]);
    const kept = findings.filter(({ rule }) => rule === 'event-log-kept');
    expect(kept.map(({ level, message }) => [level, /cannot be known/.test(message)])).toEqual([['unknown', true]]);
  });

  it('is another product by other names of its size', async () => {
    const { resources } = await loaded('main.json', template(...redis(undefined, { sku: { name: 'Enterprise_E10' } })));
    expect(resources).toEqual([]);
    expect(ofType((await loaded('main.json', template(...redis()))).resources, 'azurerm_managed_redis').kind).toBe(
      'redisEnterprise',
    );
  });
});
