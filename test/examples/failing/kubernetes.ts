import { App, Chart } from 'cdk8s';
import { StreamPolicy } from 'sse-ready';
import { StreamLoadBalancer } from 'sse-ready/cdk8s';

const app = new App();
const pods = { selector: { app: 'prices' } };
const good = new StreamPolicy({ paths: ['/events'], affinity: { kind: 'client-ip', timeout: '3h' } });
new StreamLoadBalancer(new Chart(app, 'good'), 'entry', { policy: good, name: 'prices', pods });
// A Service has no cookies.
const bad = good.with({ affinity: { kind: 'cookie' } });
new StreamLoadBalancer(new Chart(app, 'bad'), 'entry', { policy: bad, name: 'prices', pods });
app.synth();
