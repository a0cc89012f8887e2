import { rejected } from '../../path/remark';
import type { Remark } from '../../path/hop';
import { blocksIn, booleanIn, LATER, textIn, type Block } from '../../terraform/attributes';
import { aksFacts as facts } from './facts';
import type { InCluster } from './read';

const PLUGIN = 'network_profile.network_plugin';

/** Without a profile the provider takes kubenet. */
export function pluginRemarks(profile: Block | undefined, { byAgc }: InCluster): Remark[] {
  const plugin = profile === undefined ? facts.kubenet.default : textIn(profile, 'network_plugin');
  if (plugin === LATER || plugin === 'azure' || plugin === 'none') return [];
  if (plugin !== 'kubenet') return [noSuchPlugin(plugin)];
  const found = profile === undefined ? `network_profile is missing, so that ${PLUGIN} is kubenet` : `${PLUGIN} is "kubenet"`;
  const fix = `set ${PLUGIN} to "azure" and network_profile.network_plugin_mode to "overlay"; for a cluster that runs, that is a migration`;
  if (byAgc) {
    return [rejected(found, 'Application Gateway for Containers does not support it', fix, facts.agcNeedsCni, PLUGIN)];
  }
  return [
    { rule: 'hop-retired', found, need: 'it retires on 31 March 2028', fix, fact: facts.kubenet, key: PLUGIN, level: 'warning' },
  ];
}

const noSuchPlugin = (plugin: string | undefined): Remark =>
  rejected(
    plugin === undefined ? `${PLUGIN} is missing` : `${PLUGIN} is "${plugin}"`,
    'it takes azure, kubenet or none',
    `set ${PLUGIN} to "azure"`,
    facts.plugin,
    PLUGIN,
  );

const CONTROLLER = 'web_app_routing.default_nginx_controller';

/** The switches of the add-ons that route. */
export function routingRemarks(cluster: Block, { byNginx }: InCluster): Remark[] {
  const old = booleanIn(cluster, 'http_application_routing_enabled') === true ? [httpRouting] : [];
  const routing = blocksIn(cluster, 'web_app_routing');
  const [block] = routing === LATER ? [] : routing;
  if (byNginx || block === undefined) return old;
  const controller = textIn(block, 'default_nginx_controller') ?? facts.nginxController.default;
  if (controller === LATER || controller === 'None') return old;
  return [...old, nginxBeside(controller, block['default_nginx_controller'] === undefined ? 'default' : 'set')];
}

const httpRouting: Remark = {
  rule: 'hop-retired',
  found: 'http_application_routing_enabled is true',
  need: 'the add-on was retired on 3 March 2025',
  fix: 'set http_application_routing_enabled to false',
  fact: facts.httpRouting,
  key: 'http_application_routing_enabled',
  level: 'warning',
};

const nginxBeside = (controller: string, origin: 'default' | 'set'): Remark => ({
  rule: 'hop-retired',
  found: `${CONTROLLER} is "${controller}" (${origin}), which deploys an NGINX controller beside what serves this stream`,
  need: 'nothing of this stream goes through it, and it gets no patches after November 2026',
  fix: `set ${CONTROLLER} to "None" when no other Ingress needs it`,
  fact: facts.nginxController,
  key: CONTROLLER,
  level: 'note',
});

/** What the ALB Controller and any workload with an identity need. */
export function identityRemarks(cluster: Block, { byAgc }: InCluster, isArm: boolean): Remark[] {
  const identity = booleanIn(cluster, 'workload_identity_enabled') ?? facts.workloadIdentity.default;
  const issuer = booleanIn(cluster, 'oidc_issuer_enabled');
  if (identity === true && issuer === false) return [isArm ? issuerMissing : identityWithoutIssuer('false')];
  // From Kubernetes 1.34 on, AKS has the issuer on by itself, and later providers may take that.
  if (identity === true) return issuer === undefined ? [{ ...identityWithoutIssuer('not set'), level: 'unknown' }] : [];
  return byAgc && identity === false ? [identityMissing] : [];
}

const identityWithoutIssuer = (issuer: string): Remark =>
  rejected(
    `workload_identity_enabled is true and oidc_issuer_enabled is ${issuer}`,
    'azurerm 4.55.0 refuses the one without the other',
    'set oidc_issuer_enabled to true',
    facts.workloadIdentity,
    'oidc_issuer_enabled',
  );

/** No source says that Azure's own API refuses it. */
const issuerMissing: Remark = {
  ...identityWithoutIssuer('false'),
  need: 'what signs in by workload identity is verified by that issuer, and cannot sign in without it',
  fact: facts.issuer,
  level: 'warning',
};

const identityMissing: Remark = rejected(
  'workload_identity_enabled is not true',
  'the ALB Controller signs in by workload identity, and without it configures no gateway',
  'set oidc_issuer_enabled and workload_identity_enabled to true',
  facts.albIdentity,
  'workload_identity_enabled',
);

const DATA_PLANE = 'network_profile.network_data_plane';

export function dataPlaneRemarks(profile: Block, { byAddress }: InCluster): Remark[] {
  if (byAddress === undefined || textIn(profile, 'network_data_plane') !== 'cilium') return [];
  return [
    {
      rule: 'client-ip-affinity-behind-proxy',
      found: `${DATA_PLANE} is "cilium" and ${byAddress} has sessionAffinity ClientIP`,
      need: 'Cilium keeps a client outside the cluster by its address and one inside by its pod: all users of a proxy in a pod are then one client',
      fix: 'let clients reach the Service from outside the cluster, with externalTrafficPolicy Local; or choose affinity by cookie at the proxy',
      fact: facts.ciliumAffinity,
      key: DATA_PLANE,
      level: 'note',
    },
  ];
}
