import type { LiveCheck } from '../live-check';
import { affinityHolds } from './affinity-holds';
import { cancelReachesServer } from './cancel-reaches-server';
import { crossOriginPreflight } from './cross-origin-preflight';
import { endsWell } from './ends-well';
import { eventStreamHeaders } from './event-stream-headers';
import { heartbeatArrives } from './heartbeat-arrives';
import { http2AtEdge } from './http2-at-edge';
import { loadHolds } from './load-holds';
import { noCachingOnStream } from './no-caching-on-stream';
import { noCompressionOnStream } from './no-compression-on-stream';
import { parallelStreamsOpen } from './parallel-streams-open';
import { reconnectsPolitely } from './reconnects-politely';
import { resumesAfterCut } from './resumes-after-cut';
import { streamsWithoutBuffering } from './streams-without-buffering';
import { survivesIdle } from './survives-idle';
import { survivesMaxAge } from './survives-max-age';

const delivery = [eventStreamHeaders, streamsWithoutBuffering, noCompressionOnStream, noCachingOnStream];
const life = [heartbeatArrives, survivesIdle, survivesMaxAge, endsWell];
const clients = [affinityHolds, resumesAfterCut, reconnectsPolitely, cancelReachesServer];
const edge = [parallelStreamsOpen, loadHolds, http2AtEdge, crossOriginPreflight];

/** Every live check, in the order of the report. A test holds this list against the folder. */
export const checks: readonly LiveCheck[] = [...delivery, ...life, ...clients, ...edge];
