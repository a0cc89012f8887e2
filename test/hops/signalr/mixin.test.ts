import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { SignalrService, type SignalrServiceConfig } from '@cdktf/provider-azurerm/lib/signalr-service/index.js';
import { TerraformResource, Testing, Token, type TerraformStack } from 'cdktf';
import { StreamReadySignalr, type StreamReadySignalrProps } from '../../../src/cdktf';
import { lint } from '../../../src/lint/lint';
import { expectOthersLeftAlone } from '../../support/left-alone';
import { byCookie, byNobody } from '../../support/policies';
import { stack, written } from '../../support/synth';

const ORIGIN = 'https://app.example.com';

/** A service as a team may have it. */
function existing(more: Partial<SignalrServiceConfig> = {}) {
  const scope = stack();
  const service = new SignalrService(scope, 'chat', {
    name: 'chat',
    resourceGroupName: 'shop',
    location: 'westeurope',
    sku: { name: 'Standard_S1', capacity: 1 },
    messagingLogsEnabled: true,
    tags: { team: 'shop' },
    ...more,
  });
  return { scope, service };
}

const mixin = (more: Partial<StreamReadySignalrProps> = {}) =>
  new StreamReadySignalr({ policy: byNobody, connections: 2_500, ...more });

const ready = (more: Partial<StreamReadySignalrProps> = {}, config: Partial<SignalrServiceConfig> = {}): TerraformStack => {
  const { scope } = existing(config);
  return scope.with(mixin(more)) as TerraformStack;
};

const serviceIn = (scope: TerraformStack) =>
  written(scope).resources.find(({ type }) => type === 'azurerm_signalr_service')?.attributes;

test('raises the units of a service in place and keeps the rest', () => {
  expect(serviceIn(ready())).toEqual({
    ...serviceIn(existing().scope),
    sku: { name: 'Standard_S1', capacity: 3 },
  });
});

test.each([
  ['fewer', { name: 'Standard_S1', capacity: 2 }, 3],
  ['as many', { name: 'Standard_S1', capacity: 3 }, 3],
  ['more', { name: 'Standard_S1', capacity: 50 }, 50],
  ['fewer than the tier takes at all', { name: 'Premium_P2', capacity: 1 }, 100],
])('where there are %s units than needed', (_, sku, capacity) => {
  expect(serviceIn(ready({}, { sku }))?.['sku']).toEqual({ ...sku, capacity });
});

test.each([
  ['none', undefined, undefined, undefined],
  ['none, and some asked for', undefined, [ORIGIN], [ORIGIN]],
  ['one', ['https://a.example'], undefined, ['https://a.example']],
  ['one, and it and another asked for', ['https://a.example'], ['https://a.example', ORIGIN], ['https://a.example', ORIGIN]],
  ['all', ['*'], undefined, ['*']],
  ['all, and none asked for', ['*'], [], ['*']],
  ['all, and some asked for', ['*'], [ORIGIN], [ORIGIN]],
])('where the allowed origins are %s', (_, before, asked, after) => {
  const scope = ready(
    asked === undefined ? {} : { allowedOrigins: asked },
    before === undefined ? {} : { cors: [{ allowedOrigins: before }] },
  );
  expect(serviceIn(scope)?.['cors']).toEqual(after && [{ allowed_origins: after }]);
});

test('switches keys off where that is asked for, and never on', () => {
  expect(serviceIn(ready({ accessKeys: 'off' }, { localAuthEnabled: true }))?.['local_auth_enabled']).toBe(false);
  expect(serviceIn(ready({}, { localAuthEnabled: true }))?.['local_auth_enabled']).toBe(true);
  expect(serviceIn(ready({}, { localAuthEnabled: false }))?.['local_auth_enabled']).toBe(false);
});

test('gives the same result twice, and tells a finding once', () => {
  const [once, twice] = [ready({ allowedOrigins: [ORIGIN], accessKeys: 'off' }), existing().scope];
  const all = mixin({ allowedOrigins: [ORIGIN], accessKeys: 'off' });
  twice.with(all).with(all);
  expect(serviceIn(twice)).toEqual(serviceIn(once));
  const { scope, service } = existing({ serviceMode: 'Managed' });
  scope.with(all).with(all);
  expect(
    service.node
      .validate()
      .join()
      .match(/service_mode is Managed/g),
  ).toHaveLength(1);
});

test('what is written is clean by lint, where a role lets the servers in', async () => {
  const { scope, service } = existing();
  scope.with(mixin({ accessKeys: 'off', allowedOrigins: [ORIGIN] }));
  new RoleAssignment(scope, 'role', {
    scope: service.id,
    roleDefinitionName: 'SignalR App Server',
    principalId: '00000000-0000-0000-0000-000000000000',
  });
  const { findings } = await lint([{ name: 'cdk.tf.json', text: Testing.synth(scope, true) }], { policy: byNobody.toJSON() });
  const told = findings.map(({ level, rule }) => `${level} ${rule}`);
  expect(told).toContain('note hop-does-not-support-sse');
  expect(told.filter((one) => /^(error|warning)|least-privilege/.test(one))).toEqual([]);
});

