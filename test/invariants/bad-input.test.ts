import { ManagedRedis } from '@cdktf/provider-azurerm/lib/managed-redis/index.js';
import { SignalrService } from '@cdktf/provider-azurerm/lib/signalr-service/index.js';
import { ApiObject, App as Cdk8sApp, type Chart } from 'cdk8s';
import { App as CdktfApp, Token, type TerraformStack } from 'cdktf';
import { StreamAgc } from '../../src/hops/agc/construct';
import { StreamApplicationGateway } from '../../src/hops/application-gateway/construct';
import { StreamAroundFrontDoor } from '../../src/hops/front-door/construct';
import { StreamHttpRoute } from '../../src/hops/http-route/construct';
import { agc } from '../../src/hops/http-route/implementations/agc/agc';
import { nginxGatewayFabric } from '../../src/hops/http-route/implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import { StreamReadyHttpRoute } from '../../src/hops/http-route/mixin';
import { StreamAgcIngress } from '../../src/hops/ingress-agc/construct';
import { StreamAgicIngress } from '../../src/hops/ingress-agic/construct';
import { StreamNginxIngress } from '../../src/hops/ingress-nginx/construct';
import { StreamNginxConfig } from '../../src/hops/nginx/construct';
import { StreamReadyManagedRedis } from '../../src/hops/redis-backplane/managed/mixin';
import { StreamLoadBalancer, StreamService } from '../../src/hops/service/construct';
import { StreamReadySignalr } from '../../src/hops/signalr/mixin';
import { StreamWorkload } from '../../src/hops/workload/construct';
import { StreamReadyWorkload } from '../../src/hops/workload/mixin';
import { inScratch, synthAzure, synthKubernetes, type Outcome } from '../support/failing-synth';
import { byAddress, byCookie, byNobody } from '../support/policies';
import { containers } from '../support/samples/agc';
import { gateway } from '../support/samples/application-gateway';
import { frontDoor } from '../support/samples/front-door';
import { image } from '../support/samples/pods';

const pods = { selector: { app: 'prices' } };
const backend = { name: 'prices', port: 80 };
const ingress = { name: 'prices', host: 'prices.example.com', tls: { secretName: 'prices-tls' }, backend };
const agcIngress = { ...ingress, gateway: { albNamespace: 'alb', albName: 'streams' }, healthProbePath: '/readyz' };
const implementation = agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' });
const route = { name: 'prices', implementation, gateway: { name: 'shared' }, backend };
const servers = { ipAddresses: ['10.0.0.4', '10.0.0.5'], port: 8080 };

type InChart = (scope: Chart) => unknown;
type InStack = (scope: TerraformStack) => unknown;

const loadBalancer =
  (more: object): InChart =>
  (scope) =>
    new StreamLoadBalancer(scope, 'made', { policy: byAddress, name: 'prices', pods, ...more });
const onGateway =
  (more: object): InStack =>
  (scope) =>
    new StreamApplicationGateway(scope, 'made', { ...gateway, policy: byCookie, backends: servers, ...more });

const aroundFrontDoor =
  (more: object): InStack =>
  (scope) =>
    new StreamAroundFrontDoor(scope, 'made', {
      ...frontDoor,
      policy: byCookie,
      gateway: { hostName: 'gateway.example.net' },
      ...more,
    });

const deployment = (labels: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'prices' },
  spec: {
    selector: { matchLabels: pods.selector },
    template: { metadata: { labels }, spec: { containers: [{ name: 'prices', image }] } },
  },
});

