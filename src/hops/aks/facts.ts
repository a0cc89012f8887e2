import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';

const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0';
const RESOURCE = `${PROVIDER}/internal/services/containers/kubernetes_cluster_resource.go`;
const checked = '2026-11-20';

/** An AKS cluster and its network, as Terraform's azurerm provider 4.55.0 makes them, as far as a stream depends on them. */
export const aksFacts = facts({
  plugin: {
    says: 'network_profile needs network_plugin, which takes azure, kubenet or none.',
    source: `${PROVIDER}/website/docs/r/kubernetes_cluster.html.markdown`,
    checked,
    known: 'documented',
  },
  kubenet: {
    says: 'The network plugin kubenet retires on 31 March 2028; Terraform takes it where there is no network_profile.',
    default: 'kubenet',
    source: 'https://learn.microsoft.com/azure/aks/concepts-network-cni-overview',
    checked,
    known: 'documented',
  },
  agcNeedsCni: {
    says: 'Application Gateway for Containers sends to the addresses of the pods by Azure CNI, with overlay or without; kubenet is not supported.',
    source: 'https://learn.microsoft.com/azure/application-gateway/for-containers/container-networking',
    checked,
    known: 'documented',
  },
  nginxController: {
    says: 'web_app_routing deploys an NGINX controller unless default_nginx_controller is None. Microsoft gives that controller critical security patches through November 2026, and nothing else.',
    default: 'AnnotationControlled',
    source: 'https://github.com/Azure/AKS/tree/8d1c8909/website/blog/2025-11-13-ingress-nginx-update',
    checked,
    known: 'documented',
  },
  httpRouting: {
    says: 'The HTTP application routing add-on was retired on 3 March 2025.',
    source: 'https://github.com/Azure/AKS/blob/8d1c8909/CHANGELOG.md',
    checked,
    known: 'documented',
  },
  workloadIdentity: {
    says: 'workload_identity_enabled needs oidc_issuer_enabled; the provider refuses the one without the other when it applies.',
    default: false,
    source: RESOURCE,
    checked,
    known: 'documented',
  },
  issuer: {
    says: 'The cluster issues the tokens of workload identity, and Microsoft Entra ID verifies them by keys that it finds at the OIDC issuer of the cluster.',
    source: 'https://learn.microsoft.com/azure/aks/workload-identity-overview',
    checked: '2026-11-21',
    known: 'documented',
  },
  albIdentity: {
    says: 'The ALB Controller signs in by workload identity, installed by Helm or as an add-on.',
    source:
      'https://learn.microsoft.com/azure/application-gateway/for-containers/quickstart-deploy-application-gateway-for-containers-alb-controller-helm',
    checked,
    known: 'documented',
  },
  ciliumAffinity: {
    says: 'With the Cilium data plane there is no kube-proxy and Cilium keeps sessionAffinity ClientIP: a client outside the cluster by its address, one inside by its pod, and each request starts the timer anew.',
    source: 'https://docs.cilium.io/en/stable/network/kubernetes/kubeproxy-free/',
    checked,
    known: 'documented',
  },
  outboundLoadBalancer: {
    says: 'The idle timeout of load_balancer_profile is of connections that pods open to the outside. What clients open to a Service has the timeout of its own annotation.',
    limit: 'idle',
    unit: 'whole minutes',
    default: Duration.minutes(30),
    min: Duration.minutes(4),
    max: Duration.minutes(100),
    source: RESOURCE,
    checked,
    known: 'documented',
  },
  outboundLoadBalancerApi: {
    says: 'The idle timeout of loadBalancerProfile is of connections that pods open to the outside; Azure’s own API takes more of it than the provider.',
    limit: 'idle',
    unit: 'whole minutes',
    default: Duration.minutes(30),
    min: Duration.minutes(4),
    max: Duration.minutes(120),
    source: 'https://learn.microsoft.com/azure/templates/microsoft.containerservice/2026-05-01/managedclusters',
    checked: '2026-11-21',
    known: 'documented',
  },
  natGateway: {
    says: 'A NAT gateway drops a connection that a pod opened and that carried nothing for its idle timeout. What clients open never goes through it.',
    limit: 'idle',
    unit: 'whole minutes',
    default: Duration.minutes(4),
    min: Duration.minutes(4),
    max: Duration.minutes(120),
    source: `${PROVIDER}/internal/services/network/nat_gateway_resource.go`,
    checked,
    known: 'documented',
  },
  firewall: {
    says: 'Azure Firewall drops a connection to the internet that carried nothing for 4 minutes; only Microsoft’s support raises that, to 15.',
    limit: 'idle',
    default: Duration.minutes(4),
    source: 'https://learn.microsoft.com/azure/firewall/tcp-session-behavior',
    checked,
    known: 'documented',
  },
});
