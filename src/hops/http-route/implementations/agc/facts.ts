import { Duration } from '../../../../policy/duration';
import { facts } from '../../../../path/fact';

const LEARN = 'https://learn.microsoft.com/azure/application-gateway/for-containers';
const COMPONENTS = `${LEARN}/application-gateway-for-containers-components`;
const RELEASES = `${LEARN}/alb-controller-release-notes`;
const API = `${LEARN}/api-specification-kubernetes`;
const CRDS = 'https://github.com/datreeio/CRDs-catalog/blob/ad15793707230b65da30689d9fd855b5ef4e75c4/alb.networking.azure.io';
const checked = '2026-11-21';

/** HTTPRoute on Application Gateway for Containers, as the ALB Controller makes it. */
export const agcRouteFacts = facts({
  requestTimeout: {
    says: 'The request timeout ends every request after 60 s, however much data flows, unless a RoutePolicy or the route’s own timeouts say otherwise.',
    limit: 'total',
    unit: 'Go duration',
    default: Duration.seconds(60),
    source: COMPONENTS,
    checked,
    known: 'documented',
  },
  zeroTimeout: {
    says: 'A request timeout of 0s is off, from ALB Controller 1.6.7 on; before, 0 did not work for streams. A field report of 2026-08 saw streams reset near 60 s under 0s all the same: measure yours.',
    min: '1.6.7',
    source: RELEASES,
    checked,
    known: 'documented',
  },
  sse: {
    says: 'Server-Sent Events are supported from ALB Controller 1.0.2 on, and pass as they come: there is no setting for response buffering.',
    min: '1.0.2',
    source: `${LEARN}/server-sent-events`,
    checked,
    known: 'documented',
  },
  routeTimeouts: {
    says: 'The timeouts of an HTTPRoute rule count from ALB Controller 1.11.1 on, and then win over the RoutePolicy; before, they are ignored.',
    ignores: 'timeouts of a rule before ALB Controller 1.11.1',
    limit: 'total',
    min: '1.11.1',
    source: `${LEARN}/server-sent-events`,
    checked,
    known: 'documented',
  },
  streamIdle: {
    says: 'A stream that carried nothing for 5 minutes is closed; nothing changes that.',
    limit: 'idle',
    fixed: Duration.minutes(5),
    source: COMPONENTS,
    checked,
    known: 'documented',
  },
  removedPod: {
    says: 'Streams to a pod that was removed or fails its probe go on until client or server ends them.',
    limit: 'drain',
    fixed: 'disabled',
    source: `${LEARN}/migrate-from-agic-to-agc`,
    checked: '2026-11-20',
    known: 'documented',
  },
  podAddresses: {
    says: 'Requests go to the addresses of the pods themselves; the Service only names them.',
    source: `${LEARN}/container-networking`,
    checked: '2026-11-20',
    known: 'documented',
  },
  affinity: {
    says: 'Affinity is in RoutePolicy spec.default.sessionAffinity: application-cookie, which needs cookieName and cookieDuration, or managed-cookie. Without it each request goes to any pod.',
    unit: 'Go duration',
    default: 'none',
    source: `${LEARN}/session-affinity`,
    checked,
    known: 'documented',
  },
  managedCookie: {
    says: 'managed-cookie is named AGCAffinity and lives for 86400 s; cookieName and cookieDuration are discarded.',
    ignores: 'cookieName and cookieDuration of a managed-cookie',
    fixed: Duration.seconds(86_400),
    source: `${LEARN}/session-affinity`,
    checked,
    known: 'documented',
  },
  cookieOnly: {
    says: 'Affinity is by cookie only; no field makes the client address choose the pod.',
    source: API,
    checked,
    known: 'documented',
  },
  cookiePath: {
    says: 'Before ALB Controller 1.12.1 the cookie has no Path, so each folder of the site gets one of its own and clients change pods; 1.12.1 answers the report that asked for Path=/.',
    min: '1.12.1',
    source: 'https://github.com/Azure/AKS/issues/5805',
    checked,
    known: 'documented',
  },
  cookieDuration: {
    says: 'cookieDuration is a text with a unit, such as 3600s; the API server refuses a number.',
    source: `${CRDS}/routepolicy_v1.json`,
    checked,
    known: 'documented',
  },
  loadBalancing: {
    says: 'Affinity is by consistent hash; it is refused beside any other load-balancing strategy and beside slow start.',
    source: `${LEARN}/load-balancing-strategies`,
    checked,
    known: 'documented',
  },
  ringHash: {
    says: 'The documentation lists the strategy ring-hash; the schema of ALB Controller 1.8.12 refuses it, and in January 2026 Microsoft called it unreleased.',
    source: 'https://github.com/Azure/AKS/issues/5564',
    checked: '2026-11-20',
    known: 'documented',
  },
  policyTarget: {
    says: 'A RoutePolicy targets one HTTPRoute or GRPCRoute as a whole, by group gateway.networking.k8s.io; sectionNames is refused, and there is no sectionName. The namespace of the target is by default that of the policy; across namespaces a policy is for traffic from its own only.',
    source: API,
    checked,
    known: 'documented',
  },
  onePolicy: {
    says: 'Of two RoutePolicies on one route the API calls one conflicted; no source says which.',
    source: API,
    checked,
    known: 'documented',
  },
  override: {
    says: 'override is in the schema of the policies and not supported: it fails validation. Only default counts.',
    source: API,
    checked,
    known: 'documented',
  },
  backendTls: {
    says: 'BackendTLSPolicy has sni, ports, clientCertificateRef and verify, and no timeout of any sort.',
    source: `${CRDS}/backendtlspolicy_v1.json`,
    checked,
    known: 'documented',
  },
  healthProbe: {
    says: 'Pods are probed as the HealthCheckPolicy of their Service says; without one, as their readiness probe says; without that, at /.',
    default: '/',
    source: `${LEARN}/custom-health-probe`,
    checked,
    known: 'documented',
  },
  retries: {
    says: 'Automatic retries are a feature of the product; no page says on what, and no field changes it.',
    source: `${LEARN}/overview`,
    checked,
    known: 'documented',
  },
  gateway: {
    says: 'A Gateway names an existing AGC by annotation alb-id with its frontend as address of type alb.networking.azure.io/alb-frontend, or one the controller manages by annotations alb-namespace and alb-name. alb-frontend as annotation is for Ingress.',
    source: `${LEARN}/how-to-ssl-offloading-gateway-api`,
    checked,
    known: 'documented',
  },
  ingressExtension: {
    says: 'An IngressExtension counts for the Ingresses of its namespace that name it by the annotation alb-ingress-extension; what a route needs is in a RoutePolicy.',
    source: `${LEARN}/how-to-url-redirect-ingress-api`,
    checked,
    known: 'documented',
  },
  timeoutNames: {
    says: 'The one timeout of a RoutePolicy is routeTimeout, and that of an IngressExtension requestTimeout.',
    source: `${CRDS}/ingressextension_v1.json`,
    checked,
    known: 'documented',
  },
  listenerPorts: {
    says: 'Listeners may use ports 80 and 443 only; an HTTPS listener takes its certificate from a Secret.',
    source: `${LEARN}/overview`,
    checked,
    known: 'documented',
  },
});
