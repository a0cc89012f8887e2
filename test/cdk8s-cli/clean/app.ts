import { App, Chart } from 'cdk8s';
import { StreamPolicy } from 'sse-ready';
import { StreamLoadBalancer, StreamWorkload } from 'sse-ready/cdk8s';

const policy = new StreamPolicy({ paths: ['/events'], affinity: { kind: 'client-ip', timeout: '3h' } });
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const pods = new StreamWorkload(chart, 'pods', { policy, name: 'prices', image: 'registry.example.com/prices:1.0.0' });
new StreamLoadBalancer(chart, 'entry', { policy, name: 'prices', pods });
app.synth();
