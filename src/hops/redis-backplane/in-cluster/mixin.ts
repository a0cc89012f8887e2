import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, ObjectMixin, proveInPlace } from '../../../constructs/cdk8s/mixin';
import { withRemarks } from '../../../constructs/cdk8s/owned-object';
import type { KubeObject } from '../../../kubernetes/object';
import { annotation } from '../../../kubernetes/owned-key';
import { known } from '../../../path/hop';
import { DEFAULT_EVENTS_PER_SECOND, logLength } from '../../../policy/log-length';
import type { StreamPolicy } from '../../../policy/stream-policy';
import { readBy } from '../about';
import { RATE_ANNOTATION } from '../names';
import { rateRemarks } from '../prop-remarks';
import { readInCluster } from './read';
import { readyArguments } from './ready';
import { serversOf } from './server';

export interface StreamReadyRedisProps {
  readonly policy: StreamPolicy;
  /**
   * The most that is published, all pods together: with the policy it gives the length of the log. A higher rate that the
   * StatefulSet is annotated with stays. Default 10.
   */
  readonly eventsPerSecond?: number;
}

/**
 * Makes StatefulSets that run Redis keep the log of a stream, in place. They are known by an image whose name is redis,
 * redis-stack or valkey (with or without -server), or by such a command; any other StatefulSet is left alone, and nothing is
 * said of it. Apply it to the one with the log: a cache would refuse writes when it is full, where it evicted before.
 *
 * Among the arguments, behind a configuration file too, it writes `--maxmemory-policy noeviction`, and `--maxmemory` at three
 * quarters of the memory limit. A bound below the limit stays; none, 0, one at the limit or above it, or one that is known only
 * at deployment gives way, and so does what a file says. The number of pods, the password and what is written to disk stay as
 * they are; `redisEnvironment` gives the servers what they need to reach it.
 */
export class StreamReadyRedis extends ObjectMixin<StreamReadyRedisProps> {
  protected readonly kind = 'StatefulSet';
  private rate: number;

  constructor(props: StreamReadyRedisProps) {
    super(props);
    this.rate = props.eventsPerSecond ?? DEFAULT_EVENTS_PER_SECOND;
  }

  /** How many events the servers must keep in the log; ask when the mixin is applied, as the rate that is there may be higher. */
  get logLength(): number | 'unbounded' {
    return logLength(this.props.policy, this.rate);
  }

  applyTo(construct: IConstruct): void {
    if (!ApiObject.isApiObject(construct) || !this.supports(construct)) return;
    const found = construct.toJson() as KubeObject;
    if (serversOf(found).length === 0) return;
    const { policy, eventsPerSecond = DEFAULT_EVENTS_PER_SECOND } = this.props;
    const rate = Math.max(eventsPerSecond, ...rateOf(found));
    this.rate = Math.max(this.rate, rate);
    const { keys, remarks } = readyArguments(found);
    applyKeys(construct, [annotation(RATE_ANNOTATION, String(rate)), ...keys]);
    proveInPlace(construct, policy, () => {
      const hop = readInCluster(construct.toJson() as KubeObject);
      return { hops: [withRemarks(hop, [...remarks, ...rateRemarks(eventsPerSecond)])], inFront: readBy(hop.object) };
    });
  }
}

const rateOf = (statefulSet: KubeObject): number[] =>
  known(readInCluster(statefulSet), 'log-rate').flatMap(({ origin, value }) => (origin === 'set' ? [value] : []));
