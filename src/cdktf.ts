export type { OnPath } from './constructs/prove';
export type { WorkloadIdentity } from './constructs/cdktf/workload-identity';
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
export { StreamReadyFrontDoor, type StreamReadyFrontDoorProps } from './hops/front-door/mixin';
export {
  StreamManagedRedis,
  type ManagedRedisDatabase,
  type StreamManagedRedisProps,
} from './hops/redis-backplane/managed/construct';
export { StreamReadyManagedRedis, type StreamReadyManagedRedisProps } from './hops/redis-backplane/managed/mixin';
export { StreamSignalr, type StreamSignalrProps } from './hops/signalr/construct';
export { StreamReadySignalr, type StreamReadySignalrProps } from './hops/signalr/mixin';
