import { envoyGateway } from '../../../src/hops/http-route/implementations/envoy-gateway/envoy-gateway';
import type { EnvoyGatewayOptions } from '../../../src/hops/http-route/implementations/envoy-gateway/options';
import { use, type Contract } from '../contract';

const own = { tlsSecret: 'tls' };
const on = (name: string, options: EnvoyGatewayOptions) => use(name, envoyGateway(options), own);

export const contract: Contract = {
  uses: [
    on('all defaults', {}),
    on('every option', { gatewayClassName: 'edge', version: '1.9.0', healthProbePath: '/healthz', drainTimeout: '2h' }),
    use('Gateway made elsewhere', envoyGateway(), { name: 'edge', namespace: 'infra', sectionName: 'https' }),
  ],
  refused: [
    { use: on('too old for an idle limit of the route', { version: '1.7.3' }), rule: 'value-rejected-by-target' },
    { use: on('version that is none', { version: 'newest' }), rule: 'value-rejected-by-target' },
    {
      use: on('CRDs without sessionPersistence', { sessionPersistence: { experimentalCrds: '1.0.0' } }),
      rule: 'value-rejected-by-target',
    },
    { use: on('drain time that is none', { drainTimeout: 'soon' }), rule: 'value-rejected-by-target' },
    { use: on('drain time of a fraction', { drainTimeout: '1500ms' }), rule: 'value-rejected-by-target' },
    { use: on('probe on the stream', { healthProbePath: '/events' }), rule: 'health-probe-off-stream-path' },
  ],
  silent: [{ why: 'browsers take a cookie without SameSite as Lax, which is what it says', key: /attributes\.SameSite$/ }],
  withoutCrd: { EnvoyProxy: 'held against its CRD by egctl, which translates what we write' },
};
