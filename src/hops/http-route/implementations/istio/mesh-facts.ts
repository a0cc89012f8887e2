import { facts } from '../../../../path/fact';
import { SOURCE } from './facts';

const API = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/';
const VALIDATION = `${SOURCE}/pkg/config/validation/validation.go`;
const CLUSTER = `${SOURCE}/pilot/pkg/networking/core/cluster_traffic_policy.go`;
const checked = '2026-11-21';

/** What Istio's own resources do to an HTTPRoute, where they can be used: not on AKS application routing. */
export const meshFacts = facts({
  affinity: {
    says: 'consistentHash of a DestinationRule chooses the pod by a hash; of an httpCookie with a ttl Envoy writes one where the client sends none, HttpOnly, with Path only where path is set. Without it pods are chosen by load.',
    default: 'LEAST_REQUEST',
    unit: 'Go duration',
    source: `${SOURCE}/pilot/pkg/networking/core/route/route.go`,
    checked,
    known: 'measured',
  },
  cookieLifetime: {
    says: 'ttl is the lifetime of the cookie, 0s that of the browser session. Without it Envoy writes no cookie at all, and only clients that have one already are kept on a pod.',
    source: API,
    checked,
    known: 'measured',
  },
  cookieAttributes: {
    says: 'attributes adds Secure and SameSite to the cookie, from Istio 1.28.0 on; HttpOnly is there in any case, and listed it is written twice.',
    min: '1.28.0',
    source: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/change-notes/',
    checked,
    known: 'measured',
  },
  sourceAddress: {
    says: 'useSourceIp chooses the pod by the client address, anew for each request: nothing is remembered, so nothing is forgotten.',
    fixed: 'disabled',
    source: API,
    checked,
    known: 'measured',
  },
  hashKey: {
    says: 'consistentHash takes one of httpCookie with a name, useSourceIp, httpHeaderName and httpQueryParameterName, and not beside simple; maglev needs a tableSize.',
    source: VALIDATION,
    checked,
    known: 'measured',
  },
  warmup: {
    says: 'warmup beside consistentHash is accepted and dropped.',
    source: CLUSTER,
    checked,
    known: 'measured',
  },
  hashRetries: {
    says: 'With a consistentHash the retries of a request go back to the pod that refused it: of 30 clients with one dead pod of two 13 got 503, until the pod left the list or outlierDetection ejected it.',
    source: `${SOURCE}/pilot/pkg/networking/core/route/retry/retry.go`,
    checked,
    known: 'measured',
  },
  ejection: {
    says: 'outlierDetection ejects a pod after 5 failures in a row. With splitExternalLocalOriginErrors connections that fail are counted on their own, by consecutiveLocalOriginFailures.',
    default: 5,
    source: 'https://www.envoyproxy.io/docs/envoy/v1.40.0/api-v3/config/cluster/v3/outlier_detection.proto',
    checked,
    known: 'documented',
  },
  ejectionShare: {
    says: 'Of the pods no more than maxEjectionPercent are ejected at a time, by default 10 of a hundred: of fewer than ten pods none.',
    default: 10,
    source: 'https://github.com/envoyproxy/envoy/blob/v1.40.0/source/common/upstream/outlier_detection_impl.cc',
    checked,
    known: 'documented',
  },
  weights: {
    says: 'Of several backendRefs the weight draws one anew for each request, whatever cookie comes; affinity holds within a Service only, and each sets a cookie of its own.',
    source: `${SOURCE}/pilot/pkg/networking/core/route/route.go`,
    checked,
    known: 'measured',
  },
  place: {
    says: 'A DestinationRule counts in the namespace of the gateway, else in that of the Service where exportTo lets the gateway see it, else in the root namespace; anywhere else it is ignored without a trace, as it has no status.',
    source: `${SOURCE}/pilot/pkg/model/push_context.go`,
    checked,
    known: 'measured',
  },
  host: {
    says: 'host is a name without dots, of a Service beside the rule, or the full name in cluster.local; anything between is no Service.',
    source: API,
    checked,
    known: 'documented',
  },
  precedence: {
    says: 'Of DestinationRules for the same host in a namespace the trafficPolicy of the oldest counts.',
    source: `${SOURCE}/pilot/pkg/model/destination_rule.go`,
    checked,
    known: 'documented',
  },
  portLevel: {
    says: 'portLevelSettings of a port take the place of everything else in trafficPolicy: nothing is inherited.',
    source: `${SOURCE}/pilot/pkg/networking/util/util.go`,
    checked,
    known: 'documented',
  },
  upstreamIdle: {
    says: 'connectionPool.http.idleTimeout is for connections to pods that carry no request, and never ends a stream; it takes 1ms or more.',
    source: API,
    checked,
    known: 'measured',
  },
  virtualService: {
    says: 'A VirtualService has no effect on the routes of a Gateway API gateway, and no error says so.',
    source: `${SOURCE}/pilot/pkg/model/push_context.go`,
    checked,
    known: 'measured',
  },
  virtualServiceTimeout: {
    says: 'timeout of a VirtualService takes 1ms or more: 0s is refused, and left out there is no limit.',
    source: VALIDATION,
    checked,
    known: 'measured',
  },
  envoyFilter: {
    says: 'An EnvoyFilter can change the configuration of the gateways of its namespace, or of all in the root namespace: stream_idle_timeout of the connection manager, idle_timeout and timeout of routes and the filters.',
    source: 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
    checked,
    known: 'measured',
  },
});
