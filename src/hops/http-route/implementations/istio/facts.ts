import { Duration } from '../../../../policy/duration';
import { facts } from '../../../../path/fact';

export const SOURCE = 'https://github.com/istio/istio/blob/eed52ebb66ad';
const CONVERSION = `${SOURCE}/pilot/pkg/config/kube/gateway/conversion.go`;
const DEPLOYMENT = `${SOURCE}/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go`;
const LISTENER = `${SOURCE}/pilot/pkg/networking/core/listener_builder.go`;
const ENVOY = 'https://github.com/envoyproxy/envoy/blob/v1.40.0';
const checked = '2026-11-21';

/** What the control plane made of a manifest of that kind: Istio's module of 2026-08-27, on the way to 1.31. */
export const rendered = { checked, known: 'measured', provenWith: 'Istio eed52ebb66ad' } as const;
/** What Envoy did with that. */
export const ran = { ...rendered, provenWith: 'Istio eed52ebb66ad and Envoy 1.40.0' } as const;

/** HTTPRoute on a Gateway of Istio, whoever runs it: what its control plane makes of manifests, and what Envoy then does. */
export const istioFacts = facts({
  requestTimeout: {
    says: 'Without timeouts on the rule nothing ends a stream by its age; request: 0s means the same, any other value ends each stream however much data flows.',
    limit: 'total',
    unit: 'Gateway API duration',
    default: 'disabled',
    source: CONVERSION,
    ...ran,
  },
  backendRequest: {
    says: 'backendRequest without a retry is the total timeout and wins over request, 0s included; with a retry it is the time until the headers of each try.',
    limit: 'total',
    unit: 'Gateway API duration',
    source: CONVERSION,
    ...ran,
  },
  streamIdle: {
    says: 'Istio switches the stream idle timeout of its gateways off: a silent stream lives on.',
    limit: 'idle',
    default: 'disabled',
    source: LISTENER,
    ...rendered,
  },
  edgeProfile: {
    says: 'From Istio 1.31 on, connectionSettings of the proxy configuration has httpStreamIdleTimeout, which profile EDGE sets to 5 minutes; request: 0s on a rule does not switch it off, heartbeats keep a stream alive.',
    limit: 'idle',
    unit: 'Go duration',
    default: Duration.minutes(5),
    source: `${SOURCE}/pilot/pkg/networking/core/connection_settings.go`,
    ...ran,
  },
  retry: {
    says: 'Envoy tries again where no connection was made, twice and on another pod; what has reached a pod is not repeated. A retry on the rule takes the place of that, and attempts: 0 switches it off.',
    default: 2,
    source: `${SOURCE}/pilot/pkg/networking/core/route/retry/retry.go`,
    ...ran,
  },
  noRetry: {
    says: 'Without retries, by attempts: 0 on the rule or in defaultHttpRetryPolicy of the mesh, every client whose pod refuses the connection gets 503: with one dead pod of two 11 of 30 did.',
    source: `${SOURCE}/pilot/pkg/networking/core/route/retry/retry.go`,
    ...ran,
  },
  routing: {
    says: 'The gateway sends to the addresses of the pods, by load.',
    fixed: 'pods',
    source: `${SOURCE}/pilot/pkg/networking/core/cluster_builder.go`,
    ...rendered,
  },
  sessionPersistence: {
    says: 'Istio reads sessionPersistence neither on a rule nor in an XBackendTrafficPolicy; the route is Accepted all the same.',
    ignores: 'sessionPersistence',
    source: 'https://github.com/istio/istio/issues/55839',
    ...rendered,
  },
  persistentSession: {
    says: 'Where istiod has PILOT_ENABLE_PERSISTENT_SESSION_FILTER=true, the label istio.io/persistent-session of a Service names a cookie that holds the address of the pod, for path / and the browser session, without Secure. The switch is off by default; the label alone only keeps pods that are ending in the list.',
    default: false,
    source: `${SOURCE}/pilot/pkg/features/experimental.go`,
    ...ran,
  },
  sessionDrain: {
    says: 'With that label a pod that is ending stays in the list as draining while its readiness probe passes, and the clients whose cookie names it still reach it; without the label it leaves the list at once.',
    source: `${SOURCE}/pilot/pkg/xds/endpoints/endpoint_builder.go`,
    ...rendered,
  },
  sessionLabel: {
    says: 'The value of a Kubernetes label takes letters, digits, -, _ and . only, so the path that Istio would read after a colon cannot be written.',
    source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
    checked,
    known: 'documented',
  },
  sessionHeader: {
    says: 'istio.io/persistent-session-header names a header in place of the cookie, and a browser’s EventSource sends no header of its own.',
    source: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface',
    checked,
    known: 'documented',
  },
  drain: {
    says: 'The agent of a gateway pod ends Envoy, and every stream with it, terminationDrainDuration after SIGTERM: 5 s, unless proxy.istio.io/config on the pod says otherwise. The annotations of spec.infrastructure reach the pod.',
    limit: 'drain',
    unit: 'Go duration',
    default: Duration.seconds(5),
    source: `${SOURCE}/pkg/envoy/agent.go`,
    checked,
    known: 'documented',
  },
  gracePeriod: {
    says: 'The Deployment of a Gateway has no terminationGracePeriodSeconds of its own, so Kubernetes kills its pods after 30 s; the ConfigMap that spec.infrastructure.parametersRef names can set it.',
    limit: 'drain',
    unit: 'whole seconds',
    default: Duration.seconds(30),
    source: DEPLOYMENT,
    ...rendered,
  },
  exitOnZero: {
    says: 'With EXIT_ON_ZERO_ACTIVE_CONNECTIONS the agent waits until no connection is left, for as long as the grace period of the pod allows.',
    limit: 'drain',
    unit: 'whole seconds',
    source: `${SOURCE}/pkg/envoy/agent.go`,
    checked,
    known: 'documented',
  },
  parameters: {
    says: 'Of the ConfigMap that parametersRef names, the keys deployment, service, horizontalPodAutoscaler, podDisruptionBudget and serviceAccount are patches. Where it is missing, or has another key, nothing is deployed, and only the log of istiod says so.',
    source: DEPLOYMENT,
    ...rendered,
  },
  clientAddress: {
    says: 'The Service of a Gateway has no externalTrafficPolicy of its own, so the node that takes a connection puts its address in the client’s place; Local keeps it.',
    default: 'Cluster',
    source: DEPLOYMENT,
    ...rendered,
  },
  buffering: {
    says: 'Envoy hands every event on at once.',
    fixed: 'off',
    source: `${ENVOY}/source/common/router/router.cc`,
    ...ran,
  },
  compression: {
    says: 'Nothing is compressed unless an EnvoyFilter adds a compressor, which leaves text/event-stream alone by default and otherwise passes each event at once.',
    default: 'off',
    source: `${ENVOY}/source/extensions/filters/http/compressor/compressor_filter.cc`,
    ...ran,
  },
  http2: {
    says: 'HTTPS listeners offer HTTP/2 without a limit on streams, and plain ones take it from clients that begin with it.',
    default: 'on',
    source: LISTENER,
    ...rendered,
  },
  gatewayClass: {
    says: 'Istio serves the GatewayClass istio, and every other one whose controllerName is istio.io/gateway-controller.',
    default: 'istio',
    source: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/',
    checked,
    known: 'documented',
  },
});
