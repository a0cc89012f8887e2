import type { HttpRouteImplementation } from '../../implementation';
import { GATEWAY_CLASS } from '../../about';
import { SESSION_FILTER } from './about';
import { besideGateway, destinationRule } from './manifests';
import { cannot, usesSession, type IstioOptions } from './options';
import { plan } from './plan';
import { appRoutingReader, istioReader } from './read';

export type { IstioOptions } from './options';

const INSTEAD = 'let Envoy Gateway, Application Gateway for Containers or the service mesh add-on serve the route';

/** Istio's gateways, with a DestinationRule for the affinity and, for a new Gateway, a ConfigMap that lets its pods drain. */
export function istio(options: IstioOptions): HttpRouteImplementation<object> {
  const reader = options.installation === 'app-routing' ? appRoutingReader : istioReader;
  return {
    ...reader,
    cannot: cannot(options),
    ...(options.installation === 'app-routing' ? { instead: INSTEAD } : {}),
    timeoutsIn: 'rule',
    plan: (policy, gateway) => plan(policy, options, gateway),
    policies: (policy, { services }) => services.flatMap((service) => destinationRule(policy, options, service)),
    attach: () => ({ annotations: {} }),
    besideGateway: (policy, gatewayName) => besideGateway(policy, options, gatewayName),
    annotations: (gateway) => ({
      ...(gateway === 'existing' ? { [GATEWAY_CLASS]: reader.gatewayClass } : {}),
      ...(usesSession(options) ? { [SESSION_FILTER]: 'true' } : {}),
    }),
  };
}
