import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { keysOrNone, objectName, ownedObject, withRemarks, type ObjectProps } from '../../constructs/cdk8s/owned-object';
import { podsOf, type Pods } from '../../constructs/cdk8s/backend';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { selects } from '../../kubernetes/selector';
import type { Hop, Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { serviceFacts } from './facts';
import { planService, serviceKeys, type ServiceOptions } from './hop';

type Labels = Readonly<Record<string, unknown>>;

export interface StreamServiceProps extends ObjectProps {
  readonly policy: StreamPolicy;
  /** The pods behind it: a StreamWorkload, an existing Deployment, or just the labels that select them. */
  readonly pods: Pods;
  /** The port clients of the Service use. Default 80. */
  readonly port?: number;
  /** The pods' port, by number or name. Default: the workload's, else `http`. */
  readonly targetPort?: number | string;
  /** More of the Service's spec, passed through. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

export interface StreamLoadBalancerProps extends StreamServiceProps {
  /** Whether the Azure Load Balancer has an address of the virtual network or of the internet. Default `internal`. */
  readonly exposure?: 'internal' | 'public';
  /** The path Azure probes for health where the client address is not kept. Default: Azure probes by TCP. */
  readonly probePath?: string;
}

/** A Service inside the cluster, with ClientIP affinity when the policy asks for it. */
export class StreamService extends Construct implements OnPath {
  readonly hop: Hop;
  readonly name: string;
  readonly port: number;
  readonly service: ApiObject;
  private readonly behind: OnPath;

  constructor(
    scope: Construct,
    id: string,
    protected readonly props: StreamServiceProps,
    options: Omit<ServiceOptions, 'object'> = {},
  ) {
    super(scope, id);
    const { policy, name, metadata, port = 80 } = props;
    this.name = name;
    const pods = podsOf(props.pods);
    this.behind = pods;
    const all = { ...options, object: objectName(this, 'Service', props) };
    const appProtocol = options.probePath === undefined ? {} : { appProtocol: 'http' };
    const ports = [{ name: 'http', port, targetPort: props.targetPort ?? pods.port, ...appProtocol }];
    const spec = { selector: pods.labels, ports, ...props.spec };
    this.port = spec.ports[0]?.port ?? port;
    const { object, remarks, suppressed } = ownedObject(
      this,
      'Service',
      { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name }, spec },
      keysOrNone(() => serviceKeys(policy, all)),
    );
    this.service = object;
    this.hop = withRemarks(planService(policy, all), [...remarks, ...selectorRemarks(spec.selector, pods.labels)], suppressed);
    proveAtSynthesis(this, [pods]);
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.behind.hops];
  }

  findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops, `what routes to ${this.hop.object}`);
  }
}

function selectorRemarks(selector: Labels | undefined, labels: Labels): Remark[] {
  if (selects(selector, labels)) return [];
  return [
    {
      rule: 'selector-matches-nothing',
      found: `spec.selector is ${JSON.stringify(selector ?? {})}, the labels of the pods are ${JSON.stringify(labels)}`,
      need: 'every label of the selector must be a label of the pods, or the Service has no pod to send to',
      fix: 'remove spec.selector from the props, or write labels that the pods have',
      fact: serviceFacts.selector,
    },
  ];
}

/** A Service with an Azure Load Balancer in front: the whole path of a stream that needs no HTTP proxy. */
export class StreamLoadBalancer extends StreamService {
  constructor(scope: Construct, id: string, props: StreamLoadBalancerProps) {
    super(scope, id, props, { loadBalancer: props.exposure ?? 'internal', probePath: props.probePath });
  }

  override findings(): readonly Finding[] {
    return findingsOf(this.props.policy, this.node.path, this.hops);
  }
}
