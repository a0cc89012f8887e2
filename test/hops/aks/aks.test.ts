import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '../../../src/lint/lint';
import type { LintFinding } from '../../../src/lint/lint-report';

const manifests = (name: string) => ({
  name: `${name}.yaml`,
  text: readFileSync(join(__dirname, 'fixtures', `${name}.yaml`), 'utf8'),
});

interface Parts {
  readonly network?: string;
  readonly cluster?: string;
  readonly more?: string;
}

const CNI = 'network_plugin = "azure"\n network_plugin_mode = "overlay"';
const IDENTITY = 'oidc_issuer_enabled = true\n workload_identity_enabled = true';

const terraform = ({ network = CNI, cluster = IDENTITY, more = '' }: Parts) => `
resource "azurerm_kubernetes_cluster" "shop" {
  name = "shop"
  ${cluster}
  network_profile {
    ${network}
  }
}
${more}`;

/** What is found on the cluster behind the only path, with the line of the Terraform file. */
async function found(path: string, main: string): Promise<readonly LintFinding[]> {
  const { findings, paths, problems } = await lint([manifests(path), { name: 'main.tf', text: main }]);
  expect([problems, paths.length]).toEqual([[], 1]);
  return findings.filter(({ hop }) => hop === 'aks');
}

const LOAD_BALANCER = 'network_profile.load_balancer_profile.idle_timeout_in_minutes';
const MANAGED_NAT = 'network_profile.nat_gateway_profile.idle_timeout_in_minutes';
const nat = (minutes: string) => `outbound_type = "managedNATGateway"\n nat_gateway_profile {\n ${minutes}\n }`;
const NAT = 'resource "azurerm_nat_gateway" "out" {\n name = "out"\n idle_timeout_in_minutes = 10\n}';

/** Each finding: by which path, in which cluster, and a cluster that is right. */
it.each<[string, string, Parts, Parts, string, string, RegExp]>([
  [
    'kubenet, which AGC cannot use',
    'agc',
    { network: 'network_plugin = "kubenet"' },
    {},
    'value-rejected-by-target',
    'error',
    /network_plugin is "kubenet"; Application Gateway for Containers does not support it/,
  ],
  [
    'kubenet, which retires',
    'load-balancer',
    { network: 'network_plugin = "kubenet"' },
    {},
    'hop-retired',
    'warning',
    /it retires on 31 March 2028/,
  ],
  [
    'a plugin that there is not',
    'agc',
    { network: 'network_plugin = "cni"' },
    { network: 'network_plugin = "none"' },
    'value-rejected-by-target',
    'error',
    /network_plugin is "cni"; it takes azure, kubenet or none/,
  ],
  [
    'an NGINX controller beside',
    'agc',
    { cluster: `${IDENTITY}\n web_app_routing {\n dns_zone_ids = []\n }` },
    { cluster: `${IDENTITY}\n web_app_routing {\n dns_zone_ids = []\n default_nginx_controller = "None"\n }` },
    'hop-retired',
    'note',
    /default_nginx_controller is "AnnotationControlled" \(default\)/,
  ],
  [
    'HTTP application routing',
    'agc',
    { cluster: `${IDENTITY}\n http_application_routing_enabled = true` },
    { cluster: `${IDENTITY}\n http_application_routing_enabled = false` },
    'hop-retired',
    'warning',
    /retired on 3 March 2025/,
  ],
  [
    'identity without an issuer',
    'load-balancer',
    { cluster: 'workload_identity_enabled = true\n oidc_issuer_enabled = false' },
    { cluster: '' },
    'value-rejected-by-target',
    'error',
    /oidc_issuer_enabled is false/,
  ],
  [
    'identity, with the issuer left to AKS',
    'load-balancer',
    { cluster: 'workload_identity_enabled = true' },
    {},
    'value-rejected-by-target',
    'unknown',
    /oidc_issuer_enabled is not set/,
  ],
  [
    'no identity for the ALB Controller',
    'agc',
    { cluster: 'oidc_issuer_enabled = true' },
    {},
    'value-rejected-by-target',
    'error',
    /the ALB Controller signs in by workload identity/,
  ],
  [
    'affinity by address, kept by Cilium',
    'load-balancer',
    { network: `${CNI}\n network_data_plane = "cilium"` },
    { network: `${CNI}\n network_data_plane = "azure"` },
    'client-ip-affinity-behind-proxy',
    'note',
    /Service shop\/prices has sessionAffinity ClientIP/,
  ],
  [
    'the idle timeout of the way out, taken for that of the way in',
    'load-balancer',
    { network: `${CNI}\n load_balancer_profile {\n idle_timeout_in_minutes = 100\n }` },
    {},
    'setting-ignored-by-target',
    'note',
    new RegExp(`${LOAD_BALANCER} is 100; it is for connections that pods open`),
  ],
  [
    'an idle timeout out of range',
    'load-balancer',
    { network: `${CNI}\n load_balancer_profile {\n idle_timeout_in_minutes = 101\n }` },
    { network: `${CNI}\n load_balancer_profile {\n idle_timeout_in_minutes = 100\n }` },
    'value-rejected-by-target',
    'error',
    /is 101; it takes 1h40m or less/,
  ],
  [
    'a NAT gateway of the cluster',
    'agc',
    { network: `${CNI}\n ${nat('')}` },
    {},
    'heartbeat-within-idle-limit',
    'note',
    new RegExp(`NAT gateway, ${MANAGED_NAT}: 4m without a byte \\(default\\)`),
  ],
  [
    'a NAT gateway out of range',
    'agc',
    { network: `${CNI}\n ${nat('idle_timeout_in_minutes = 121')}` },
    { network: `${CNI}\n ${nat('idle_timeout_in_minutes = 120')}` },
    'value-rejected-by-target',
    'error',
    /is 121; it takes 2h or less/,
  ],
  [
    'a NAT gateway of one’s own',
    'agc',
    { network: `${CNI}\n outbound_type = "userAssignedNATGateway"`, more: NAT },
    { network: `${CNI}\n outbound_type = "userAssignedNATGateway"`, more: `${NAT}\n${NAT.replaceAll('out', 'other')}` },
    'heartbeat-within-idle-limit',
    'note',
    /10m without a byte \(set\)/,
  ],
  [
    'a firewall',
    'agc',
    { network: `${CNI}\n outbound_type = "userDefinedRouting"`, more: 'resource "azurerm_firewall" "out" {\n name = "out"\n}' },
    { network: `${CNI}\n outbound_type = "userDefinedRouting"` },
    'heartbeat-within-idle-limit',
    'note',
    /Azure Firewall: 4m without a byte \(default\)/,
  ],
])('%s', async (_, path, bad, good, rule, level, message) => {
  const told = (findings: readonly LintFinding[]) => findings.filter((one) => one.rule === rule && message.test(one.message));
  const [wrong, right] = [await found(path, terraform(bad)), await found(path, terraform(good))];
  expect(told(wrong)).toHaveLength(1);
  expect(told(wrong)[0]).toMatchObject({ level, location: { file: 'main.tf', object: 'AKS cluster shop' } });
  expect(told(right)).toEqual([]);
});

