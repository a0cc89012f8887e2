export type { Backend, Pods } from './constructs/cdk8s/backend';
export type { ObjectProps } from './constructs/cdk8s/owned-object';
export type { OnPath } from './constructs/prove';
export { StreamApisixRoute, type StreamApisixRouteProps } from './hops/apisix/construct';
export { StreamReadyApisixRoute, type StreamReadyApisixRouteProps } from './hops/apisix/mixin';
export { StreamHttpRoute, type StreamHttpRouteProps } from './hops/http-route/construct';
export { agc, type AgcAttachment, type AgcOptions } from './hops/http-route/implementations/agc/agc';
export { envoyGateway } from './hops/http-route/implementations/envoy-gateway/envoy-gateway';
export type { EnvoyGatewayOptions } from './hops/http-route/implementations/envoy-gateway/options';
export { nginxGatewayFabric } from './hops/http-route/implementations/nginx-gateway-fabric/nginx-gateway-fabric';
export type { NginxGatewayFabricOptions } from './hops/http-route/implementations/nginx-gateway-fabric/options';
export { istio, type IstioOptions } from './hops/http-route/implementations/istio/istio';
export { StreamReadyHttpRoute, type StreamReadyHttpRouteProps } from './hops/http-route/mixin';
export { StreamAgcIngress, type StreamAgcIngressProps } from './hops/ingress-agc/construct';
export { StreamReadyAgcIngress, type StreamReadyAgcIngressProps } from './hops/ingress-agc/mixin';
export { StreamAgicIngress, type StreamAgicIngressProps } from './hops/ingress-agic/construct';
export { StreamReadyAgicIngress, type StreamReadyAgicIngressProps } from './hops/ingress-agic/mixin';
export { StreamF5NginxIngress, type StreamF5NginxIngressProps } from './hops/ingress-f5-nginx/construct';
export { StreamReadyF5NginxIngress, type StreamReadyF5NginxIngressProps } from './hops/ingress-f5-nginx/mixin';
export { StreamNginxIngress, type StreamNginxIngressProps } from './hops/ingress-nginx/construct';
export { StreamReadyNginxIngress, type StreamReadyNginxIngressProps } from './hops/ingress-nginx/mixin';
export { StreamTraefikIngress, type StreamTraefikIngressProps } from './hops/ingress-traefik/construct';
export { StreamReadyTraefikIngress, type StreamReadyTraefikIngressProps } from './hops/ingress-traefik/mixin';
export { StreamNginxConfig, type StreamNginxConfigProps } from './hops/nginx/construct';
export { StreamRedis, type StreamRedisProps } from './hops/redis-backplane/in-cluster/construct';
export { redisEnvironment, type SecretKey } from './hops/redis-backplane/in-cluster/manifests';
export { StreamReadyRedis, type StreamReadyRedisProps } from './hops/redis-backplane/in-cluster/mixin';
export {
  StreamLoadBalancer,
  StreamService,
  type StreamLoadBalancerProps,
  type StreamServiceProps,
} from './hops/service/construct';
export { StreamReadyService, type StreamReadyServiceProps } from './hops/service/mixin';
export { StreamWorkload, type StreamWorkloadProps } from './hops/workload/construct';
export { StreamReadyWorkload, type StreamReadyWorkloadProps } from './hops/workload/mixin';
