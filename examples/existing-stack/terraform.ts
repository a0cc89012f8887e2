import { App } from 'cdktf';
import { StreamReadyApplicationGateway } from 'sse-ready/cdktf';
import { policy } from '../quickstart/policy';
import { Gateway } from './gateway';

const app = new App();
new Gateway(app, 'gateway').with(new StreamReadyApplicationGateway({ policy, backendSettings: 'ingress-controller' }));
app.synth();
