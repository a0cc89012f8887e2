import * as entry from '../../../src/cdk8s';
import { Duration } from '../../../src/policy/duration';
import { byAddress, byCookie, byNobody } from '../../support/policies';
import { image, resources } from '../../support/samples/pods';
import { redisInCluster } from '../../support/samples/redis-backplane';
import { inChart, shown, type Table } from './shown';

const NAMED = { name: { name: 'other' }, metadata: { metadata: { labels: { team: 'prices' } } } };
const CONTROLLER: entry.AgcOptions = { healthProbePath: '/readyz', albControllerVersion: '1.12.4' };
const policy = byCookie;
const pods = { selector: { app: 'prices' } };
const backend = { name: 'prices', port: 80 };

export const kubernetesProps: Readonly<Record<string, Table>> = {
  StreamWorkload: shown<entry.StreamWorkloadProps>(
    (more) => inChart((scope) => new entry.StreamWorkload(scope, 'made', { policy, name: 'prices', image, resources, ...more })),
    {
      ...NAMED,
      policy: { policy: byCookie.with({ drain: { window: '1m' } }) },
      image: { image: 'registry.example.com/prices:2.0.0' },
      port: { port: 9000 },
      readinessPath: { readinessPath: '/ready' },
      livenessPath: { livenessPath: '/live' },
      preStop: { preStop: Duration.seconds(20) },
      replicas: { replicas: 4 },
      maxReplicas: { maxReplicas: 8 },
      runtime: { runtime: 'aspnetcore' },
      labels: { labels: { app: 'prices' } },
      resources: { resources: { limits: { memory: '256Mi' } } },
      container: { container: { env: [{ name: 'LEVEL', value: 'info' }] } },
      pod: { pod: { serviceAccountName: 'prices' } },
    },
  ),
  StreamService: shown<entry.StreamServiceProps>(
    (more) => inChart((scope) => new entry.StreamService(scope, 'made', { policy, name: 'prices', pods, ...more })),
    {
      ...NAMED,
      policy: { policy: byAddress },
      pods: { pods: { selector: { app: 'other' } } },
      port: { port: 8080 },
      targetPort: { targetPort: 'web' },
      spec: { spec: { publishNotReadyAddresses: true } },
    },
  ),
  StreamLoadBalancer: shown<entry.StreamLoadBalancerProps>(
    (more) =>
      inChart((scope) => new entry.StreamLoadBalancer(scope, 'made', { policy: byNobody, name: 'prices', pods, ...more })),
    {
      ...NAMED,
      policy: { policy: byAddress },
      pods: { pods: { selector: { app: 'other' } } },
      port: { port: 8080 },
      targetPort: { targetPort: 'web' },
      spec: { spec: { loadBalancerSourceRanges: ['10.0.0.0/8'] } },
      exposure: { exposure: 'public' },
      probePath: { probePath: '/readyz' },
    },
  ),
  StreamRedis: shown<entry.StreamRedisProps>(
    (more) => inChart((scope) => new entry.StreamRedis(scope, 'made', { policy, ...redisInCluster, ...more })),
    {
      ...NAMED,
      policy: { policy: policy.with({ maxAge: { limit: '30m' } }) },
      password: { password: { name: 'other', key: 'password' } },
      eventsPerSecond: { eventsPerSecond: 25 },
      memory: { memory: 512 },
      image: { image: 'registry.example.com/redis:7.4' },
    },
  ),
  StreamNginxIngress: shown<entry.StreamNginxIngressProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamNginxIngress(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            tls: { secretName: 'prices-tls' },
            backend,
            acknowledgeRetired: 'moves next quarter',
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      tls: { tls: 'terminated-in-front' },
      className: { className: 'webapprouting.kubernetes.azure.com' },
      backend: { backend: { name: 'other', port: 8080 } },
      acknowledgeRetired: { acknowledgeRetired: 'moves this quarter' },
    },
  ),
  StreamF5NginxIngress: shown<entry.StreamF5NginxIngressProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamF5NginxIngress(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            tls: { secretName: 'prices-tls' },
            backend,
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      tls: { tls: 'terminated-in-front' },
      className: { className: 'edge' },
      backend: { backend: { name: 'other', port: 8080 } },
    },
  ),
  StreamTraefikIngress: shown<entry.StreamTraefikIngressProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamTraefikIngress(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            tls: { secretName: 'prices-tls' },
            backend: new entry.StreamService(scope, 'service', { policy, name: 'prices', pods }),
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      tls: { tls: 'terminated-in-front' },
      className: { className: 'edge' },
      backend: { backend: { name: 'other', port: 8080 } },
    },
  ),
  StreamNginxConfig: shown<entry.StreamNginxConfigProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamNginxConfig(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            servers: ['prices-0.prices:8080', 'prices-1.prices:8080'],
            tls: { certificate: '/tls/tls.crt', certificateKey: '/tls/tls.key' },
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      servers: { servers: ['prices-0.prices:8080'] },
      tls: { tls: 'terminated-in-front' },
      port: { port: 8443 },
      data: { data: { 'other.conf': 'server_tokens off;' } },
    },
  ),
  StreamApisixRoute: shown<entry.StreamApisixRouteProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamApisixRoute(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            tls: { secretName: 'prices-tls' },
            backend,
            cookie: { setBy: 'application', name: 'sse_route' },
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      tls: { tls: 'terminated-in-front' },
      className: { className: 'api7' },
      backend: { backend: { name: 'other', port: 8080 } },
      cookie: { cookie: { setBy: 'application', name: 'other' } },
      version: { version: '3.18.0' },
    },
  ),
  StreamAgcIngress: shown<entry.StreamAgcIngressProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamAgcIngress(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            tls: { secretName: 'prices-tls' },
            gateway: { albId: '/subscriptions/s/trafficControllers/streams', frontend: 'streams' },
            backend,
            healthProbePath: '/readyz',
            acknowledgeUnsupported: 'moves next quarter',
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      tls: { tls: { secretName: 'other' } },
      gateway: { gateway: { albNamespace: 'alb', albName: 'streams' } },
      backend: { backend: { name: 'other', port: 8080 } },
      healthProbePath: { healthProbePath: '/ready' },
      albControllerVersion: { albControllerVersion: '1.11.1' },
      acknowledgeUnsupported: { acknowledgeUnsupported: 'another reason' },
    },
  ),
  StreamAgicIngress: shown<entry.StreamAgicIngressProps>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamAgicIngress(scope, 'made', {
            policy,
            name: 'prices',
            host: 'prices.example.com',
            tls: { gatewayCertificate: 'prices' },
            backend,
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      host: { host: 'other.example.com' },
      tls: { tls: { secretName: 'prices-tls' } },
      className: { className: 'agic' },
      backend: { backend: { name: 'other', port: 8080 } },
      healthProbePath: { healthProbePath: '/healthz' },
      wafPolicyId: { wafPolicyId: '/subscriptions/s/firewallPolicies/streams' },
    },
  ),
  StreamHttpRoute: shown<entry.StreamHttpRouteProps<entry.AgcAttachment>>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamHttpRoute(scope, 'made', {
            policy,
            name: 'prices',
            implementation: entry.agc(CONTROLLER),
            gateway: { albNamespace: 'alb', albName: 'alb', tlsSecret: 'prices-tls' },
            backend,
            ...more,
          }),
      ),
    {
      ...NAMED,
      policy: { policy: byNobody },
      implementation: { implementation: entry.agc({ ...CONTROLLER, healthProbePath: '/healthz' }) },
      gateway: { gateway: { name: 'shared' } },
      hostnames: { hostnames: ['prices.example.com'] },
      backend: { backend: { name: 'other', port: 8080 } },
      spec: { spec: { parentRefs: [{ name: 'prices', port: 443 }] } },
    },
  ),
  'agc()': shown<entry.AgcOptions>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamHttpRoute(scope, 'made', {
            policy,
            name: 'prices',
            implementation: entry.agc({ ...CONTROLLER, ...more }),
            gateway: { name: 'shared' },
            backend,
          }),
      ),
    {
      healthProbePath: { healthProbePath: '/healthz' },
      albControllerVersion: { albControllerVersion: '1.12.1' },
      managedCookie: { managedCookie: true },
    },
  ),
  'nginxGatewayFabric()': shown<entry.NginxGatewayFabricOptions>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamHttpRoute(scope, 'made', {
            policy,
            name: 'prices',
            implementation: entry.nginxGatewayFabric({ cookie: { setBy: 'application', name: 'sse_route' }, ...more }),
            gateway: { tlsSecret: 'prices-tls' },
            backend,
          }),
      ),
    {
      gatewayClassName: { gatewayClassName: 'edge' },
      version: { version: '2.6.7' },
      cookie: { cookie: { setBy: 'nginx-plus', experimentalCrds: '1.5.1' } },
      drainTimeout: { drainTimeout: '2h' },
    },
  ),
  'istio()': shown<entry.IstioOptions>(
    (more) =>
      inChart(
        (scope) =>
          new entry.StreamHttpRoute(scope, 'made', {
            policy: byNobody,
            name: 'prices',
            implementation: entry.istio({ installation: 'self-managed', ...more }),
            gateway: { tlsSecret: 'prices-tls' },
            backend,
          }),
      ),
    {
      installation: { installation: 'app-routing' },
      terminationDrainDuration: { terminationDrainDuration: '30m' },
    },
  ),
};
