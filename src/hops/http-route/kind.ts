import type { StreamPolicy } from '../../policy/stream-policy';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys, writtenObject, type WrittenKey } from '../written-key';
import { httpRouteFacts } from './facts';
import { planHttpRoute } from './hop';
import type { HttpRouteImplementation } from './implementation';
import { agc, AGC_STAND_IN } from './implementations/agc/agc';
import { envoyGateway } from './implementations/envoy-gateway/envoy-gateway';
import { nginxGatewayFabric } from './implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import { istio, type IstioOptions } from './implementations/istio/istio';
import { gatewayFor, httpRouteKeys, toldKeys } from './keys';

/** One for each product that serves HTTPRoutes. */
export const httpRouteKinds: readonly HopKind[] = [
  kindOf('agc', 'A Gateway API HTTPRoute that Application Gateway for Containers serves.', {
    implementation: agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
    attachment: AGC_STAND_IN,
  }),
  kindOf('envoy-gateway', 'A Gateway API HTTPRoute that Envoy Gateway serves.', {
    implementation: envoyGateway({ version: '1.9.0' }),
    attachment: {},
  }),
  kindOf('nginx-gateway-fabric', 'A Gateway API HTTPRoute that NGINX Gateway Fabric serves.', {
    implementation: nginxGatewayFabric({ version: '2.6.7', cookie: { setBy: 'application', name: 'sse_affinity' } }),
    attachment: {},
  }),
  istioKind('An HTTPRoute that AKS application routing serves, by an Istio without its own resources.', {
    installation: 'app-routing',
  }),
  istioKind('An HTTPRoute that the Istio-based service mesh add-on of AKS serves.', { installation: 'mesh-add-on' }),
  istioKind('An HTTPRoute that a self-managed Istio serves.', { installation: 'self-managed' }),
];

function istioKind(title: string, options: IstioOptions): HopKind {
  return kindOf(`istio/${options.installation}`, title, { implementation: istio(options), attachment: {} });
}

/** A product, and what a new Gateway of its class is told. */
interface Product<A extends object> {
  readonly implementation: HttpRouteImplementation<A>;
  readonly attachment: A;
}

function kindOf<A extends object>(name: string, title: string, product: Product<A>): HopKind {
  const { implementation } = product;
  return {
    type: `http-route/${name}`,
    title,
    place: 'proxy',
    isRoute: true,
    facts: { ...httpRouteFacts, ...implementation.facts },
    plan: (policy) => planHttpRoute(policy, { object: 'HTTPRoute sse', implementation, gateway: 'new' }),
    write: (policy) => written(policy, product),
  };
}

function written<A extends object>(policy: StreamPolicy, { implementation, attachment }: Product<A>): WrittenKey[] {
  const { name, secretName, backend } = standIns;
  const companions = implementation.besideGateway?.(policy, name);
  const { gatewayClass } = implementation;
  const gateway = gatewayFor(name, gatewayClass, secretName, implementation.attach(attachment), companions?.infrastructure);
  return [
    ...writtenFields({ spec: { parentRefs: [{ name }] } }),
    ...writtenKeys([...httpRouteKeys(policy, implementation, backend), ...toldKeys(implementation, 'new')]),
    ...[...implementation.policies(policy, { route: name, services: [backend.name] }), gateway].flatMap(writtenObject),
    ...(companions?.objects ?? []).flatMap(writtenObject),
  ];
}
