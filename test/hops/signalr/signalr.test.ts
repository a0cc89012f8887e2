import * as fc from 'fast-check';
import { StreamSignalr, type StreamSignalrProps } from '../../../src/hops/signalr/construct';
import { CAPACITIES, capacitiesOf, capacityFor, connectionsOf, TIERS } from '../../../src/hops/signalr/capacity';
import { planSignalr } from '../../../src/hops/signalr/hop';
import { readSignalr } from '../../../src/hops/signalr/read';
import { lint } from '../../../src/lint/lint';
import { byCookie, byNobody } from '../../support/policies';
import { signalr } from '../../support/samples/signalr';
import { stack, written } from '../../support/synth';

const made = (more: Partial<StreamSignalrProps>) => {
  const scope = stack();
  return { scope, construct: new StreamSignalr(scope, 'made', { ...signalr, policy: byNobody, ...more }) };
};
const synthesis = (more: Partial<StreamSignalrProps>) => () => written(made(more).scope);

describe('the units for a number of connections', () => {
  test.each([
    ['Standard_S1', 1, 1],
    ['Standard_S1', 1_000, 1],
    ['Standard_S1', 1_001, 2],
    ['Standard_S1', 10_001, 20],
    ['Premium_P1', 100_000, 100],
    ['Premium_P1', 100_001, undefined],
    ['Premium_P2', 1, 100],
    ['Premium_P2', 250_000, 300],
    ['Free_F1', 21, undefined],
  ])('%s, %d: %s', (tier, connections, capacity) => {
    expect(capacityFor(tier, connections)).toBe(capacity);
  });

  test('are enough, are allowed, and are the least that are both', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIERS), fc.integer({ min: 1, max: 1_200_000 }), (tier, connections) => {
        const enough = CAPACITIES.filter(
          (capacity) => capacitiesOf(tier).includes(capacity) && connectionsOf(tier, capacity) >= connections,
        );
        expect(capacityFor(tier, connections)).toBe(enough.length === 0 ? undefined : Math.min(...enough));
      }),
    );
  });
});

describe('the construct', () => {
  test('leaves no key to be found, and lets the pods in by role', () => {
    const { resources } = written(made({ connections: 45_000 }).scope);
    const ofType = (type: string) => resources.find((one) => one.type === type)?.attributes;
    expect(ofType('azurerm_signalr_service')).toMatchObject({
      local_auth_enabled: false,
      service_mode: 'Default',
      sku: { name: 'Standard_S1', capacity: 50 },
      cors: [{ allowed_origins: ['https://app.example.com'] }],
    });
    expect(ofType('azurerm_role_assignment')).toMatchObject({ role_definition_name: 'SignalR App Server' });
    expect(ofType('azurerm_federated_identity_credential')).toMatchObject({ subject: 'system:serviceaccount:app:prices' });
    expect(JSON.stringify(resources)).not.toMatch(/connection_string|access_key/);
  });

  test('says what it takes over of the policy, with the arithmetic', () => {
    const told = made({})
      .construct.findings()
      .map(({ level, rule, message }) => `${level} ${rule}: ${message}`);
    expect(told).toContainEqual(expect.stringMatching(/^note hop-does-not-support-sse: .*a bare EventSource cannot connect/));
    expect(told).toContainEqual(expect.stringMatching(/^note drain-window-covers-close: .*30s.*spreads them over 30s/));
    expect(told).toContainEqual(expect.stringMatching(/^unknown event-log-kept: .*stores nothing/));
    const planned = planSignalr(byNobody.with({ resume: 'none' }), 'SignalR Service streams');
    expect(planned.remarks.map(({ rule }) => rule)).not.toContain('event-log-kept');
  });

  test.each([
    ['more connections than the tier takes', { connections: 100_001 }, 'Standard_S1 takes 100000 at most'],
    ['no connections', { connections: 0 }, 'connections is 0; a service is made for a whole number of clients, at least one'],
    ['a path for an origin', { allowedOrigins: ['https://app.example.com/'] }, 'an origin is a scheme and a host'],
    ['no origin', { allowedOrigins: [] }, undefined],
    ['streams that outlive their token', { policy: byCookie.with({ maxAge: { limit: '2h' } }) }, 'AccessTokenLifetime is 1h'],
    ['streams without end', { policy: byCookie.with({ maxAge: { limit: 'disabled' } }) }, 'maxAge.limit is disabled'],
  ])('tells of %s', (_, more, message) => {
    if (message === undefined)
      expect(
        made(more)
          .construct.findings()
          .map(({ level }) => level),
      ).toContain('warning');
    else expect(synthesis(more)).toThrow(message);
  });

  test('takes a longer token lifetime for granted where a tag says so', () => {
    const tags = { 'sse-ready.ignore-max-age-within-total-limit': 'AccessTokenLifetime is 2h' };
    expect(synthesis({ policy: byCookie.with({ maxAge: { limit: '2h' } }), tags })).not.toThrow();
  });
});

