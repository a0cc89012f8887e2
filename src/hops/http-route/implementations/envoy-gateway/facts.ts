import { Duration } from '../../../../policy/duration';
import { facts } from '../../../../path/fact';

const SOURCE = 'https://github.com/envoyproxy/gateway/blob/v1.9.0';
const TRANSLATOR = `${SOURCE}/internal/xds/translator/route.go`;
const BACKEND_CRD = `${SOURCE}/charts/gateway-helm/charts/crds/crds/generated/gateway.envoyproxy.io_backendtrafficpolicies.yaml`;
const CLIENT_CRD = `${SOURCE}/charts/gateway-helm/charts/crds/crds/generated/gateway.envoyproxy.io_clienttrafficpolicies.yaml`;
const SHUTDOWN = 'https://gateway.envoyproxy.io/v1.9/tasks/operations/graceful-shutdown/';
const ENVOY = 'https://github.com/envoyproxy/envoy/blob/v1.40.0';
const checked = '2026-11-21';

/** What the control plane made of a manifest of that kind, and Envoy did with that. */
const measured = { checked, known: 'measured', provenWith: 'Envoy Gateway 1.9.0 and Envoy 1.40.0' } as const;

/** The most that the pattern of the Gateway API's durations holds. */
const LONGEST = Duration.parse('99999h59m59s999ms');

