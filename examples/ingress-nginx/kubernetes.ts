import { App, Chart } from 'cdk8s';
import { StreamNginxIngress, StreamService, StreamWorkload } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';

const app = new App();
const chart = new Chart(app, 'prices', { namespace: 'prices' });
const pods = new StreamWorkload(chart, 'workload', { policy, name: 'prices', image: 'registry.example.com/prices:1.0.0' });
const service = new StreamService(chart, 'service', { policy, name: 'prices', pods });
new StreamNginxIngress(chart, 'ingress', {
  policy,
  name: 'prices',
  className: 'webapprouting.kubernetes.azure.com',
  host: 'prices.example.com',
  tls: { secretName: 'prices-tls' },
  backend: service,
  acknowledgeRetired: 'moves to Application Gateway for Containers in the first quarter of 2027',
});
app.synth();
