import { gatewayIn, judged, loaded, loadedFixture, ofType, shown } from './support';

const plan = (resources: object[], more: object = {}): string =>
  JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources } }, ...more });

const resource = (address: string, values: object, more: object = {}) => {
  const type = /(?:^|\.)(azurerm_\w+)\./.exec(address)?.[1];
  return { address, mode: 'managed', type, values, ...more };
};

it('prints no sensitive value', async () => {
  const all = await loadedFixture('plan.json');
  const printed = JSON.stringify([all, judged(all)]);
  expect(printed).not.toMatch(/hunter2|c2VjcmV0/);
  const [certificate] = gatewayIn(all).attributes['ssl_certificate'] as Record<string, unknown>[];
  expect(certificate).toEqual({ name: 'shop', data: '${sensitive}', password: '${sensitive}' });
});

it('leaves out what is not set, and keeps unknown what is known after the apply', async () => {
  const address = 'azurerm_application_gateway.gw';
  const text = plan([resource(address, { host: null, sku: [{ name: '', tier: 'Standard_v2' }], probe: [{ path: '/a' }] })], {
    resource_changes: [{ address, change: { after_unknown: { id: true, sku: true, probe: [{ host: true }] } } }],
  });
  expect(gatewayIn(await loaded('plan.json', text)).attributes).toEqual({
    sku: '${known after apply}',
    probe: [{ path: '/a', host: '${known after apply}' }],
    id: '${known after apply}',
  });
});

it('names modules and instances as Terraform does, and leaves out data', async () => {
  const text = plan([], {
    planned_values: {
      root_module: {
        resources: [resource('azurerm_public_ip.a[0]', {}), resource('data.azurerm_public_ip.b', {}, { mode: 'data' })],
        child_modules: [
          {
            resources: [resource('module.edge["x.y"].azurerm_public_ip.c', {})],
            child_modules: [{ resources: [resource('module.edge["x.y"].module.deep[1].azurerm_public_ip.d["k"]', {})] }],
          },
        ],
      },
    },
  });
  const { resources } = await loaded('plan.json', text);
  expect(resources.map(({ name }) => name)).toEqual(['a[0]', 'module.edge["x.y"].c', 'module.edge["x.y"].module.deep[1].d["k"]']);
});

it('joins resources by what the configuration refers to, and in a state by their ids', async () => {
  const frontend = { frontend_ip_configuration: [{ name: 'public' }] };
  const planned = plan(
    ['a', 'b'].flatMap((module) => [
      resource(`module.${module}.azurerm_application_gateway.gw[0]`, { name: module, ...frontend }),
      resource(`module.${module}.azurerm_public_ip.ip`, { idle_timeout_in_minutes: module === 'a' ? 5 : 6 }),
    ]),
    {
      resource_changes: ['a', 'b'].map((module) => ({
        address: `module.${module}.azurerm_application_gateway.gw[0]`,
        change: { after_unknown: { frontend_ip_configuration: [{ public_ip_address_id: true }] } },
      })),
      configuration: {
        root_module: {
          module_calls: Object.fromEntries(
            ['a', 'b'].map((module) => [
              module,
              {
                module: {
                  resources: [
                    {
                      address: 'azurerm_application_gateway.gw',
                      expressions: {
                        frontend_ip_configuration: [{ public_ip_address_id: { references: ['azurerm_public_ip.ip.id'] } }],
                      },
                    },
                  ],
                },
              },
            ]),
          ),
        },
      },
    },
  );
  const { resources } = await loaded('plan.json', planned);
  const idOf = (name: string) => resources.find((one) => one.name === name)?.attributes['frontend_ip_configuration'];
  expect(idOf('module.b.gw[0]')).toEqual([{ name: 'public', public_ip_address_id: '${azurerm_public_ip.module.b.ip.id}' }]);

  const state = JSON.stringify({
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          resource('azurerm_public_ip.other', { id: '/subscriptions/1/ip/other', idle_timeout_in_minutes: 30 }),
          resource('azurerm_public_ip.ip', { id: '/subscriptions/1/ip/mine', idle_timeout_in_minutes: 7 }),
          resource('azurerm_application_gateway.gw', {
            name: 'gw',
            frontend_ip_configuration: [{ name: 'public', public_ip_address_id: '/Subscriptions/1/ip/MINE' }],
            http_listener: [{ name: 'l', frontend_ip_configuration_name: 'public' }],
          }),
        ],
      },
    },
  });
  const { hop } = judged(await loaded('state.json', state));
  expect(hop.settings.filter(({ aspect }) => aspect === 'idle-limit').map(shown)).toContain('7m');
});

it('names the command for a state as it is stored, and leaves other JSON to others', async () => {
  const stored = await loaded('terraform.tfstate.json', '{"version": 4, "terraform_version": "1.11.4", "resources": []}');
  expect(stored.skipped[0]?.reason).toContain('terraform show -json');
  for (const text of [
    '{"name": "x"}',
    '{"kind": "List", "items": []}',
    '{"resource": {"requests": {}}}',
    '// no JSON',
    '{"resource": {',
  ]) {
    const { rest, problems } = await loaded('package.json', text);
    expect([rest.length, problems]).toEqual([1, []]);
  }
  expect(await loaded('plan.json', '{"planned_values": {')).toMatchObject({ problems: [{ file: 'plan.json', line: 1 }] });
});

it('survives any shape', async () => {
  for (const root of ['null', '[]', '{"resources": 1}', '{"resources": [null, 1, {"mode": "managed"}], "child_modules": {}}']) {
    const { resources } = await loaded('plan.json', `{"planned_values": {"root_module": ${root}}, "resource_changes": [1]}`);
    expect(resources).toEqual([]);
  }
  expect(ofType((await loadedFixture('plan.json')).resources, 'azurerm_public_ip').name).toBe('module.edge.gateway');
});
