import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  emittedHop,
  keysOrNone,
  objectName,
  ownedObject,
  withRemarks,
  type ObjectProps,
} from '../../constructs/cdk8s/owned-object';
import { podsOf, somePods, type Pods, type PodsOnPath } from '../../constructs/cdk8s/backend';
import { following } from '../../constructs/cdk8s/as-written';
import { requireChart } from '../../constructs/cdk8s/chart';
import { pathRemarks, portRemarks } from '../../path/prop-remarks';
import { podReferenceRemarks } from '../../constructs/cdk8s/reference-remarks';
import { aPolicy, aText, requireProps } from '../../constructs/require-props';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { valueAt } from '../../kubernetes/owned-key';
import { selects } from '../../kubernetes/selector';
import type { Hop, Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { serviceFacts } from './facts';
import { planService, serviceKeys, type ServiceOptions } from './hop';
import { readService } from './read';

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
  readonly name: string;
  readonly port: number;
  readonly namespace: string | undefined;
  readonly service: ApiObject;
  private readonly pods: PodsOnPath;
  private readonly current: () => Hop;
  /** Clients reach a load balancer without anything in front. */
  private readonly isEdge: boolean;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamServiceProps,
    options: Omit<ServiceOptions, 'object'> = {},
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, pods: somePods });
    requireChart(scope, id);
    super(scope, id);
    const { policy, name, metadata, port = 80 } = props;
    this.name = name;
    const pods = podsOf(props.pods);
    this.pods = pods;
    const all = { ...options, object: objectName(this, 'Service', props) };
    const appProtocol = options.probePath === undefined ? {} : { appProtocol: 'http' };
    const ports = [{ name: 'http', port, targetPort: props.targetPort ?? pods.port, ...appProtocol }];
    const spec = { selector: pods.labels, ports, ...props.spec };
    this.port = spec.ports[0]?.port ?? port;
    const owned = ownedObject(
      this,
      'Service',
      { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name }, spec },
      keysOrNone(() => serviceKeys(policy, all)),
    );
    this.service = owned.object;
    this.namespace = owned.manifest.metadata.namespace;
    const remarks = [
      ...podReferenceRemarks(this.namespace, pods),
      ...portRemarks('port', props.port),
      ...portRemarks('targetPort', props.targetPort, true),
      ...pathRemarks('probePath', options.probePath),
    ];
    this.current = following(
      () => [owned.written()] as const,
      ([written]) => {
        const selector = valueAt(written, ['spec', 'selector']) as Labels | undefined;
        const hop = emittedHop(owned, readService, planService(policy, all));
        return withRemarks(hop, [...selectorRemarks(selector, pods.labels), ...remarks]);
      },
    );
    this.isEdge = options.loadBalancer !== undefined || valueAt(owned.manifest, ['spec', 'type']) === 'LoadBalancer';
    proveAtSynthesis(this, { policy, behind: [pods], isEntry: this.isEdge });
  }

  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop, ...this.pods.hops];
  }

  findings(): readonly Finding[] {
    const inFront = this.isEdge ? undefined : `what routes to ${this.hop.object}`;
    return findingsOf(this.props.policy, this.node.path, this.hops, inFront);
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
      key: 'spec.selector',
    },
  ];
}

/** A Service with an Azure Load Balancer in front: the whole path of a stream that needs no HTTP proxy. */
export class StreamLoadBalancer extends StreamService {
  constructor(scope: Construct, id: string, props: StreamLoadBalancerProps) {
    // Without types the props may be missing altogether, which the constructor above reports.
    const { exposure = 'internal', probePath }: Partial<StreamLoadBalancerProps> = props ?? {};
    super(scope, id, props, { loadBalancer: exposure, probePath });
  }
}