describe('others’ Terraform', () => {
  const service = (...lines: string[]) =>
    `resource "azurerm_signalr_service" "s" {\n  name = "chat"\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
  const found = async (text: string) => {
    const { findings, paths } = await lint([{ name: 'main.tf', text }]);
    expect(paths.map(({ hops }) => hops[0])).toEqual(['SignalR Service chat']);
    return findings.map(({ level, rule, message }) => `${level} ${rule}: ${message}`);
  };
  const S1 = 'sku {\n name = "Standard_S1"\n capacity = 1\n }';
  const ROLE = (name: string) =>
    `resource "azurerm_role_assignment" "r" {\n  scope = azurerm_signalr_service.s.id\n  role_definition_name = "${name}"\n}\n`;

  test.each([
    [
      'the free tier',
      service('sku {\n name = "Free_F1"\n capacity = 1\n }'),
      'warning connection-limit-on-stream: .* 20 connections',
    ],
    [
      'two free units',
      service('sku {\n name = "Free_F1"\n capacity = 2\n }'),
      'error value-rejected-by-target: .*Free_F1 takes 1',
    ],
    ['eleven units', service('sku {\n name = "Standard_S1"\n capacity = 11\n }'), 'error value-rejected-by-target: .*by tens'],
    [
      'the free tier without public access',
      service('sku {\n name = "Free_F1"\n capacity = 1\n }', 'public_network_access_enabled = false'),
      'error value-rejected-by-target: public_network_access_enabled',
    ],
    ['a tier that is none', service('sku {\n name = "S1"\n capacity = 1\n }'), 'error value-rejected-by-target: sku.name is S1'],
    [
      'an upstream in Default mode',
      service(S1, 'upstream_endpoint {\n url_template = "https://a"\n }'),
      'error setting-ignored-by-target',
    ],
    ['Classic mode', service(S1, 'service_mode = "Classic"'), 'warning hop-retired'],
    ['a mode that is none', service(S1, 'service_mode = "Managed"'), 'error value-rejected-by-target: service_mode is Managed'],
    ['keys in the state', service(S1), 'note least-privilege: local_auth_enabled is not set, and true by default'],
    ['keys asked for', service(S1, 'local_auth_enabled = true'), 'note least-privilege: local_auth_enabled is true'],
    ['no keys and no role', service(S1, 'local_auth_enabled = false'), 'unknown least-privilege: .*SignalR App Server'],
    ['any origin', service(S1, 'cors {\n allowed_origins = ["*"]\n }'), 'note least-privilege: cors.allowed_origins has \\*'],
    [
      'servers of a Serverless service',
      service(S1, 'service_mode = "Serverless"') + ROLE('SignalR App Server'),
      'warning value-rejected-by-target: service_mode is Serverless',
    ],
  ])('tells of %s', async (_, text, expected) => {
    expect(await found(text)).toContainEqual(expect.stringMatching(new RegExp(`^${expected}`)));
  });

  test('is silent on what is right, and on what only the deployment knows', async () => {
    const right = service(S1, 'local_auth_enabled = false') + ROLE('SignalR App Server');
    const later = service(
      'sku {\n name = var.tier\n capacity = var.size\n }',
      'service_mode = var.mode',
      'local_auth_enabled = var.keys',
    );
    for (const text of [right, later]) {
      const loud = (await found(text)).filter((told) => /^(error|warning)/.test(told));
      expect(loud).toEqual([]);
    }
  });

  test('a name known only at deployment is that of the resource', () => {
    expect(readSignalr({ type: 'azurerm_signalr_service', name: 's', attributes: { name: '${var.name}' } }, []).object).toBe(
      'SignalR Service s',
    );
  });
});

test('the service tells itself how clients come back, and nothing else is said of it', async () => {
  const text = `resource "azurerm_signalr_service" "live" {\n  name = "live"\n  sku {\n    name = "Standard_S1"\n    capacity = 1\n  }\n}\n`;
  const { findings } = await lint([{ name: 'main.tf', text }], { policy: byCookie.toJSON() });
  const told = findings.filter(({ rule }) => rule === 'affinity-at-balancing-hop').map(({ level }) => level);
  expect(told).toEqual(['note']);
});