it('takes kubenet where there is no network profile, as the provider does', async () => {
  const main = `resource "azurerm_kubernetes_cluster" "shop" {\n  name = "shop"\n  ${IDENTITY}\n}`;
  expect((await found('agc', main)).map(({ message }) => message)).toEqual([
    expect.stringContaining('network_profile is missing, so that network_profile.network_plugin is kubenet'),
  ]);
});

it('stands before the Service of the path', async () => {
  const { paths } = await lint([manifests('agc'), { name: 'main.tf', text: terraform({}) }]);
  const inside = ['AKS cluster shop', 'Service shop/prices', 'Deployment shop/prices'];
  expect(paths[0]?.hops).toEqual(['HTTPRoute shop/prices', ...inside]);
});

it('guesses nothing: of values known at deployment, of the cluster that a path is in, and of paths in none', async () => {
  const later = terraform({ network: 'network_plugin = var.plugin', cluster: 'workload_identity_enabled = var.identity' });
  expect(await found('agc', later)).toEqual([]);
  const kubenet = terraform({ network: 'network_plugin = "kubenet"' });
  expect(await found('agc', `${kubenet}\n${kubenet.replaceAll('shop', 'other')}`)).toEqual([]);
  const { paths, findings } = await lint([{ name: 'main.tf', text: kubenet }]);
  expect([paths, findings]).toEqual([[], []]);
});

it('takes a reason in a tag of the cluster', async () => {
  const tags = 'tags = {\n "sse-ready.ignore-hop-retired" = "moves to overlay in 2027"\n }';
  const told = await found(
    'load-balancer',
    terraform({ network: 'network_plugin = "kubenet"', cluster: `${IDENTITY}\n${tags}` }),
  );
  expect(told.filter(({ rule }) => rule === 'hop-retired')).toMatchObject([
    { suppressed: { reason: 'moves to overlay in 2027' } },
  ]);
});
