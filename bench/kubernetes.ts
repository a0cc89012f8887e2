import { ApiObject, App, Chart, Testing, type ApiObjectProps } from 'cdk8s';
import { StreamPolicy } from 'sse-ready';
import {
  agc,
  StreamAgicIngress,
  StreamHttpRoute,
  StreamLoadBalancer,
  StreamNginxIngress,
  StreamService,
  StreamWorkload,
} from 'sse-ready/cdk8s';
import { scratchFolder } from './scratch-folder';
import type { Fill, Subject } from './subject';

const byCookie = new StreamPolicy({ paths: ['/events'] });
const byAddress = byCookie.with({ affinity: { kind: 'client-ip', timeout: '3h' } });

const host = 'stream.example.com';
const tls = { secretName: 'stream-tls' };
const albId =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/streams/providers/Microsoft.ServiceNetworking/trafficControllers/streams';

function workload(chart: Chart, name: string, policy = byCookie): StreamWorkload {
  // The Application Gateway Ingress Controller asks for so long a wait.
  return new StreamWorkload(chart, `${name}-pods`, { policy, name, image: 'registry.example.com/stream:1.0.0', preStop: '90s' });
}

function service(chart: Chart, name: string): StreamService {
  return new StreamService(chart, `${name}-service`, { policy: byCookie, name, pods: workload(chart, name) });
}

/** Pods with the Service that leads to them: two constructs of ours, the second of which proves the first again. */
export const loadBalanced: Subject<Chart> = (chart, name) =>
  void new StreamLoadBalancer(chart, name, { policy: byAddress, name, pods: workload(chart, name, byAddress) });

/** What of ours writes Kubernetes objects: the two that others build on alone, then each kind of path from end to end. */
export const subjects: Readonly<Record<string, Subject<Chart>>> = {
  StreamService: (chart, name) =>
    void new StreamService(chart, name, { policy: byCookie, name, pods: { selector: { app: name } } }),
  StreamWorkload: (chart, name) => void workload(chart, name),
  'path by StreamLoadBalancer': loadBalanced,
  'path by StreamAgicIngress': (chart, name) =>
    void new StreamAgicIngress(chart, name, { policy: byCookie, name, host, tls, backend: service(chart, name) }),
  'path by StreamNginxIngress': (chart, name) =>
    void new StreamNginxIngress(chart, name, {
      policy: byCookie,
      name,
      // On one host they would be refused for one path and one cookie.
      host: `${name}.example.com`,
      tls,
      backend: service(chart, name),
      acknowledgeRetired: 'measured here only',
    }),
  'path by StreamHttpRoute on AGC': (chart, name) =>
    void new StreamHttpRoute(chart, name, {
      policy: byCookie,
      name,
      gateway: { albId, frontend: 'stream', tlsSecret: 'stream-tls' },
      implementation: agc({ albControllerVersion: '1.12.4', healthProbePath: '/readyz' }),
      backend: service(chart, name),
    }),
};

/** The same objects as raw ApiObjects, ready made outside the measured time: the least that any construct could cost. */
export function rawCopy(fill: Fill<Chart>): Fill<Chart> {
  const objects = written(fill) as ApiObjectProps[];
  return (chart) => objects.forEach((object, index) => new ApiObject(chart, `object-${index}`, object));
}

export function written(fill: Fill<Chart>): unknown[] {
  const chart = new Chart(Testing.app(), 'chart');
  fill(chart);
  return Testing.synth(chart) as unknown[];
}

const outdir = scratchFolder();

/** Builds an app of these charts and writes its YAML, as `cdk8s synth` does. */
export function synthesise(...charts: readonly Fill<Chart>[]): void {
  const app = new App({ outdir });
  charts.forEach((fill, index) => fill(new Chart(app, `chart-${index}`)));
  app.synth();
}
