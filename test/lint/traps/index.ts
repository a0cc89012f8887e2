import { envoyGatewayTraps } from './envoy-gateway';
import { frontDoorTraps } from './front-door';
import { agicTraps } from './ingress-agic';
import { nginxTraps } from './ingress-nginx';
import { traefikTraps } from './ingress-traefik';
import { istioTraps } from './istio';
import { nginxProxyTraps } from './nginx';
import { ngfTraps } from './nginx-gateway-fabric';
import type { Trap } from './trap';

/** By folder of the recipes. */
export const traps: Readonly<Record<string, readonly Trap[]>> = {
  agic: agicTraps,
  'envoy-gateway': envoyGatewayTraps,
  'front-door': frontDoorTraps,
  'ingress-nginx': nginxTraps,
  istio: istioTraps,
  nginx: nginxProxyTraps,
  ngf: ngfTraps,
  traefik: traefikTraps,
};