test('what stays as it is stays told: keys that are on', async () => {
  const { findings } = await lint([{ name: 'cdk.tf.json', text: Testing.synth(ready(), true) }]);
  expect(findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('local_auth_enabled is not set'));
});

const later = Token.asNumber('${var.size}');

test.each<[string, Partial<StreamReadySignalrProps>, Partial<SignalrServiceConfig>, string]>([
  [
    'a tier that is too small',
    { connections: 100_001 },
    {},
    'Standard_S1 takes 100000 at most: 100 x 1000.\n    Next: set sku.name to "Premium_P2"',
  ],
  [
    'the free tier',
    {},
    { sku: { name: 'Free_F1', capacity: 1 } },
    'Free_F1 takes 20 at most: 1 x 20.\n    Next: set sku.name to "Standard_S1"',
  ],
  ['more than any tier takes', { connections: 1_000_001 }, {}, 'Next: spread the clients over several services'],
  ['a tier that is none', {}, { sku: { name: 'S1', capacity: 1 } }, 'sku.name is S1'],
  ['units that there are not', {}, { sku: { name: 'Standard_S1', capacity: 11 } }, 'sku.capacity is 11'],
  ['units known at deployment only', {}, { sku: { name: 'Standard_S1', capacity: later } }, 'sku.capacity is a token'],
  ['a tier known at deployment only', {}, { sku: { name: '${var.tier}', capacity: 1 } }, 'sku.name is a token'],
  ['connections known at deployment only', { connections: later }, {}, 'connections is a token'],
  ...[0, 0.5, NaN, Infinity].map(
    (connections) =>
      [
        `no number of clients: ${connections}`,
        { connections },
        {},
        `connections is ${connections}; a service is made for a whole number of clients, at least one`,
      ] as [string, object, object, string],
  ),
  ['an origin of nothing', { allowedOrigins: [''] }, {}, 'cors.allowed_origins has "";'],
  [
    'origins known at deployment only',
    { allowedOrigins: [ORIGIN] },
    { cors: [{ allowedOrigins: Token.asList('${var.origins}') }] },
    'cors is a token',
  ],
  ['an origin that is none', { allowedOrigins: [`${ORIGIN}/`] }, {}, 'an origin is a scheme and a host'],
  [
    'upstream endpoints that are not called',
    {},
    { upstreamEndpoint: [{ urlTemplate: ORIGIN, categoryPattern: ['*'], eventPattern: ['*'], hubPattern: ['*'] }] },
    'upstream_endpoint is set and service_mode is Default',
  ],
  ['streams that outlive their token', { policy: byCookie.with({ maxAge: { limit: '2h' } }) }, {}, 'AccessTokenLifetime is 1h'],
])('synthesis tells of %s', (_, more, config, message) => {
  expect(() => serviceIn(ready(more, config))).toThrow(message);
});

test.each([
  ['units', { name: 'Standard_S1', capacity: later }, { name: 'Standard_S1', capacity: '${var.size}' }],
  ['a tier', { name: '${var.tier}', capacity: 1 }, { name: '${var.tier}', capacity: 1 }],
])('leaves %s that only the deployment knows', (_, sku, after) => {
  const scope = ready({}, { sku });
  const { resource } = JSON.parse(Testing.synth(scope)) as { resource: Record<string, { chat: object }> };
  expect(resource['azurerm_signalr_service']?.chat).toMatchObject({ sku: after });
});

test('tells of units that were lowered later', () => {
  const { scope, service } = existing();
  scope.with(mixin());
  service.putSku({ name: 'Standard_S1', capacity: 2 });
  expect(() => serviceIn(scope)).toThrow('Standard_S1 takes 2000 with it: 2 x 1000.\n    Next: set it to 3');
});

type Change = (service: SignalrService) => unknown;