/** What is wrong, what makes it, and what must be told of it: rule, found, needed. */
const IN_CHARTS: Readonly<Record<string, readonly [InChart, rule: string, found: string, needed: string]>> = {
  'a cookie name that the target drops': [
    (scope) =>
      new StreamNginxIngress(scope, 'made', {
        ...ingress,
        policy: byCookie.with({ affinity: { kind: 'cookie', name: 'a!b' } }),
        acknowledgeRetired: 'moves next quarter',
      }),
    'value-rejected-by-target',
    'a!b',
    'letters, digits',
  ],
  'a cookie name that nginx takes for a variable': [
    (scope) =>
      new StreamNginxConfig(scope, 'made', {
        name: 'prices',
        host: 'prices.example.com',
        servers: ['10.0.0.4:8080'],
        tls: 'terminated-in-front',
        policy: byCookie.with({ affinity: { kind: 'cookie', name: 'a$b' } }),
      }),
    'value-rejected-by-target',
    'a$b',
    'letters, digits',
  ],
  'an owned key in the props': [
    loadBalancer({ spec: { sessionAffinity: 'None' } }),
    'owned-key-set-by-user',
    'spec.sessionAffinity is set to "None"',
    'computes "ClientIP"',
  ],
  'cookie affinity of a Service': [
    loadBalancer({ policy: byCookie }),
    'affinity-at-balancing-hop',
    'no affinity',
    'affinity by cookie',
  ],
  'client addresses on NGINX': [
    (scope) => new StreamNginxIngress(scope, 'made', { ...ingress, policy: byAddress, acknowledgeRetired: 'moves' }),
    'affinity-unsupported-by-hop',
    'client IP',
    'cookie only',
  ],
  'client addresses on the Application Gateway Ingress Controller': [
    (scope) => new StreamAgicIngress(scope, 'made', { ...ingress, policy: byAddress }),
    'affinity-unsupported-by-hop',
    'client IP',
    'cookie only',
  ],
  'client addresses on Application Gateway for Containers': [
    (scope) => new StreamHttpRoute(scope, 'made', { ...route, policy: byAddress }),
    'affinity-unsupported-by-hop',
    'client-ip affinity',
    'agc cannot',
  ],
  'a cookie that nobody sets on NGINX Gateway Fabric': [
    (scope) => new StreamHttpRoute(scope, 'made', { ...route, implementation: nginxGatewayFabric(), policy: byCookie }),
    'affinity-unsupported-by-hop',
    'cookie affinity',
    'nginx-gateway-fabric cannot',
  ],
  'an idle limit over the range of the load balancer': [
    loadBalancer({ policy: byNobody.with({ heartbeat: '8m' }) }),
    'value-rejected-by-target',
    '32m',
    '30m or less',
  ],
  'an idle limit over the range of the gateway': [
    (scope) =>
      new StreamAgicIngress(scope, 'made', {
        ...ingress,
        policy: byNobody.with({ heartbeat: '7h', maxAge: { limit: '20h' } }),
      }),
    'value-rejected-by-target',
    '28h',
    '24h or less',
  ],
  'a time that is no whole second': [
    (scope) => new StreamWorkload(scope, 'made', { policy: byCookie, name: 'prices', image, preStop: '1500ms' }),
    'value-rejected-by-target',
    '1s500ms',
    'whole seconds',
  ],
  'a time without a unit in the props': [
    (scope) => new StreamWorkload(scope, 'made', { policy: byCookie, name: 'prices', image, preStop: '15' }),
    'value-rejected-by-target',
    'preStop is "15"',
    'unit',
  ],
  'two policies on one route': [
    (scope) => {
      new StreamHttpRoute(scope, 'other', { ...route, policy: byCookie });
      new StreamHttpRoute(scope, 'made', { ...route, policy: byNobody });
    },
    'setting-ignored-by-target',
    'chart/other makes HTTPRoute app/prices too',
    'overwrites',
  ],
  'two policies on one route of somebody else': [
    (scope) => {
      const spec = { rules: [{ backendRefs: [backend] }] };
      const object = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'prices' }, spec };
      const readyFor = (policy: typeof byCookie) => new StreamReadyHttpRoute({ policy, implementation });
      new ApiObject(scope, 'made', object).with(readyFor(byCookie), readyFor(byNobody));
    },
    'setting-ignored-by-target',
    'two policies',
    'overwrites',
  ],
  'a selector that no pod template matches': [
    (scope) => {
      const workload = new StreamWorkload(scope, 'pods', { policy: byCookie, name: 'prices', image });
      new StreamService(scope, 'made', {
        policy: byCookie,
        name: 'prices',
        pods: workload,
        spec: { selector: { app: 'other' } },
      });
    },
    'selector-matches-nothing',
    '"app":"other"',
    'must be a label of the pods',
  ],
  'a Deployment that does not select its own pods': [
    (scope) => new ApiObject(scope, 'made', deployment({ app: 'other' })).with(new StreamReadyWorkload({ policy: byCookie })),
    'selector-matches-nothing',
    '"app":"other"',
    'the API server refuses',
  ],
};

