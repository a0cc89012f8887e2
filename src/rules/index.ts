import { affinityAtBalancingHop } from './affinity-at-balancing-hop';
import { affinityBypassed } from './affinity-bypassed';
import { affinityConflictsWithLoadBalancing } from './affinity-conflicts-with-load-balancing';
import { affinityCookieAttributes } from './affinity-cookie-attributes';
import { affinityCookieLifetime } from './affinity-cookie-lifetime';
import { affinityCookieNameCollision } from './affinity-cookie-name-collision';
import { affinityCookiePath } from './affinity-cookie-path';
import { affinityUnsupportedByHop } from './affinity-unsupported-by-hop';
import { autoscalerKeepsStreams } from './autoscaler-keeps-streams';
import { baselineEntryStale } from './baseline-entry-stale';
import { clientIpAffinityBehindProxy } from './client-ip-affinity-behind-proxy';
import { clientAbortReachesServer } from './client-abort-reaches-server';
import { connectionLimitOnStream } from './connection-limit-on-stream';
import { controllerOwnsGatewaySettings } from './controller-owns-gateway-settings';
import { disruptionBudget } from './disruption-budget';
import { drainWindowCoversClose } from './drain-window-covers-close';
import { eventLogCoversMaxAge } from './event-log-covers-max-age';
import { eventLogKept } from './event-log-kept';
import { experimentalField } from './experimental-field';
import { gatewayDrainTimeout } from './gateway-drain-timeout';
import { healthProbeOffStreamPath } from './health-probe-off-stream-path';
import { heartbeatWithinIdleLimit } from './heartbeat-within-idle-limit';
import { hopDoesNotSupportSse } from './hop-does-not-support-sse';
import { hopNotInInput } from './hop-not-in-input';
import { hopRetired } from './hop-retired';
import { http2AtEdge } from './http2-at-edge';
import { leastPrivilege } from './least-privilege';
import { literalNeeded } from './literal-needed';
import { maxAgeWithinTotalLimit } from './max-age-within-total-limit';
import { noCachingOnStream } from './no-caching-on-stream';
import { noCompressionOnStream } from './no-compression-on-stream';
import { noRetryOnStream } from './no-retry-on-stream';
import { ownedKeySetByUser } from './owned-key-set-by-user';
import { reloadCutsStreams } from './reload-cuts-streams';
import { replicasSpread } from './replicas-spread';
import { responseBufferingOff } from './response-buffering-off';
import { rolloutKeepsCapacity } from './rollout-keeps-capacity';
import { secureTransport } from './secure-transport';
import { selectorMatchesNothing } from './selector-matches-nothing';
import { settingIgnoredByTarget } from './setting-ignored-by-target';
import { suppressionOfUnknownRule } from './suppression-of-unknown-rule';
import { suppressionUnused } from './suppression-unused';
import { suppressionWithoutReason } from './suppression-without-reason';
import { timeoutSetTwice } from './timeout-set-twice';
import { valueRejectedByTarget } from './value-rejected-by-target';
import { withRemarks, type Rule } from './rule';

const timeouts = [heartbeatWithinIdleLimit, maxAgeWithinTotalLimit, timeoutSetTwice];
const delivery = [responseBufferingOff, noCompressionOnStream, noCachingOnStream];
const affinity = [
  affinityAtBalancingHop,
  affinityUnsupportedByHop,
  affinityBypassed,
  clientIpAffinityBehindProxy,
  affinityCookieLifetime,
  affinityCookiePath,
  affinityCookieNameCollision,
  affinityCookieAttributes,
  affinityConflictsWithLoadBalancing,
];
const target = [
  settingIgnoredByTarget,
  valueRejectedByTarget,
  ownedKeySetByUser,
  literalNeeded,
  selectorMatchesNothing,
  controllerOwnsGatewaySettings,
  experimentalField,
  hopDoesNotSupportSse,
  hopRetired,
  hopNotInInput,
];
const shutdown = [
  drainWindowCoversClose,
  gatewayDrainTimeout,
  reloadCutsStreams,
  rolloutKeepsCapacity,
  disruptionBudget,
  replicasSpread,
  autoscalerKeepsStreams,
  leastPrivilege,
];
const edge = [
  noRetryOnStream,
  http2AtEdge,
  healthProbeOffStreamPath,
  secureTransport,
  connectionLimitOnStream,
  clientAbortReachesServer,
];

const resume = [eventLogKept, eventLogCoversMaxAge];

const accepted = [suppressionWithoutReason, suppressionOfUnknownRule, suppressionUnused, baselineEntryStale];

/** Every rule, in the order of the report. A test holds this list against the folder. */
export const rules: readonly Rule[] = [
  ...timeouts,
  ...delivery,
  ...affinity,
  ...target,
  ...shutdown,
  ...edge,
  ...resume,
  ...accepted,
].map(withRemarks);
