import type { HopKind } from './hop-kind';
import { agcKind } from './agc/kind';
import { aksKind } from './aks/kind';
import { apiManagementKind } from './api-management/kind';
import { apisixKind } from './apisix/kind';
import { applicationGatewayKinds } from './application-gateway/kind';
import { frontDoorKinds } from './front-door/kind';
import { httpRouteKinds } from './http-route/kind';
import { ingressAgcKind } from './ingress-agc/kind';
import { agicKind } from './ingress-agic/kind';
import { ingressF5NginxKind } from './ingress-f5-nginx/kind';
import { ingressNginxKind } from './ingress-nginx/kind';
import { ingressTraefikKind } from './ingress-traefik/kind';
import { nginxKind } from './nginx/kind';
import { redisBackplaneKinds } from './redis-backplane/kind';
import { serviceKinds } from './service/kind';
import { signalrKind } from './signalr/kind';
import { workloadKind } from './workload/kind';

/** Every hop, from the client inwards. A test holds this list against the folders. */
export const hops: readonly HopKind[] = [
  ...frontDoorKinds,
  signalrKind,
  apiManagementKind,
  ...applicationGatewayKinds,
  agcKind,
  ingressAgcKind,
  agicKind,
  ingressNginxKind,
  ingressF5NginxKind,
  ingressTraefikKind,
  nginxKind,
  apisixKind,
  ...httpRouteKinds,
  aksKind,
  ...serviceKinds,
  workloadKind,
  ...redisBackplaneKinds,
];
