import { App } from 'cdk8s';
import { StreamReadyAgicIngress, StreamReadyService, StreamReadyWorkload } from 'sse-ready/cdk8s';
import { policy } from '../quickstart/policy';
import { Shop } from './shop';

const app = new App();
const shop = new Shop(app, 'shop');
// Three lines make the chart stream; no object changes hands.
shop.with(
  new StreamReadyWorkload({ policy, preStop: '90s' }),
  new StreamReadyService({ policy }),
  new StreamReadyAgicIngress({ policy, tls: { gatewayCertificate: 'orders' } }),
);
app.synth();