describe('what stands over the mixin is told', () => {
  const all = { connections: 2_500, allowedOrigins: [ORIGIN], accessKeys: 'off' } as const;
  const changes: readonly [string, Change, string][] = [
    [
      'fewer units',
      (service) => service.addOverride('sku.capacity', 2),
      'sku.capacity is 2, and connections 2500; Standard_S1 takes 2000 with it',
    ],
    ['another tier', (service) => service.addOverride('sku', { name: 'Free_F1', capacity: 1 }), 'Free_F1 takes 20 at most'],
    [
      'keys',
      (service) => service.addOverride('local_auth_enabled', true),
      'local_auth_enabled will be true; the mixin wrote false',
    ],
    [
      'an origin in another block',
      (service) => service.addOverride('cors', [{ allowed_origins: ['*'] }]),
      `cors.allowed_origins will be [["${ORIGIN}"],["*"]]; the mixin wrote ["${ORIGIN}"]`,
    ],
  ];
  const later: typeof changes = [
    ['keys', (service) => (service.localAuthEnabled = true), 'local_auth_enabled will be true'],
    ['no switch of keys', (service) => service.resetLocalAuthEnabled(), 'local_auth_enabled will be missing'],
    ['no origins', (service) => service.resetCors(), 'cors.allowed_origins will be []'],
    [
      'all origins',
      (service) => service.putCors([{ allowedOrigins: [ORIGIN, '*'] }]),
      `cors.allowed_origins will be ["${ORIGIN}","*"]`,
    ],
  ];

  test.each(changes)('an override before it: %s', (_, change, message) => {
    const { scope, service } = existing();
    change(service);
    scope.with(mixin(all));
    expect(() => serviceIn(scope)).toThrow(message);
  });

  test.each([...changes, ...later])('after it: %s', (_, change, message) => {
    const { scope, service } = existing();
    scope.with(mixin(all));
    change(service);
    expect(() => serviceIn(scope)).toThrow(message);
  });

  test('not what asks for nothing else, in code that runs later', () => {
    const { scope, service } = existing();
    scope.with(mixin(all), mixin({ connections: 5_000, allowedOrigins: ['https://b.example'] }));
    service.putCors([{ allowedOrigins: [ORIGIN, 'https://b.example', 'https://c.example'] }]);
    expect(serviceIn(scope)?.['sku']).toEqual({ name: 'Standard_S1', capacity: 5 });
  });
});

test('counts the units of a tier that an override sets', () => {
  const { scope, service } = existing();
  service.addOverride('sku.name', 'Premium_P2');
  scope.with(mixin());
  expect(serviceIn(scope)?.['sku']).toEqual({ name: 'Premium_P2', capacity: 100 });
});

describe('keys that Terraform never updates', () => {
  const ignoring = (ignoreChanges: string[] | 'all', more: Partial<StreamReadySignalrProps> = {}) =>
    ready(more, { lifecycle: { ignoreChanges } });

  test.each<[string[] | 'all', Partial<StreamReadySignalrProps>, string]>([
    ['all', {}, 'lifecycle.ignore_changes is all; Terraform then writes sku.capacity'],
    [['sku'], {}, 'has sku; Terraform'],
    [['sku[0].capacity', 'tags'], {}, 'has sku[0].capacity; Terraform'],
    [['cors', 'local_auth_enabled'], { allowedOrigins: [ORIGIN], accessKeys: 'off' }, 'has local_auth_enabled; Terraform'],
  ])('are told: %s', (ignoreChanges, more, message) => {
    expect(() => serviceIn(ignoring(ignoreChanges, more))).toThrow(message);
  });

  test('are not told where the mixin does not write them', () => {
    expect(() => serviceIn(ignoring(['sku[0].name', 'cors', 'local_auth_enabled', 'tags["sku"]']))).not.toThrow();
  });
});

test('refuses a service that another class makes', () => {
  const scope = stack();
  class Raw extends TerraformResource {}
  new Raw(scope, 'raw', { terraformResourceType: 'azurerm_signalr_service' });
  expect(() => scope.with(mixin())).toThrow(
    /^stack\/raw: it is an azurerm_signalr_service without putSku, putCors, localAuthEnabled, .*\n.*SignalrService/,
  );
});

test.each([
  ['no policy', { connections: 1 }, 'policy is missing'],
  ['an object for origins', { policy: byNobody, connections: 1, allowedOrigins: { a: 1 } }, 'an object with a; it takes a list'],
  [
    'origins that are no texts',
    { policy: byNobody, connections: 1, allowedOrigins: [1, null] },
    'is a list of number, null; it takes a list of texts',
  ],
  ['no connections', { policy: byNobody }, 'connections is missing; it takes a number'],
  ['a text for origins', { policy: byNobody, connections: 1, allowedOrigins: ORIGIN }, `allowedOrigins is "${ORIGIN}"`],
  ['keys to be switched on', { policy: byNobody, connections: 1, accessKeys: 'on' }, 'accessKeys is "on"; it takes "off"'],
])('refuses %s', (_, props, message) => {
  expect(() => new StreamReadySignalr(props as unknown as StreamReadySignalrProps)).toThrow(
    new RegExp(`^StreamReadySignalr: its props are not complete:\n.*${message}`),
  );
});

test('leaves other resources alone', () => {
  expectOthersLeftAlone(mixin);
});
