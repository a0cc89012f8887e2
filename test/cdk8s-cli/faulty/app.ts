import { ApiObject, App, Chart } from 'cdk8s';
import { StreamPolicy } from 'sse-ready';
import { StreamService, StreamWorkload } from 'sse-ready/cdk8s';

const policy = new StreamPolicy({ paths: ['/events'] });
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const pods = new StreamWorkload(chart, 'pods', { policy, name: 'prices', image: 'registry.example.com/prices:1.0.0' });
new StreamService(chart, 'service', { policy, name: 'prices', pods });
// Written by hand, without a construct that would refuse it: ten seconds are less than the heartbeat.
new ApiObject(chart, 'entry', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'prices-entry', annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '10' } },
  spec: {
    ingressClassName: 'nginx',
    rules: [
      {
        host: 'prices.example.com',
        http: {
          paths: [{ path: '/events', pathType: 'Prefix', backend: { service: { name: 'prices', port: { number: 80 } } } }],
        },
      },
    ],
  },
});
app.synth();