const IN_STACKS: Readonly<Record<string, readonly [InStack, rule: string, found: string, needed: string]>> = {
  'an owned key in the props': [
    onGateway({ enableHttp2: false }),
    'owned-key-set-by-user',
    'enableHttp2 is set to false',
    'computes true',
  ],
  'client addresses on Application Gateway': [
    onGateway({ policy: byAddress }),
    'affinity-unsupported-by-hop',
    'client IP',
    'cookie only',
  ],
  'a token where the arithmetic needs a number': [
    onGateway({ autoscale: { min: Token.asNumber('${var.min}') } }),
    'literal-needed',
    'autoscale.min',
    'needs its value',
  ],
  'an expression where the arithmetic needs a path': [
    onGateway({ backends: { ...servers, probePath: '${var.path}' } }),
    'literal-needed',
    'backends.probePath',
    'needs its value',
  ],
  'a name that the target refuses': [
    (scope) => new StreamAgc(scope, 'made', { ...containers, policy: byCookie, name: 'x' }),
    'value-rejected-by-target',
    'name is "x"',
    '2 to 64',
  ],
  'a host outside of its zone': [
    aroundFrontDoor({ streamHost: 'events.example.org' }),
    'value-rejected-by-target',
    'streamHost is events.example.org',
    '.example.com',
  ],
  'a CNAME for the zone itself': [
    aroundFrontDoor({ streamHost: 'example.com' }),
    'value-rejected-by-target',
    'the zone itself',
    'CNAME',
  ],
  'every path led around Front Door': [
    aroundFrontDoor({ policy: byCookie.with({ paths: ['/'] }) }),
    'value-rejected-by-target',
    'the prefix /',
    'do not stream',
  ],
  'a token for the host of a record': [
    aroundFrontDoor({ streamHost: '${var.host}' }),
    'literal-needed',
    'streamHost',
    'needs its value',
  ],
  'a SignalR Service of somebody else that is too small': [
    (scope) => {
      const sku = { name: 'Standard_S1', capacity: 1 };
      const place = { name: 'chat', resourceGroupName: 'chat', location: 'westeurope' };
      new SignalrService(scope, 'made', { ...place, sku }).with(
        new StreamReadySignalr({ policy: byCookie, connections: 100_001 }),
      );
    },
    'value-rejected-by-target',
    'connections is 100001',
    'Standard_S1 takes 100000 at most',
  ],
  'a Redis of somebody else that is reached in plain text': [
    (scope) => {
      const defaultDatabase = { clientProtocol: 'Plaintext' };
      const place = { name: 'log', resourceGroupName: 'log', location: 'westeurope', skuName: 'Balanced_B1' };
      new ManagedRedis(scope, 'made', { ...place, defaultDatabase }).with(new StreamReadyManagedRedis({ policy: byCookie }));
    },
    'secure-transport',
    'client_protocol is Plaintext',
    'in plain text',
  ],
  'a route of another origin group': [
    aroundFrontDoor({ route: { cdnFrontdoorOriginGroupId: '/other' } }),
    'owned-key-set-by-user',
    'cdnFrontdoorOriginGroupId is set to "/other"',
    'the origin group made here',
  ],
};

/** Path, rule, object, found, needed, next step and source. */
const told = (path: string, rule: string, found: string, needed: string): RegExp =>
  new RegExp(
    `\\[${path}\\] ${rule}: \\S[^\\n]*${escaped(found)}[^\\n]*; [^\\n]*${escaped(needed)}[^\\n]*\\.\\n` +
      `    Next: \\S[^\\n]*\\.\\n    Source: (https://|docs/)\\S+`,
  );

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

