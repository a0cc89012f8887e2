import { istio, type IstioOptions } from '../../../src/hops/http-route/implementations/istio/istio';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { StreamService } from '../../../src/hops/service/construct';
import { use, type Contract, type Use } from '../contract';

const own = { tlsSecret: 'tls' };
const elsewhere = { name: 'edge', namespace: 'infra', sectionName: 'https' };
const on = (name: string, options: IstioOptions) => use(name, istio(options), own);

const persistent = istio({ installation: 'self-managed', persistentSession: true });

/** The label that names the cookie stands on the Service. */
const session: Use = {
  name: 'persistent session',
  implementation: persistent,
  build: (scope, policy) => {
    const name = policy.affinity.kind === 'cookie' ? policy.affinity.name : undefined;
    const labels = name === undefined ? {} : { 'istio.io/persistent-session': name };
    const pods = { selector: { app: 'web' } };
    const backend = new StreamService(scope, 'service', { policy, name: 'web', pods, metadata: { labels } });
    return new StreamHttpRoute(scope, 'route', { policy, name: 'sse', backend, implementation: persistent, gateway: own });
  },
};

export const contract: Contract = {
  uses: [
    on('AKS application routing', { installation: 'app-routing' }),
    use('AKS application routing, Gateway made elsewhere', istio({ installation: 'app-routing' }), elsewhere),
    on('service mesh add-on', { installation: 'mesh-add-on', version: '1.29.0' }),
    on('self-managed', { installation: 'self-managed', version: '1.30.3', terminationDrainDuration: '2h' }),
    use('self-managed, Gateway made elsewhere', istio({ installation: 'self-managed' }), elsewhere),
    session,
  ],
  refused: [
    {
      use: on('too old for the attributes of a cookie', { installation: 'mesh-add-on', version: '1.27.9' }),
      rule: 'value-rejected-by-target',
    },
    {
      use: on('version that is none', { installation: 'self-managed', version: 'asm-1-30' }),
      rule: 'value-rejected-by-target',
    },
    {
      use: on('drain time that is none', { installation: 'self-managed', terminationDrainDuration: 'soon' }),
      rule: 'value-rejected-by-target',
    },
    {
      use: on('an installation that is none', { installation: 'aks' } as unknown as IstioOptions),
      rule: 'value-rejected-by-target',
    },
    { use: on('a cookie of AKS application routing', { installation: 'app-routing' }), rule: 'affinity-unsupported-by-hop' },
  ],
  silent: [
    { why: 'browsers take a cookie without SameSite as Lax, which is what it says', key: /attributes\[0\]\.(name|value)$/ },
  ],
  withoutCrd: { ConfigMap: 'Kubernetes has it by itself', Service: 'Kubernetes has it by itself' },
};
