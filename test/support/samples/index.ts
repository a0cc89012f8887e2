import { policies } from '../policies';
import { agcSamples } from './agc';
import { aksSamples } from './aks';
import { apiManagementSamples } from './api-management';
import { apisixSamples } from './apisix';
import { applicationGatewaySamples } from './application-gateway';
import { frontDoorSamples } from './front-door';
import { httpRouteAgcSamples } from './http-route-agc';
import { httpRouteEnvoyGatewaySamples } from './http-route-envoy-gateway';
import { httpRouteIstioSamples } from './http-route-istio';
import { httpRouteNginxGatewayFabricSamples } from './http-route-nginx-gateway-fabric';
import { ingressAgcSamples } from './ingress-agc';
import { ingressAgicSamples } from './ingress-agic';
import { ingressF5NginxSamples } from './ingress-f5-nginx';
import { ingressNginxSamples } from './ingress-nginx';
import { ingressTraefikSamples } from './ingress-traefik';
import { nginxSamples } from './nginx';
import { redisBackplaneSamples } from './redis-backplane';
import type { Sample } from './sample';
import { serviceSamples } from './service';
import { signalrSamples } from './signalr';
import { workloadSamples } from './workload';

/** By folder of src/hops; a test holds the names against the folders. */
export const samples: Readonly<Record<string, readonly Sample[]>> = {
  agc: agcSamples,
  aks: aksSamples,
  'api-management': apiManagementSamples,
  apisix: apisixSamples,
  'application-gateway': applicationGatewaySamples,
  'front-door': frontDoorSamples,
  'http-route/agc': httpRouteAgcSamples,
  'http-route/envoy-gateway': httpRouteEnvoyGatewaySamples,
  'http-route/istio': httpRouteIstioSamples,
  'http-route/nginx-gateway-fabric': httpRouteNginxGatewayFabricSamples,
  'ingress-agc': ingressAgcSamples,
  'ingress-agic': ingressAgicSamples,
  'ingress-f5-nginx': ingressF5NginxSamples,
  'ingress-nginx': ingressNginxSamples,
  'ingress-traefik': ingressTraefikSamples,
  nginx: nginxSamples,
  'redis-backplane': redisBackplaneSamples,
  service: serviceSamples,
  signalr: signalrSamples,
  workload: workloadSamples,
};

/** Each sample with each policy that fits it, under a title of its own. */
export const uses = Object.entries(samples).flatMap(([folder, all]) =>
  all.flatMap((sample) =>
    Object.entries(policies)
      .filter(([, policy]) => sample.fits(policy))
      .map(([name, policy]) => [`${folder}, ${sample.name}: ${name}`, { folder, sample, policy }] as const),
  ),
);