it.each(Object.entries(IN_CHARTS))('a chart with %s', (_, [make, rule, found, needed]) => {
  const { error, files } = synthKubernetes(make);
  expect(error).toMatch(told('chart/made', rule, found, needed));
  expect(files).toEqual([]);
});

it.each(Object.entries(IN_STACKS))('a stack with %s', (_, [make, rule, found, needed]) => {
  const { error, files } = synthAzure(make);
  expect(error).toMatch(told('stack/made', rule, found, needed));
  expect(files).toEqual([]);
});

describe('tells everything at once', () => {
  const paths = (error: string) => [...error.matchAll(/\[(\S+)\] ([\w-]+): /g)].map(([, path, rule]) => `${path} ${rule}`);

  it('of several constructs in a chart', () => {
    const { error, files } = synthKubernetes((scope) => {
      loadBalancer({ policy: byCookie.with({ heartbeat: '8m' }), spec: { type: 'ClusterIP' } })(scope);
      new StreamNginxIngress(scope, 'ingress', { ...ingress, policy: byAddress });
    });
    expect(paths(error)).toEqual([
      'chart/made affinity-at-balancing-hop',
      'chart/made value-rejected-by-target',
      'chart/made owned-key-set-by-user',
      'chart/ingress affinity-unsupported-by-hop',
      'chart/ingress hop-retired',
    ]);
    expect(files).toEqual([]);
  });

  it('of several constructs in a stack', () => {
    const { error, files } = synthAzure((scope) => {
      onGateway({ identityIds: [], autoscale: { max: 300 } })(scope);
      new StreamAgc(scope, 'agc', { ...containers, policy: byCookie.with({ heartbeat: '6m' }), name: 'x' });
    });
    expect(paths(error)).toEqual([
      'stack/made value-rejected-by-target',
      'stack/made value-rejected-by-target',
      'stack/agc heartbeat-within-idle-limit',
      'stack/agc value-rejected-by-target',
    ]);
    expect(files).toEqual([]);
  });
});

describe('names a construct that stands in no chart or stack', () => {
  const outside: Readonly<Record<string, (outdir: string) => unknown>> = {
    StreamWorkload: (outdir) => new StreamWorkload(new Cdk8sApp({ outdir }), 'made', { policy: byCookie, name: 'prices', image }),
    StreamService: (outdir) => new StreamService(new Cdk8sApp({ outdir }), 'made', { policy: byCookie, name: 'prices', pods }),
    StreamLoadBalancer: (outdir) =>
      new StreamLoadBalancer(new Cdk8sApp({ outdir }), 'made', { policy: byAddress, name: 'prices', pods }),
    StreamNginxIngress: (outdir) => new StreamNginxIngress(new Cdk8sApp({ outdir }), 'made', { ...ingress, policy: byCookie }),
    StreamAgcIngress: (outdir) => new StreamAgcIngress(new Cdk8sApp({ outdir }), 'made', { ...agcIngress, policy: byCookie }),
    StreamAgicIngress: (outdir) => new StreamAgicIngress(new Cdk8sApp({ outdir }), 'made', { ...ingress, policy: byCookie }),
    StreamHttpRoute: (outdir) => new StreamHttpRoute(new Cdk8sApp({ outdir }), 'made', { ...route, policy: byCookie }),
    StreamAgc: (outdir) => new StreamAgc(new CdktfApp({ outdir }), 'made', { ...containers, policy: byCookie }),
    StreamApplicationGateway: (outdir) =>
      new StreamApplicationGateway(new CdktfApp({ outdir }), 'made', { ...gateway, policy: byCookie, backends: servers }),
    StreamAroundFrontDoor: (outdir) =>
      new StreamAroundFrontDoor(new CdktfApp({ outdir }), 'made', {
        ...frontDoor,
        policy: byCookie,
        gateway: { hostName: 'a.example' },
      }),
  };

  it.each(Object.entries(outside))('%s', (_, make) => {
    const { error, files }: Outcome = inScratch((outdir) => void make(outdir));
    expect(error).toMatch(
      /^made: its scope is the App; .* are written by a (chart|stack)\.\n {4}Next: \S.*\.\n {4}Source: https:/,
    );
    expect(files).toEqual([]);
  });
});
