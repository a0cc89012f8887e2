import { traefikFacts as facts } from '../../../src/hops/ingress-traefik/facts';
import type { Trap } from './trap';

const middleware = (spec: object) => ({ Middleware: { spec } });

const startedWith = (...args: string[]) => ({
  Deployment: { spec: { template: { spec: { containers: [{ name: 'traefik', image: 'docker.io/traefik:v3.6.12', args }] } } } },
});

export const traefikTraps: readonly Trap[] = [
  [facts.buffering, middleware({ buffering: { maxResponseBodyBytes: 1048576 } })],
  [facts.buffering, middleware({ buffering: { maxRequestBodyBytes: 1048576 } })],
  [facts.compress, middleware({ compress: {} })],
  [facts.writeTimeout, startedWith('--entryPoints.websecure.transport.respondingTimeouts.writeTimeout=60s')],
  [facts.graceTimeOut, startedWith('--entryPoints.websecure.transport.lifeCycle.graceTimeOut=3s')],
];
