import type { RouteReader } from '../implementation';
import { agcReader } from './agc/read';
import { envoyGatewayReader } from './envoy-gateway/read';
import { appRoutingReader, istioReader } from './istio/read';
import { ngfReader } from './nginx-gateway-fabric/read';

/** Every product whose HTTPRoutes can be read. */
export const implementations: readonly RouteReader[] = [agcReader, envoyGatewayReader, ngfReader, istioReader, appRoutingReader];
