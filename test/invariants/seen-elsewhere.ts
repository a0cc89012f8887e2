interface SeenElsewhere {
  /** Why what is told stands elsewhere. */
  readonly why: string;
  /** Folders of src/hops, where the reason holds in their samples alone. */
  readonly in?: readonly string[];
  readonly keys: readonly RegExp[];
}

/** The keys whose worsening is told at another place. A test fails on a key that is told elsewhere and not here, and the other way round. */
export const SEEN_ELSEWHERE: readonly SeenElsewhere[] = [
  {
    why: 'joins two objects: told of is the one that now lacks the other, or the key by which it means it',
    keys: [
      /^\S+ metadata\.namespace$/,
      /^Deployment \S+\.labels\["app\.kubernetes\.io\/name"\]$/,
      /^PodDisruptionBudget spec\.selector\./,
      /^\S+ spec\.(scaleTargetRef|targetRefs?|infrastructure\.parametersRef)(\[0\])?\.(name|kind|group)$/,
      /^Ingress \S+\.backend\.service\.name$/,
      /^DestinationRule spec\.host$/,
      /^IngressExtension spec\.backendSettings\[0\]\.service$/,
      /^azurerm_resource_group_template_deployment\S+ template_content$/,
      /^azurerm_\S+ (application_load_balancer_id|principal_id|parent_id|role_definition_name|service_url|sku_name)$/,
      /^azurerm_application_gateway\S+ (request_routing_rule|frontend_ip_configuration)\[\d\]\.\w+_(name|id)$/,
    ],
  },
  {
    why: 'tells a version or an add-on: told of is what depends on it',
    keys: [/^\S+ metadata\.annotations\["sse-ready\.dev\/(\w+-)*(version|crds|plus|filter)"\]$/],
  },
  {
    why: 'is judged with another key, and told of is the one that does not go with it',
    keys: [
      /^Deployment spec\.strategy\.(type|rollingUpdate\.maxSurge)$/,
      /^Deployment \S+\.preStop\.sleep\.seconds$/,
      /^HorizontalPodAutoscaler spec\.minReplicas$/,
      /^Service spec\.(externalTrafficPolicy|type|ports\[0\]\.appProtocol)$/,
      /^Service metadata\.annotations\["\S+-internal"\]$/,
      /^Service metadata\.labels\["istio\.io\/persistent-session"\]$/,
      /^Ingress metadata\.annotations\["appgw\S+\/(connection-draining|cookie-based-affinity)"\]$/,
      /^UpstreamSettingsPolicy spec\.(hashMethodKey|loadBalancingMethod)$/,
      /^BackendTrafficPolicy spec\.healthCheck\.active\.type$/,
      /^ApisixRoute \S+\.plugins\[0\]\.enable$/,
      /^azurerm_signalr_service\S+ sku\.name$/,
      /^Gateway spec\.addresses\[0\]\.(type|value)$/,
      /^azurerm_application_gateway\S+ (probe\[0\]\.path|backend_http_settings\[0\]\.connection_draining\.enabled)$/,
    ],
  },
  {
    why: 'is one of the keys of a cookie, which is told of where its first key is, or the key that switches it on',
    keys: [
      /^Ingress metadata\.annotations\["nginx\S+\/(affinity-mode|session-cookie-(expires|max-age|path))"\]$/,
      /^Service metadata\.annotations\["traefik\S+\.cookie\.(maxage|path|secure)"\]$/,
      /^azurerm_application_gateway\S+ backend_http_settings\[0\]\.affinity_cookie_name$/,
    ],
  },
  {
    why: 'gives a privilege: all of them are told of together, at the security context of the pod',
    keys: [/^(Deployment|StatefulSet) \S+\.(automountServiceAccountToken|allowPrivilegeEscalation|drop|readOnlyRootFilesystem)$/],
  },
  {
    why: 'leads streams past Front Door: without it Front Door carries them, and all that this means is told of',
    in: ['front-door'],
    keys: [/^azurerm_cdn_frontdoor_(rule|route)\S+ /, /^azurerm_dns_a_record\S+ (target_resource_id|zone_name)$/],
  },
  {
    why: 'is an operation of its own, whose API is told of',
    in: ['api-management'],
    keys: [/^azurerm_api_management_api_operation\S+ operation_id$/],
  },
];
