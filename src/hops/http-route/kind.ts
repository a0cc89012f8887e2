import type { HopKind } from '../hop-kind';
import { httpRouteFacts } from './facts';
import { planHttpRoute } from './hop';
import { agc } from './implementations/agc/agc';
import { envoyGateway } from './implementations/envoy-gateway/envoy-gateway';
import { nginxGatewayFabric } from './implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import { istio, type IstioOptions } from './implementations/istio/istio';

/** One for each product that serves HTTPRoutes. */
export const httpRouteKinds: readonly HopKind[] = [
  {
    type: 'http-route/agc',
    title: 'A Gateway API HTTPRoute that Application Gateway for Containers serves.',
    place: 'proxy',
    facts: { ...httpRouteFacts, ...agc({ healthProbePath: '/readyz' }).facts },
    plan: (policy) =>
      planHttpRoute(policy, {
        object: 'HTTPRoute sse',
        implementation: agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
        gateway: 'new',
      }),
  },
  {
    type: 'http-route/envoy-gateway',
    title: 'A Gateway API HTTPRoute that Envoy Gateway serves.',
    place: 'proxy',
    facts: { ...httpRouteFacts, ...envoyGateway().facts },
    plan: (policy) =>
      planHttpRoute(policy, { object: 'HTTPRoute sse', implementation: envoyGateway({ version: '1.9.0' }), gateway: 'new' }),
  },
  {
    type: 'http-route/nginx-gateway-fabric',
    title: 'A Gateway API HTTPRoute that NGINX Gateway Fabric serves.',
    place: 'proxy',
    facts: { ...httpRouteFacts, ...nginxGatewayFabric().facts },
    plan: (policy) =>
      planHttpRoute(policy, {
        object: 'HTTPRoute sse',
        implementation: nginxGatewayFabric({ version: '2.6.7', cookie: { setBy: 'application', name: 'sse_affinity' } }),
        gateway: 'new',
      }),
  },
  istioKind('An HTTPRoute that AKS application routing serves, by an Istio without its own resources.', {
    installation: 'app-routing',
  }),
  istioKind('An HTTPRoute that the Istio-based service mesh add-on of AKS serves.', { installation: 'mesh-add-on' }),
  istioKind('An HTTPRoute that a self-managed Istio serves.', { installation: 'self-managed' }),
];

function istioKind(title: string, options: IstioOptions): HopKind {
  const implementation = istio(options);
  return {
    type: `http-route/istio/${options.installation}`,
    title,
    place: 'proxy',
    facts: { ...httpRouteFacts, ...implementation.facts },
    plan: (policy) => planHttpRoute(policy, { object: 'HTTPRoute sse', implementation, gateway: 'new' }),
  };
}
