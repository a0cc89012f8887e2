import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { following } from '../../../constructs/cdk8s/as-written';
import { requireChart } from '../../../constructs/cdk8s/chart';
import { ownedObject, withRemarks, type ObjectProps } from '../../../constructs/cdk8s/owned-object';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../../constructs/prove';
import { aNumber, aPolicy, aText, objectWith, optional, requireProps } from '../../../constructs/require-props';
import type { Json, KubeObject } from '../../../kubernetes/object';
import { ownedKey } from '../../../kubernetes/owned-key';
import { unknownHop, type Hop } from '../../../path/hop';
import { DEFAULT_EVENTS_PER_SECOND, logLength } from '../../../policy/log-length';
import type { StreamPolicy } from '../../../policy/stream-policy';
import type { Finding } from '../../../rules/rule';
import { readBy } from '../about';
import { RATE_ANNOTATION } from '../names';
import { memoryRemarks, rateRemarks } from '../prop-remarks';
import { clusterIp, DEFAULT_IMAGE, DEFAULT_MEMORY, environmentByPassword, statefulSet, type SecretKey } from './manifests';
import { readInCluster } from './read';

export interface StreamRedisProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /**
   * The key of a Secret that holds the password, of letters and digits, as it becomes part of a URL; such as
   * `kubectl create secret generic prices-redis --from-literal=password=$(openssl rand -hex 32)`.
   */
  readonly password: SecretKey;
  /** The most that is published, all pods together: with the policy it gives the length of the log. Default 10. */
  readonly eventsPerSecond?: number;
  /** Of the container in MiB; three quarters are for the log. Default 256. */
  readonly memory?: number;
  /** Default: the official image of Redis 7.4. */
  readonly image?: string;
}

/** A Redis in the cluster that keeps the events of a stream, for development: a restart empties it. */
export class StreamRedis extends Construct implements OnPath {
  readonly statefulSet: ApiObject;
  readonly service: ApiObject;
  /** How many events the servers must keep in the log. */
  readonly logLength: number | 'unbounded';
  /** The environment of the reference server, for `container: { env }` of a StreamWorkload. */
  readonly env: readonly Json[];
  private readonly current: () => Hop;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamRedisProps,
  ) {
    requireProps(scope, id, props, {
      policy: aPolicy,
      name: aText,
      password: objectWith({ name: aText, key: aText }),
      memory: optional(aNumber),
    });
    requireChart(scope, id);
    super(scope, id);
    const { policy, name, password, memory = DEFAULT_MEMORY, image = DEFAULT_IMAGE } = props;
    const { eventsPerSecond = DEFAULT_EVENTS_PER_SECOND } = props;
    const labels = { 'app.kubernetes.io/name': name };
    const metadata = { ...props.metadata, name } as KubeObject['metadata'];
    const rate = ownedKey(['metadata', 'annotations', RATE_ANNOTATION], String(eventsPerSecond));
    const owned = ownedObject(this, 'StatefulSet', statefulSet({ metadata, labels, image, password, memory }), [rate]);
    this.statefulSet = owned.object;
    this.service = new ApiObject(this, 'Service', clusterIp(metadata, labels));
    this.logLength = logLength(policy, eventsPerSecond);
    this.env = environmentByPassword(name, password, eventsPerSecond);
    const remarks = [...owned.remarks, ...rateRemarks(eventsPerSecond), ...memoryRemarks(memory)];
    this.current = following(
      () => [owned.written()] as const,
      ([written]) => withRemarks(readInCluster(written), remarks),
    );
    proveAtSynthesis(this, { policy });
  }

  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [unknownHop(readBy(this.hop.object)), this.hop];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }
}
