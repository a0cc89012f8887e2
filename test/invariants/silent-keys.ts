import { CONTROLLER_REWRITES } from '../../src/hops/application-gateway/about';

interface Silent {
  /** Why no rule speaks when one of the keys is worse. */
  readonly why: string;
  /** Folders of src/hops, where the reason holds in their samples alone. */
  readonly in?: readonly string[];
  readonly keys: readonly RegExp[];
}

const GATEWAY = 'azurerm_application_gateway.gateway_Gateway';

const ofGateway = (...keys: string[]): RegExp => new RegExp(`^${GATEWAY} (${keys.join('|')})`);

/** The keys that nobody needs to hear of. A test fails on a key that is silent and not here, and on one that is here and not silent. */
export const SILENT: readonly Silent[] = [
  {
    why: 'tells the server and later readers which policy the path was proven for; what is proven here is the policy asked with',
    keys: [/^Deployment metadata\.annotations\["sse-ready\.dev\/policy"\]/],
  },
  {
    why: 'names, places and labels, which change nothing for a stream',
    keys: [
      /^azurerm_\S+ (name|location|resource_group_name|zones|tags\.team)$/,
      /^azurerm_subnet\S+ (virtual_network_name|delegation\[0\]\.name)$/,
      ofGateway('\\w+\\[\\d\\]\\.name$'),
      /^Deployment \S+containers\[0\]\.(name|ports\[0\]\.name)$/,
      /^Service spec\.ports\[0\]\.name$/,
    ],
  },
  {
    why: 'handed through from the props, for the user alone to judge',
    keys: [
      /^Deployment \S+\.(image|resources\.requests\.\w+)$/,
      /^(HTTPRoute|Ingress) spec\S*\.(hostnames|host|hosts)$/,
      /^ApisixRoute spec\S*\.hosts$/,
      /^HTTPRoute spec\.parentRefs\[0\]\.(namespace|sectionName)$/,
      ofGateway('firewall_policy_id', 'http_listener\\[\\d\\]\\.host_name', 'backend_http_settings\\[0\\]\\.host_name'),
    ],
  },
  {
    why: 'leads to another object or port: wrong, it is refused or fails for every client at once, before any stream',
    keys: [
      /^Deployment \S+containers\[0\]\.(ports\[0\]\.containerPort|(readiness|liveness)Probe\.httpGet\.port)$/,
      /^Deployment \S+\.env\[0\]\.value$/,
      /^Service spec\.ports\[0\]\.(port|targetPort)$/,
      /^Ingress spec\S*\.port\.number$/,
      /^ApisixRoute spec\S*\.servicePort$/,
      /^Ingress spec\.tls\[0\]\.secretName$/,
      /^HTTPRoute spec\.rules\[0\]\.backendRefs\[0\]\.port$/,
      /^Gateway spec\.listeners\[0\]\.(name|tls\.mode|tls\.certificateRefs\[0\]\.(name|group)|allowedRoutes\.namespaces\.from)$/,
      /^HorizontalPodAutoscaler spec\.scaleTargetRef\.apiVersion$/,
      /^azurerm_role_assignment\S+ (scope|principal_type)$/,
      /^azurerm_federated_identity_credential\S+ issuer$/,
      ofGateway(
        'gateway_ip_configuration',
        'frontend_ip_configuration\\[0\\]\\.(subnet_id|private_ip_address)',
        'frontend_port\\[\\d\\]\\.port',
        'http_listener\\[\\d\\]\\.(frontend_ip_configuration_name|frontend_port_name|ssl_certificate_name)',
        'request_routing_rule\\[\\d\\]\\.(rule_type|http_listener_name)',
        'backend_http_settings\\[0\\]\\.(port|protocol)',
        'probe\\[0\\]\\.protocol',
        'identity\\.type',
        'sku\\.tier',
        'ssl_policy\\.policy_type',
      ),
      /^azurerm_public_ip\S+ sku$/,
    ],
  },
  {
    why: 'which requests come this way; a stream that is led elsewhere gets 404 from its first request',
    keys: [/^Ingress spec\S*\.paths\[\d\]\.(path|pathType)$/, /^HTTPRoute spec\S*\.matches\[\d\]\.path\.(type|value)$/],
  },
  {
    why: 'how evenly pods are spread, not whether: the constraint that stays as it was still spreads them',
    keys: [/^Deployment \S+topologySpreadConstraints\[\d\]\.(maxSkew|whenUnsatisfiable|topologyKey)$/],
  },
  {
    why: 'without its name a variable is another one, and the framework is not known',
    keys: [/^Deployment \S+\.env\[\d\]\.name$/],
  },
  {
    why: 'any port will do, and what is no Secret gives no certificate, so that nobody connects',
    in: ['http-route/envoy-gateway', 'http-route/nginx-gateway-fabric', 'http-route/istio'],
    keys: [/^Gateway spec\.listeners\[0\]\.(port|tls\.certificateRefs\[0\]\.kind)$/],
  },
  {
    why: 'without its certificate nobody connects, as the rule takes no plain HTTP',
    in: ['apisix'],
    keys: [/^ApisixTls (metadata\.namespace|spec\.(hosts|ingressClassName|secret\.\w+))$/],
  },
  {
    why: 'the controller finds an ApisixUpstream by its name, whatever its class',
    in: ['apisix'],
    keys: [/^ApisixUpstream spec\.ingressClassName$/],
  },
  {
    why: 'browsers take a cookie without SameSite as Lax, which is what it says',
    in: ['http-route/envoy-gateway'],
    keys: [/^BackendTrafficPolicy \S+\.attributes\.SameSite$/],
  },
  {
    why: 'the pod that mounts it is not in the input, so that any namespace may be the right one',
    in: ['nginx'],
    keys: [/^ConfigMap metadata\.namespace$/],
  },
  {
    why: 'browsers take a cookie without SameSite as Lax, which is what it says',
    in: ['http-route/istio'],
    keys: [/^DestinationRule \S+\.attributes\[0\]\.(name|value)$/],
  },
  { why: 'when pods are wanted is a matter of load', keys: [/^HorizontalPodAutoscaler spec\.metrics\[0\]/] },
  {
    why: 'how soon a dead server is noticed; no stream of a living one ends by it',
    keys: [ofGateway('probe\\[0\\]\\.(interval|timeout|unhealthy_threshold|minimum_servers|match)')],
  },
  {
    why: 'where plain HTTP is sent on to; no stream is served there',
    keys: [ofGateway('redirect_configuration', 'http_listener\\[1\\]\\.protocol')],
  },
  {
    why: 'written only so that plans stay quiet: streams live with either value',
    keys: [
      ofGateway(
        'backend_http_settings\\[0\\]\\.(pick_host_name_from_backend_address|dedicated_backend_connection_enabled)',
        'backend_address_pool\\[0\\]\\.fqdns',
      ),
    ],
  },
  {
    why: 'there only until the ingress controller writes its own, which Terraform then leaves alone',
    in: ['ingress-agic'],
    keys: [ofGateway(...CONTROLLER_REWRITES)],
  },
  {
    why: 'of what Front Door carries, which no stream is',
    in: ['front-door'],
    keys: [
      /^azurerm_cdn_frontdoor_(profile|endpoint|origin|origin_group)\S+ \S+$/,
      /^azurerm_cdn_frontdoor_route\S+ (cache|https_redirect|supported_protocols|cdn_frontdoor_(endpoint|origin))/,
    ],
  },
  {
    why: 'in which order rules and resources are made and asked; where no other rule answers first, a redirect stays one',
    in: ['front-door'],
    keys: [/^azurerm_cdn_frontdoor_rule\S+ (behavior_on_match|depends_on|order|cdn_frontdoor_profile_id)$/],
  },
  {
    why: 'how long clients remember where they were sent',
    in: ['front-door'],
    keys: [/^azurerm_cdn_frontdoor_rule\S+ actions\S+\.redirect_type$/, /^azurerm_dns_\S+ ttl$/],
  },
  {
    why: 'leads to another host, of which the input tells as little',
    in: ['front-door'],
    keys: [/^azurerm_dns_cname_record\S+ (record|zone_name)$/],
  },
  {
    why: 'what the cluster is and who it is run as, which no stream goes by',
    in: ['aks'],
    keys: [
      /^azurerm_kubernetes_cluster\S+ (dns_prefix|identity\.type|default_node_pool\.\w+|web_app_routing\.dns_zone_ids)$/,
      /^azurerm_kubernetes_cluster\S+ network_profile\.network_plugin_mode$/,
    ],
  },
  {
    why: 'names and texts of a service, which change nothing for a stream',
    in: ['api-management'],
    keys: [/^azurerm_api_management\S* (publisher_\w+|display_name|revision|api_management_name)$/],
  },
  {
    why: 'which requests come this way; a stream that is led elsewhere gets 404 from its first request',
    in: ['api-management'],
    keys: [/^azurerm_api_management_api\S+ (path|method|api_name|url_template)$/],
  },
  {
    why: 'who may sign in: wrong, no server is let in at all, before any stream',
    in: ['redis-backplane'],
    keys: [/^azurerm_federated_identity_credential\S+ (audience|parent_id|subject)$/, /^StatefulSet \S+\.env\[0\]\.\S+$/],
  },
  {
    why: 'how large the store is and how it outlives a restart, which only the size of the events can judge',
    in: ['redis-backplane'],
    keys: [
      /^azurerm_managed_redis\S+ (sku_name|default_database\.persistence_append_only_file_backup_frequency)$/,
      /^StatefulSet \S+\.resources\.\S+$/,
    ],
  },
  {
    why: 'nothing else is deployed by it',
    in: ['redis-backplane'],
    keys: [/^azurerm_resource_group_template_deployment\S+ deployment_mode$/],
  },
  {
    why: 'leads to another object or port: wrong, no server reaches the log, before any stream',
    in: ['redis-backplane'],
    keys: [
      /^StatefulSet spec\.(selector|serviceName|template\.metadata)/,
      /^StatefulSet \S+containers\[0\]\.(name|image|command|ports\[0\]\.\w+|readinessProbe\S+)$/,
      /^StatefulSet \S+securityContext\.runAs(User|Group)$/,
      /^Service (metadata\.namespace|spec\.(selector|type)\S*)$/,
    ],
  },
  {
    why: 'who may sign in: wrong, no server is let in at all, before any stream',
    in: ['signalr'],
    keys: [
      /^azurerm_federated_identity_credential\S+ (audience|parent_id|subject)$/,
      /^azurerm_role_assignment\S+ principal_id$/,
    ],
  },
  {
    why: 'handed through from the props, for the user alone to judge',
    in: ['signalr'],
    keys: [/^azurerm_signalr_service\S+ upstream_endpoint\[0\]\.\w+$/],
  },
];
