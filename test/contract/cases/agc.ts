import { agc } from '../../../src/hops/http-route/implementations/agc/agc';
import { use, type Contract } from '../contract';

const current = { healthProbePath: '/healthz', albControllerVersion: '1.12.4' };
const own = { albId: '/trafficControllers/sse', frontend: 'fe', tlsSecret: 'tls' };

export const contract: Contract = {
  uses: [
    use('Gateway of a traffic controller', agc(current), own),
    use('Gateway that the controller makes', agc(current), { albNamespace: 'alb', albName: 'alb', tlsSecret: 'tls' }),
    use('Gateway made elsewhere', agc(current), { name: 'edge', namespace: 'infra', sectionName: 'https' }),
    use('cookie of the product', agc({ ...current, managedCookie: true }), own),
  ],
  refused: [
    { use: use('too old for 0s', agc({ ...current, albControllerVersion: '1.6.6' }), own), rule: 'value-rejected-by-target' },
    {
      use: use('too old for streams', agc({ ...current, albControllerVersion: '1.0.1' }), own),
      rule: 'hop-does-not-support-sse',
    },
    {
      use: use('probe on the stream', agc({ ...current, healthProbePath: '/events' }), own),
      rule: 'health-probe-off-stream-path',
    },
  ],
  silent: [],
  withoutCrd: {},
};
