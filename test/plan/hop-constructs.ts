import type { Chart } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import * as k8s from '../../src/cdk8s';
import * as azure from '../../src/cdktf';
import { standIns } from '../../src/hops/stand-ins';
import type { StreamPolicy } from '../../src/policy/stream-policy';
import { byAddress, byCookie, byNobody } from '../support/policies';

const { name, host, secretName, backend } = standIns;
const tls = { secretName };
const common = { name, host, tls, backend };
const listening = { tlsSecret: secretName };
const attached = { albId: '/subscriptions/s', frontend: name, tlsSecret: secretName };
const labels = { 'app.kubernetes.io/name': name };
const REASON = 'moves next quarter';

const route =
  (implementation: k8s.StreamHttpRouteProps<object>['implementation']) =>
  (scope: Chart, policy: StreamPolicy): unknown =>
    new k8s.StreamHttpRoute(scope, 'it', { policy, name, implementation, gateway: listening, backend });

/** The construct of a hop, told what a plan takes for granted, and policies that it can hold. */
interface Case<S> {
  readonly policies: readonly StreamPolicy[];
  readonly make: (scope: S, policy: StreamPolicy) => unknown;
}

export const inKubernetes: Readonly<Record<string, Case<Chart>>> = {
  'ingress-nginx': {
    policies: [byCookie, byNobody],
    make: (scope, policy) => new k8s.StreamNginxIngress(scope, 'it', { ...common, policy, acknowledgeRetired: REASON }),
  },
  'ingress-f5-nginx': {
    policies: [byCookie, byNobody],
    make: (scope, policy) => new k8s.StreamF5NginxIngress(scope, 'it', { ...common, policy }),
  },
  'ingress-agic': {
    policies: [byCookie, byNobody],
    make: (scope, policy) =>
      new k8s.StreamAgicIngress(scope, 'it', {
        ...common,
        policy,
        tls: { gatewayCertificate: name },
        healthProbePath: '/readyz',
      }),
  },
  'ingress-agc': {
    policies: [byCookie, byNobody],
    make: (scope, policy) =>
      new k8s.StreamAgcIngress(scope, 'it', {
        ...common,
        policy,
        gateway: attached,
        healthProbePath: '/readyz',
        albControllerVersion: '1.12.4',
        acknowledgeUnsupported: REASON,
      }),
  },
  apisix: {
    policies: [byAddress, byNobody],
    make: (scope, policy) => new k8s.StreamApisixRoute(scope, 'it', { ...common, policy }),
  },
  nginx: {
    policies: [byCookie, byAddress, byNobody],
    make: (scope, policy) =>
      new k8s.StreamNginxConfig(scope, 'it', {
        policy,
        name,
        host,
        servers: ['sse-0:8080', 'sse-1:8080'],
        tls: { certificate: '/etc/nginx/tls/tls.crt', certificateKey: '/etc/nginx/tls/tls.key' },
      }),
  },
  'http-route/agc': {
    policies: [byCookie, byNobody],
    make: (scope, policy) =>
      new k8s.StreamHttpRoute(scope, 'it', {
        policy,
        name,
        implementation: k8s.agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
        gateway: attached,
        backend,
      }),
  },
  'http-route/envoy-gateway': {
    policies: [byCookie, byAddress, byNobody],
    make: route(k8s.envoyGateway({ version: '1.9.0' })),
  },
  'http-route/nginx-gateway-fabric': {
    policies: [byCookie, byAddress, byNobody],
    make: route(k8s.nginxGatewayFabric({ version: '2.6.7', cookie: { setBy: 'application', name: 'sse_affinity' } })),
  },
  'http-route/istio/app-routing': { policies: [byNobody], make: route(k8s.istio({ installation: 'app-routing' })) },
  'http-route/istio/mesh-add-on': {
    policies: [byCookie, byAddress, byNobody],
    make: route(k8s.istio({ installation: 'mesh-add-on' })),
  },
  'http-route/istio/self-managed': {
    policies: [byCookie, byAddress, byNobody],
    make: route(k8s.istio({ installation: 'self-managed' })),
  },
  'ingress-traefik': {
    policies: [byCookie, byNobody],
    make: (scope, policy) => {
      const service = new k8s.StreamService(scope, 'service', { policy, name, pods: { selector: labels } });
      return new k8s.StreamTraefikIngress(scope, 'it', { ...common, policy, backend: service });
    },
  },
  service: {
    policies: [byAddress, byNobody],
    make: (scope, policy) => new k8s.StreamService(scope, 'it', { policy, name, pods: { selector: labels } }),
  },
  'service/load-balancer': {
    policies: [byAddress, byNobody],
    make: (scope, policy) => new k8s.StreamLoadBalancer(scope, 'it', { policy, name, pods: { selector: labels } }),
  },
  workload: {
    policies: [byCookie, byNobody],
    make: (scope, policy) => new k8s.StreamWorkload(scope, 'it', { policy, name, image: 'sse:1' }),
  },
  'redis-backplane/in-cluster': {
    policies: [byCookie],
    make: (scope, policy) =>
      new k8s.StreamRedis(scope, 'it', { policy, name, password: { name: `${name}-redis`, key: 'password' } }),
  },
};

const placed = { name, resourceGroupName: name, location: 'westeurope' };
const gateway = {
  ...placed,
  subnetId: '/subscriptions/s/subnet',
  hostName: host,
  keyVaultSecretId: 'https://sse.vault.azure.net/secrets/sse',
  identityIds: ['/subscriptions/s/identity'],
};
const access = { cluster: { oidcIssuerUrl: 'https://issuer.example.com/' }, serviceAccount: { namespace: 'app', name } };

export const inAzure: Readonly<Record<string, Case<TerraformStack>>> = {
  'application-gateway': {
    policies: [byCookie, byNobody],
    make: (scope, policy) =>
      new azure.StreamApplicationGateway(scope, 'it', {
        ...gateway,
        policy,
        backends: { fqdns: ['server.internal'], port: 80 },
      }),
  },
  'application-gateway/ingress-controller': {
    policies: [byCookie, byNobody],
    make: (scope, policy) =>
      new azure.StreamApplicationGateway(scope, 'it', { ...gateway, policy, backends: 'ingress-controller' }),
  },
  agc: {
    policies: [byCookie],
    make: (scope, policy) =>
      new azure.StreamAgc(scope, 'it', {
        ...placed,
        policy,
        subnet: { virtualNetworkName: name, addressPrefix: '10.0.0.0/24' },
        cluster: { oidcIssuerUrl: 'https://issuer.example.com/', nodeResourceGroupId: '/subscriptions/s/nodes' },
      }),
  },
  'front-door/around': {
    policies: [byCookie],
    make: (scope, policy) =>
      new azure.StreamAroundFrontDoor(scope, 'it', {
        ...placed,
        policy,
        streamHost: host,
        dnsZone: { name: 'example.com' },
        gateway: { hostName: 'gateway.example.com' },
        origin: { hostName: 'www.example.com' },
      }),
  },
  signalr: {
    policies: [byCookie],
    make: (scope, policy) =>
      new azure.StreamSignalr(scope, 'it', { ...placed, policy, connections: 1000, allowedOrigins: [`https://${host}`], access }),
  },
  'redis-backplane': {
    policies: [byCookie],
    make: (scope, policy) => new azure.StreamManagedRedis(scope, 'it', { ...placed, policy, skuName: 'Balanced_B1', access }),
  },
};
