import { App, Chart } from 'cdk8s';
import { envoyGateway, StreamHttpRoute, StreamService, StreamWorkload } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';

const secret = (name: string, key: string) => ({ name, valueFrom: { secretKeyRef: { name: 'prices', key } } });

const app = new App();
const chart = new Chart(app, 'prices', { namespace: 'prices' });
const pods = new StreamWorkload(chart, 'workload', {
  policy,
  name: 'prices',
  image: 'registry.example.com/sse-ready-reference-server:0.1.0',
  livenessPath: '/livez',
  readinessPath: '/readyz',
  maxReplicas: 10,
  resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } },
  container: {
    env: [
      // The server keeps what the rest of the path was proven for.
      { name: 'POLICY', value: JSON.stringify(policy) },
      { name: 'INSTANCE', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'MAX_STREAMS', value: '2000' },
      secret('REDIS_URL', 'redis-url'),
      secret('TOKEN', 'token'),
      secret('PUBLISH_TOKEN', 'publish-token'),
    ],
  },
});
const service = new StreamService(chart, 'service', { policy, name: 'prices', pods });
new StreamHttpRoute(chart, 'route', {
  policy,
  name: 'prices',
  hostnames: ['prices.example.com'],
  gateway: { tlsSecret: 'prices-tls' },
  backend: service,
  implementation: envoyGateway({ healthProbePath: '/readyz' }),
});
app.synth();
