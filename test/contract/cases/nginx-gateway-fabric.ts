import { nginxGatewayFabric } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/nginx-gateway-fabric';
import type { NginxGatewayFabricOptions } from '../../../src/hops/http-route/implementations/nginx-gateway-fabric/options';
import { use, type Contract } from '../contract';

const own = { tlsSecret: 'tls' };
const byApplication = { setBy: 'application', name: 'sse_route' } as const;
const byPlus = (experimentalCrds: string) => ({ setBy: 'nginx-plus', experimentalCrds }) as const;
const on = (name: string, options: NginxGatewayFabricOptions) => use(name, nginxGatewayFabric(options), own);

export const contract: Contract = {
  uses: [
    on('all defaults', {}),
    on('every option', { gatewayClassName: 'edge', version: '2.6.7', cookie: byApplication, drainTimeout: '2h' }),
    on('cookie of NGINX Plus', { version: '2.6.7', cookie: byPlus('1.5.1') }),
    on('cookie of NGINX Plus, v1.6 shape', { cookie: byPlus('1.6.1') }),
    use('Gateway made elsewhere', nginxGatewayFabric({ cookie: byApplication }), {
      name: 'edge',
      namespace: 'infra',
      sectionName: 'https',
    }),
  ],
  refused: [
    { use: on('cookie that nobody sets', {}), rule: 'affinity-unsupported-by-hop' },
    { use: on('too old for a timeout', { version: '2.5.1', cookie: byApplication }), rule: 'value-rejected-by-target' },
    { use: on('too old for a cookie of Plus', { version: '2.3.0', cookie: byPlus('1.5.1') }), rule: 'value-rejected-by-target' },
    { use: on('version that is none', { version: 'newest', cookie: byApplication }), rule: 'value-rejected-by-target' },
    {
      use: on('cookie that no variable can name', { cookie: { setBy: 'application', name: 'sse-route' } }),
      rule: 'value-rejected-by-target',
    },
    { use: on('CRDs without the field', { cookie: byPlus('1.0.0') }), rule: 'value-rejected-by-target' },
    { use: on('CRDs whose shape is not known there', { cookie: byPlus('1.7.0') }), rule: 'value-rejected-by-target' },
    { use: on('drain time that is none', { cookie: byApplication, drainTimeout: 'soon' }), rule: 'value-rejected-by-target' },
    {
      use: on('drain time of a fraction', { cookie: byApplication, drainTimeout: '1500ms' }),
      rule: 'value-rejected-by-target',
    },
  ],
  warns: [{ why: 'paths with nothing in common give the cookie of NGINX Plus no path', rule: 'affinity-cookie-path' }],
  silent: [{ why: 'whether browsers talk to this hop is not known in this suite', key: /disableHTTP2$/ }],
  withoutCrd: {},
};
