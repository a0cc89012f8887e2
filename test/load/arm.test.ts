import fc from 'fast-check';
import { parseExpression, textOf } from '../../src/load/arm/expression';
import { gatewayIn, judged, lineOf, fixture, loaded, loadedFixture, shown } from './support';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

const template = (resources: unknown, more: object = {}): string =>
  JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', ...more, resources });

const gateway = (properties: object, more: object = {}) => ({
  type: 'Microsoft.Network/applicationGateways',
  name: 'gw',
  properties,
  ...more,
});

const attributesOf = async (properties: object, more: object = {}): Promise<Readonly<Record<string, unknown>>> =>
  gatewayIn(await loaded('main.json', template([gateway(properties)], more))).attributes;

it('reads what the command line prints, in its words', async () => {
  const all = await loadedFixture('show.json');
  const { hop, findings } = judged(all);
  expect(hop.object).toBe('Application Gateway shop');
  const errors = findings.filter(({ level }) => level === 'error');
  expect(errors.map(({ fix }) => fix)).toEqual([
    'set backendHttpSettingsCollection[api].requestTimeout to 30 or more',
    expect.stringContaining('globalConfiguration.enableResponseBuffering') as string,
  ]);
  const line = (key: string) => lineOf(gatewayIn(all), key, fixture('show.json'));
  expect(line('backendHttpSettingsCollection[api].requestTimeout')).toBe('16: "requestTimeout": 10');
  expect(line('globalConfiguration.enableResponseBuffering')).toBe('29: "globalConfiguration": null,');
});

it('joins two printed resources by id, and reads lists of them', async () => {
  const address = {
    id: '/subscriptions/0/resourceGroups/SHOP/providers/Microsoft.Network/publicIPAddresses/shop-ip',
    name: 'shop-ip',
    type: 'Microsoft.Network/publicIPAddresses',
    idleTimeoutInMinutes: 6,
  };
  const all = await loaded('all.json', `[${fixture('show.json')}, ${JSON.stringify(address)}]`);
  const idle = judged(all).hop.settings.find(({ key }) => key === 'publicIPAddresses idleTimeoutInMinutes');
  expect(idle && shown(idle)).toBe('6m');
  expect(all.resources.map(({ kind }) => kind)).toEqual(['applicationGateways', 'publicIPAddresses']);
});

it('knows variables, and of parameters that they may be anything', async () => {
  const variables = {
    plain: 20,
    deep: { timeout: 25 },
    again: "[variables('plain')]",
    circle: "[variables('circle')]",
    sizes: [1, "[variables('plain')]"],
  };
  const setting = (requestTimeout: unknown) => ({ name: 's', properties: { requestTimeout, cookieBasedAffinity: 'Disabled' } });
  const timeout = async (text: string) => {
    const attributes = await attributesOf(
      { backendHttpSettingsCollection: [setting(text)] },
      { variables, parameters: { p: { type: 'int', defaultValue: 30 } } },
    );
    return (attributes['backend_http_settings'] as { request_timeout: unknown }[])[0]?.request_timeout;
  };
  expect(await timeout("[variables('plain')]")).toBe(20);
  expect(await timeout("[ VARIABLES( 'Plain' ) ]")).toBe(20);
  expect(await timeout("[variables('deep').timeout]")).toBe(25);
  expect(await timeout("[variables('again')]")).toBe(20);
  expect(await timeout("[variables('circle')]")).toBe("${variables('circle')}");
  expect(await timeout("[parameters('p')]")).toBe("${parameters('p')}");
  expect(await timeout("[if(equals(1, 2), 3, variables('plain'))]")).toBe("${if(equals(1, 2), 3, variables('plain'))}");
  expect(await timeout('[[literal]')).toBe('[literal]');
  expect(await timeout('[no expression')).toBe('[no expression');
  expect(await timeout('[a ? b]')).toBe('${a ? b}');
});

it.each([
  ["[resourceId('Microsoft.Network/applicationGateways/probes', parameters('gw'), 'p')]", 'p'],
  ["[resourceId('Microsoft.Network/applicationGateways/probes', 'gw', variables('probe'))]", 'q'],
  ["[concat(resourceId('Microsoft.Network/applicationGateways', 'gw'), '/probes/p')]", 'p'],
  ['/subscriptions/0/providers/Microsoft.Network/applicationGateways/gw/probes/p', 'p'],
  ["[parameters('probeId')]", "${parameters('probeId')}"],
])('names the part that %s refers to', async (id, name) => {
  const settings = [{ name: 's', properties: { requestTimeout: 1, probe: { id } } }];
  const { backend_http_settings: read } = await attributesOf(
    { backendHttpSettingsCollection: settings },
    { variables: { probe: 'q' } },
  );
  expect(read).toEqual([{ name: 's', request_timeout: 1, cookie_based_affinity: '${not set}', probe_name: name }]);
});

it('does not know how many a loop or an expression makes', async () => {
  const copied = await attributesOf({ copy: [{ name: 'backendHttpSettingsCollection', count: 2, input: {} }] });
  expect(copied['backend_http_settings']).toBe('${copy}');
  const mixed = await attributesOf({ backendHttpSettingsCollection: [{ name: 'a' }, "[parameters('more')]"] });
  expect(mixed['backend_http_settings']).toBe("${parameters('more')}");
  const counted = await loaded('main.json', template([gateway({}, { condition: "[parameters('on')]" })]));
  expect(judged(counted).findings.map(({ rule }) => rule)).toContain('literal-needed');
});

