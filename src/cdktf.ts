export type { OnPath } from './constructs/prove';
export { StreamAgc, type AgcSubnet, type StreamAgcProps } from './hops/agc/construct';
export {
  StreamApplicationGateway,
  type GatewayBackends,
  type GatewayPublicIp,
  type StreamApplicationGatewayProps,
} from './hops/application-gateway/construct';
export { StreamReadyApplicationGateway, type StreamReadyApplicationGatewayProps } from './hops/application-gateway/mixin';
export {
  StreamAroundFrontDoor,
  type FrontDoorOrigin,
  type FrontDoorOriginGroup,
  type FrontDoorRouteProps,
  type StreamAroundFrontDoorProps,
  type StreamGateway,
} from './hops/front-door/construct';