/** HTTPRoute on Envoy Gateway: what its control plane makes of manifests, and what Envoy then does. */
export const envoyGatewayFacts = facts({
  requestTimeout: {
    says: 'Without timeouts on the rule and without a BackendTrafficPolicy, Envoy’s own default of 15 s ends every stream, however much data flows; 0s switches it off.',
    limit: 'total',
    unit: 'Gateway API duration',
    default: Duration.seconds(15),
    source: TRANSLATOR,
    ...measured,
  },
  ruleTimeout: {
    says: 'timeouts of the rule win over requestTimeout of the policy, and backendRequest without a retry wins over request, 0s too.',
    limit: 'total',
    unit: 'Gateway API duration',
    source: `${SOURCE}/internal/gatewayapi/route.go`,
    ...measured,
  },
  maxStreamDuration: {
    says: 'maxStreamDuration ends a stream after that time in all, beside every other timeout; 0s is no limit.',
    limit: 'total',
    unit: 'Gateway API duration',
    source: TRANSLATOR,
    ...measured,
  },
  streamIdle: {
    says: 'streamIdleTimeout of a BackendTrafficPolicy, from Envoy Gateway 1.8.0 on, is the idle limit of the route and wins over that of the listener; 0s switches it off. Without either a silent stream ends after 5 minutes.',
    limit: 'idle',
    unit: 'Gateway API duration',
    default: Duration.minutes(5),
    min: '1.8.0',
    source: TRANSLATOR,
    ...measured,
  },
  longestDuration: {
    says: 'Durations have at most five digits a unit, so 99999h59m59s999ms is the longest.',
    max: LONGEST,
    source: BACKEND_CRD,
    checked,
    known: 'documented',
  },
  listenerIdle: {
    says: 'streamIdleTimeout of the ClientTrafficPolicy is the idle limit of routes that set none; without it a silent stream ends after 5 minutes. A policy for the listener, by sectionName, stands in the place of that for the whole Gateway, which then says nothing there.',
    limit: 'idle',
    unit: 'Gateway API duration',
    default: Duration.minutes(5),
    source: CLIENT_CRD,
    ...measured,
  },
  derivedIdle: {
    says: 'Where a request timeout is set and no idle limit is, it sets the idle limit too: 0s switches both off, any other gives an idle limit as long, of an hour at least.',
    limit: 'idle',
    min: Duration.hours(1),
    source: TRANSLATOR,
    ...measured,
  },
  connectionIdle: {
    says: 'connectionIdleTimeout of a BackendTrafficPolicy is for connections to pods that carry no request, and never ends a stream.',
    source: BACKEND_CRD,
    ...measured,
  },
  affinity: {
    says: 'loadBalancer of type ConsistentHash chooses the pod by a hash; of a cookie with a ttl Envoy writes one where the client sends none, with Path, SameSite and Secure only where attributes has them. Without it pods are chosen by load.',
    default: 'LeastRequest',
    unit: 'Gateway API duration',
    source: BACKEND_CRD,
    ...measured,
  },
  cookieLifetime: {
    says: 'ttl is the lifetime of the cookie, 0s that of the browser session. Without it Envoy writes no cookie at all, and only clients that already have one are kept on a pod.',
    source: BACKEND_CRD,
    ...measured,
  },
  sourceAddress: {
    says: 'A hash of type SourceIP chooses the pod by the client address, anew for each request: nothing is remembered, so nothing is forgotten.',
    fixed: 'disabled',
    source: TRANSLATOR,
    ...measured,
  },
  split: {
    says: 'Of several backendRefs of a rule a hash chooses the pod among those of all, so each client keeps its pod. Their weights do not count then: of clients split 9 to 1 over two Services of one pod each, either pod had half.',
    ignores: 'weight of backendRefs, beside a ConsistentHash',
    source: `${SOURCE}/internal/xds/translator/cluster.go`,
    ...measured,
  },
  slowStart: {
    says: 'slowStart and zoneAware.preferLocal are refused beside ConsistentHash.',
    source: BACKEND_CRD,
    checked,
    known: 'documented',
  },
  routing: {
    says: 'Requests go to the addresses of the pods, unless routingType is Service in the policy or, where that says nothing, in the EnvoyProxy.',
    default: 'Endpoint',
    source: BACKEND_CRD,
    checked,
    known: 'documented',
  },
  drain: {
    says: 'An Envoy that is to stop goes on serving open streams for drainTimeout of its EnvoyProxy, 60 s by default, and then exits; the grace period of its pod grows with it. Fractions of a second are rounded.',
    limit: 'drain',
    unit: 'Gateway API duration of whole seconds',
    default: Duration.seconds(60),
    source: SHUTDOWN,
    checked,
    known: 'documented',
  },
  clientAddress: {
    says: 'The Service of a Gateway’s Envoys has externalTrafficPolicy Local unless the EnvoyProxy says otherwise, which keeps the client address; Cluster puts that of a node in its place.',
    default: 'Local',
    source: `${SOURCE}/api/v1alpha1/shared_types.go`,
    checked,
    known: 'documented',
  },
  buffering: {
    says: 'Envoy hands every event on at once; requestBuffer of a policy is for requests.',
    fixed: 'off',
    source: `${ENVOY}/source/common/router/router.cc`,
    ...measured,
  },
  compression: {
    says: 'compression or compressor in a BackendTrafficPolicy puts a compressor on the route. It leaves text/event-stream alone, as its list of content types is Envoy’s own and has no such type.',
    source: `${ENVOY}/source/extensions/filters/http/compressor/compressor_filter.cc`,
    ...measured,
  },
  http2: {
    says: 'HTTPS listeners offer HTTP/2, unless alpnProtocols of a ClientTrafficPolicy leaves h2 out.',
    default: 'on',
    source: CLIENT_CRD,
    checked,
    known: 'documented',
  },
  retry: {
    says: 'Nothing is retried unless a BackendTrafficPolicy or the rule has a retry; then, by default, what was refused or answered 503. A timeout per retry, or a trigger such as 5xx, repeats slow requests too.',
    default: 'off',
    source: TRANSLATOR,
    ...measured,
  },
  healthCheck: {
    says: 'healthCheck.active of type HTTP asks every pod for its path and takes 200 as healthy; without it the readiness of the pods decides.',
    source: BACKEND_CRD,
    checked,
    known: 'documented',
  },
  target: {
    says: 'A BackendTrafficPolicy is for Gateways, ListenerSets and routes of its own namespace, by group gateway.networking.k8s.io, in targetRefs or in the older targetRef, not in both; a sectionName must name a rule or listener that is there.',
    ignores: 'a BackendTrafficPolicy of another namespace',
    source: BACKEND_CRD,
    checked,
    known: 'documented',
  },
  selectors: {
    says: 'targetSelectors with namespaces.from All or Selector select targets of other namespaces too, each only where a ReferenceGrant beside it lets that kind of policy of that namespace; such a policy counts as one beside the target does.',
    source: `${SOURCE}/internal/gatewayapi/helpers.go`,
    ...measured,
  },
  clientTarget: {
    says: 'A ClientTrafficPolicy is for Gateways and ListenerSets of its own namespace, by group gateway.networking.k8s.io, in targetRefs or in the older targetRef, not in both; a sectionName must name a listener that is there.',
    ignores: 'a ClientTrafficPolicy of another namespace',
    source: CLIENT_CRD,
    checked,
    known: 'documented',
  },
  precedence: {
    says: 'Of policies for a rule, a route, a listener and a Gateway only the most specific counts, at each listener by itself, and of several for the same target the oldest. A BackendTrafficPolicy with a mergeType is merged with that of the listener, else of the Gateway; one for a rule never with that for its route.',
    source: `${SOURCE}/internal/gatewayapi/backendtrafficpolicy.go`,
    ...measured,
  },
  sessionPersistence: {
    says: 'Where the experimental schemas are installed, sessionPersistence of a rule makes Envoy write a cookie that names the pod, with the path that the rule matches.',
    source: `${SOURCE}/internal/xds/translator/session_persistence.go`,
    ...measured,
  },
  gatewayClass: {
    says: 'Users name the GatewayClass; it is Envoy Gateway’s by controllerName gateway.envoyproxy.io/gatewayclass-controller.',
    default: 'eg',
    source: 'https://gateway.envoyproxy.io/v1.9/tasks/quickstart/',
    checked,
    known: 'documented',
  },
});