it('takes no default of the provider for one of Azure', async () => {
  const { hop } = judged(
    await loaded(
      'main.json',
      template([
        gateway({
          backendHttpSettingsCollection: [{ name: 's', properties: {} }],
          globalConfiguration: { enableResponseBuffering: false },
          probes: [{ name: 'p', properties: { path: '/' } }],
        }),
      ]),
    ),
  );
  const unknown = hop.settings.filter(({ origin }) => origin === 'unknown').map(({ aspect }) => aspect);
  expect(unknown).toEqual(expect.arrayContaining(['idle-limit', 'affinity']));
  expect(hop.remarks.filter(({ rule, found }) => rule === 'value-rejected-by-target' && !/capacity/.test(found))).toEqual([]);
  expect(hop.settings).toContainEqual(expect.objectContaining({ aspect: 'response-buffering', origin: 'set', value: 'off' }));
});

it('leaves a gateway to the ingress controller whose tag it has', async () => {
  const tagged = template([gateway({}, { tags: { 'managed-by-k8s-ingress': 'true' } })]);
  expect(gatewayIn(await loaded('main.json', tagged)).attributes['lifecycle']).toEqual([{ ignore_changes: 'all' }]);
});

it('reads Bicep’s symbolic names, resources inside of others, and templates inside of templates', async () => {
  const symbolic = template({
    gw: gateway({}),
    there: gateway({}, { existing: true, name: 'not-made-here' }),
    inner: {
      type: 'Microsoft.Resources/deployments',
      name: 'inner',
      properties: {
        expressionEvaluationOptions: { scope: 'inner' },
        template: {
          variables: { n: 'deep' },
          resources: [gateway({}, { name: "[variables('n')]" })],
        },
      },
    },
    agc: {
      type: 'Microsoft.ServiceNetworking/trafficControllers',
      name: 'agc',
      resources: [{ type: 'frontends', name: 'front' }],
    },
    association: {
      type: 'Microsoft.ServiceNetworking/trafficControllers/associations',
      name: "[format('{0}/{1}', 'agc', 'association')]",
      properties: { subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'agc')]" } },
    },
  });
  const { resources } = await loaded('main.json', symbolic);
  expect(resources.map(({ type, name }) => `${type} ${name}`)).toEqual([
    'azurerm_application_gateway gw',
    'azurerm_application_gateway deep',
    'azurerm_application_load_balancer agc',
    'azurerm_application_load_balancer_frontend front',
    'azurerm_application_load_balancer_subnet_association association',
  ]);
  expect(resources.at(-1)?.attributes).toEqual({
    name: 'association',
    application_load_balancer_id: '${azurerm_application_load_balancer.agc.id}',
    subnet_id: '${azurerm_subnet.agc.id}',
  });
});

it('names Bicep with the command that builds it', async () => {
  expect((await loaded('infra/main.bicep', 'resource x')).skipped).toEqual([
    { file: 'infra/main.bicep', reason: expect.stringContaining('az bicep build --file infra/main.bicep') as string },
  ]);
});

describe('expressions', () => {
  const expression = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small' },
      fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
      fc
        .tuple(
          fc.constantFrom('concat', 'a.b', 'if'),
          fc.array(tie('expression'), { maxLength: 3 }),
          fc.constantFrom('', '.id', "['x'].y[0]"),
        )
        .map(([name, args, then]) => `${name}(${args.join(', ')})${then}`),
    ),
  })).expression;

  it('are read and written back', () => {
    fc.assert(
      fc.property(expression, (text) => {
        const read = parseExpression(`[${text}]`);
        expect(read && textOf(read)).toBe(text);
      }),
    );
  });

  it('of any text come to an end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('[', ']', '(', ')', ',', "'", 'a', '.', ' ', '1')),
        (parts) => void parseExpression(`[${parts.join('')}]`),
      ),
    );
    expect(parseExpression(`[${'a('.repeat(10_000)}]`)).toBeUndefined();
  });

  it('that each hold the next one twice do not fill the memory', async () => {
    const variables = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`v${at}`, [`[variables('v${at + 1}')]`, `[variables('v${at + 1}')]`]]),
    );
    const attributes = await attributesOf({}, { variables });
    expect(attributes['name']).toBe('gw');
    const text = template([gateway({}, { zones: "[variables('v0')]" })], { variables });
    expect(JSON.stringify(gatewayIn(await loaded('main.json', text)).attributes).length).toBeLessThan(40_000_000);
  });
});

const OTHERS = [
  'Microsoft.Network/publicIPAddresses',
  'Microsoft.ContainerService/managedClusters',
  'Microsoft.SignalRService/signalR',
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Cache/redisEnterprise',
  'Microsoft.Cache/redisEnterprise/databases',
];

it('survives any shape', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.object({
        key: fc.constantFrom(
          'type',
          'name',
          'properties',
          'resources',
          'sku',
          'probes',
          'id',
          'copy',
          'tags',
          'features',
          'networkProfile',
        ),
      }),
      async (shape) => {
        const { resources, problems } = await loaded(
          'main.json',
          template([gateway(shape), shape, ...OTHERS.map((type) => ({ ...shape, type, name: 'other' }))]),
        );
        expect(problems).toEqual([]);
        expect(resources.length).toBeGreaterThanOrEqual(1 + OTHERS.length);
      },
    ),
  );
});
