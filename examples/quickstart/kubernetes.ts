import { App } from 'cdk8s';
import { PricesOnAgc } from './agc';

import { PricesOnApplicationGateway } from './application-gateway';
import { PricesOnLoadBalancer } from './load-balancer';
import { Prices } from './workload';

const app = new App();
const prices = new Prices(app, 'prices');
new PricesOnAgc(app, 'prices-agc', prices.service);

new PricesOnApplicationGateway(app, 'prices-application-gateway', prices.service);
new PricesOnLoadBalancer(app, 'prices-load-balancer', prices.workload);
app.synth();
