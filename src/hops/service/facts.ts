import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';

const API = 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/';
const VIRTUAL_IPS = 'https://kubernetes.io/docs/reference/networking/virtual-ips/';
const AKS_LB = 'https://learn.microsoft.com/azure/aks/configure-load-balancer-standard';
const CLOUD_PROVIDER = 'https://github.com/kubernetes-sigs/cloud-provider-azure/blob/7b31c76c/pkg/provider/azure_loadbalancer.go';
const HEALTH_PROBE =
  'https://github.com/kubernetes-sigs/cloud-provider-azure/blob/7b31c76c/pkg/provider/azure_loadbalancer_healthprobe.go';
const checked = '2026-11-20';

/** The Kubernetes Service, and the Azure Load Balancer that AKS makes of one of type LoadBalancer. */
export const serviceFacts = facts({
  clientIpTimeout: {
    says: 'sessionAffinity: ClientIP keeps a client address on one pod until it was idle for timeoutSeconds.',
    unit: 'whole seconds',
    default: Duration.hours(3),
    min: Duration.seconds(1),
    max: Duration.hours(24),
    source: API,
    checked,
    known: 'documented',
  },
  noAffinity: {
    says: 'Without sessionAffinity a Service chooses a pod anew for each connection.',
    default: 'None',
    source: VIRTUAL_IPS,
    checked,
    known: 'documented',
  },
  selector: {
    says: 'A Service sends to the pods that have every label of its selector; one whose selector matches none has no endpoints.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service',
    checked,
    known: 'documented',
  },
  headless: {
    says: 'A headless Service (clusterIP: None) has no address of its own: nothing proxies or balances its connections, and sessionAffinity has no effect.',
    ignores: 'sessionAffinity of a headless Service',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
    checked,
    known: 'documented',
  },
  noHttp: {
    says: 'A Service forwards TCP: it has no timers and no buffers of its own, and knows nothing of HTTP.',
    source: VIRTUAL_IPS,
    checked,
    known: 'documented',
  },
  azureIdle: {
    says: 'The Azure Load Balancer drops a TCP flow that carried nothing for its idle timeout. The AKS page allows 4 to 30 minutes.',
    limit: 'idle',
    unit: 'whole minutes',
    default: Duration.minutes(4),
    min: Duration.minutes(4),
    max: Duration.minutes(30),
    source: AKS_LB,
    checked,
    known: 'documented',
  },
  azureIdleInCode: {
    says: 'The code that makes the Azure Load Balancer takes an idle timeout of 4 to 100 minutes, more than the AKS page says.',
    limit: 'idle',
    unit: 'whole minutes',
    min: Duration.minutes(4),
    max: Duration.minutes(100),
    source: CLOUD_PROVIDER,
    checked,
    known: 'documented',
  },
  azureInternal: {
    says: 'azure-load-balancer-internal: "true" gives the load balancer an address of the virtual network; without it the address is public.',
    default: 'public',
    source: 'https://learn.microsoft.com/azure/aks/internal-lb',
    checked,
    known: 'documented',
  },
  azureTcpReset: {
    says: 'AKS switches TCP reset on, so both ends learn of an idle cut; azure-load-balancer-disable-tcp-reset: "true" makes the cut silent.',
    default: 'on',
    source: CLOUD_PROVIDER,
    checked,
    known: 'documented',
  },
  azureSourceIp: {
    says: 'sessionAffinity: ClientIP also switches the Azure rule to SourceIP distribution; no annotation does.',
    source: CLOUD_PROVIDER,
    checked,
    known: 'documented',
  },
  azureDrain: {
    says: 'When a health probe fails, the Azure Load Balancer sends new flows elsewhere and lets established TCP flows go on.',
    limit: 'drain',
    default: 'disabled',
    source: 'https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview',
    checked,
    known: 'documented',
  },
  externalTrafficPolicy: {
    says: 'Local keeps the client address and uses only nodes that run a pod; Cluster shows the pod a node address.',
    default: 'Cluster',
    source: AKS_LB,
    checked,
    known: 'documented',
  },
  healthProbe: {
    says: 'With externalTrafficPolicy Local, Azure probes /healthz on healthCheckNodePort. With Cluster it probes TCP, or, where the port has appProtocol http, the path of the health-probe-request-path annotation, "/" by default.',
    source: AKS_LB,
    checked,
    known: 'documented',
  },
  healthProbeTiming: {
    says: 'The probe interval is 5 s or more, and interval times count must be less than 120 s.',
    unit: 'whole seconds',
    default: Duration.seconds(5),
    min: Duration.seconds(5),
    max: Duration.seconds(120),
    source: HEALTH_PROBE,
    checked,
    known: 'documented',
  },
  healthProbeCount: {
    says: 'Two failed probes take a node out.',
    default: 2,
    source: HEALTH_PROBE,
    checked,
    known: 'documented',
  },
});
