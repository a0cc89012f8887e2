import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applyKeys, asPlanned, ObjectMixin, proveInPlace } from '../../constructs/cdk8s/mixin';
import { neighboursOf } from '../../constructs/cdk8s/neighbours';
import { listAt, servicesOf } from '../../kubernetes/ingress';
import { describe, type Json, type KubeObject } from '../../kubernetes/object';
import { annotation, ownedKey, valueAt } from '../../kubernetes/owned-key';
import { unknownHop } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { ALB_EXTENSION, VERSION_ANNOTATION } from '../http-route/implementations/agc/about';
import { healthCheck } from '../http-route/implementations/agc/objects';
import { targetsOf } from '../http-route/implementations/agc/targets';
import { isAgcIngress } from '../ingress-controllers';
import { BESIDE_AN_AGC_INGRESS } from './beside';
import { backendSettings, ingressExtension, ingressKeys, planAgcIngress } from './hop';
import { readAgcIngress } from './read';

export interface StreamReadyAgcIngressProps {
  readonly policy: StreamPolicy;
  /** The path that AGC asks pods for health; never the stream. Default: what the HealthCheckPolicy or the pods' probes say. */
  readonly healthProbePath?: string;
  /** The ALB Controller of the cluster, such as 1.12.4: it decides what the affinity cookie is. Left out, that stays unknown. */
  readonly albControllerVersion?: string;
  /** Why the Ingress API is used, where Microsoft documents streams for the Gateway API only. Without a reason synthesis fails. */
  readonly acknowledgeUnsupported?: string;
}

/**
 * Makes Ingresses of Application Gateway for Containers SSE-ready in place, with their IngressExtension; Ingresses of other
 * classes are left alone. What it writes is for the Services of the stream, whoever else asks them through the Ingress.
 */
export class StreamReadyAgcIngress extends ObjectMixin<StreamReadyAgcIngressProps> {
  protected readonly kind = 'Ingress';

  override supports(construct: IConstruct): construct is ApiObject {
    return super.supports(construct) && ApiObject.isApiObject(construct) && isAgcIngress(construct.toJson() as KubeObject);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    const { policy, healthProbePath } = this.props;
    const services = servicesOf(construct.toJson() as KubeObject, policy.paths);
    const { annotations } = (construct.toJson() as KubeObject).metadata;
    const extension = annotations?.[ALB_EXTENSION] ?? construct.name;
    applyKeys(construct, ingressKeys(extension, this.options));
    for (const service of services) {
      this.completeExtension(construct, extension, service);
      if (healthProbePath !== undefined) this.completeHealthCheck(construct, healthProbePath, service);
    }
    const planned = planAgcIngress(policy, describe(construct.toJson() as KubeObject), this.options);
    const [service] = services;
    proveInPlace(construct, policy, () => {
      if (service === undefined) return { hops: [] };
      const beside = neighboursOf(construct)
        .filter(({ object }) => BESIDE_AN_AGC_INGRESS.test(object.kind))
        .flatMap(({ json }) => json ?? []);
      const found = readAgcIngress(construct.toJson() as KubeObject, service, beside);
      return { hops: [asPlanned(found, planned), unknownHop(`Service ${service}`)] };
    });
  }

  private get options() {
    return { healthProbePath: undefined, ...this.props };
  }

  /** An extension that is there keeps what it says of other Services and hosts. */
  private completeExtension(ingress: ApiObject, name: string, service: string): void {
    const { policy, albControllerVersion } = this.props;
    const theirs = neighboursOf(ingress, 'IngressExtension').find(({ object }) => object.name === name);
    if (theirs === undefined) {
      this.add(ingress, ingressExtension(policy, name, service, this.options));
      return;
    }
    const items = listAt(theirs.json, 'spec', 'backendSettings') as readonly { readonly [key: string]: Json }[];
    const isOurs = (item: { readonly [key: string]: Json }): boolean => item['service'] === service;
    const ours = { ...items.find(isOurs), service, ...backendSettings(policy) };
    const merged = [...items.filter((item) => !isOurs(item)), ours];
    applyKeys(theirs.object, [
      ownedKey(['spec', 'backendSettings'], merged),
      ...(albControllerVersion === undefined ? [] : [annotation(VERSION_ANNOTATION, albControllerVersion)]),
    ]);
  }

  private completeHealthCheck(ingress: ApiObject, path: string, service: string): void {
    const made = healthCheck(path, service);
    const theirs = neighboursOf(ingress, 'HealthCheckPolicy').find(
      ({ json }) => json !== undefined && targetsOf(json).some(({ kind, name }) => kind === 'Service' && name === service),
    );
    if (theirs === undefined) this.add(ingress, made);
    else applyKeys(theirs.object, [ownedKey(['spec', 'default', 'http'], valueAt(made, ['spec', 'default', 'http']) as Json)]);
  }

  /** In the namespace of the Ingress. */
  private add(ingress: ApiObject, object: KubeObject): void {
    const { namespace } = ingress.metadata;
    const metadata = { ...object.metadata, ...(namespace === undefined ? {} : { namespace }) };
    void new ApiObject(ingress.node.scope ?? ingress, `${object.metadata.name}-${object.kind}`, { ...object, metadata });
  }
}
