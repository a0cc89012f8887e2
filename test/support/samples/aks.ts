import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { StreamAgc } from '../../../src/hops/agc/construct';
import { aksHop } from '../../../src/hops/aks/hop';
import { StreamHttpRoute } from '../../../src/hops/http-route/construct';
import { agc } from '../../../src/hops/http-route/implementations/agc/agc';
import { chart, stack } from '../synth';
import { containers } from './agc';
import { service } from './pods';
import { noAddress, type Sample } from './sample';

/** No construct makes it: the cluster is written by hand, with the CDK's own class. */
export const aksSamples: readonly Sample[] = [
  {
    name: 'a cluster with Application Gateway for Containers',
    fits: noAddress,
    build: (policy) => {
      const [azure, kubernetes] = [stack(), chart()];
      const cluster = new KubernetesCluster(azure, 'cluster', {
        name: 'streams',
        location: 'westeurope',
        resourceGroupName: 'streams',
        dnsPrefix: 'streams',
        identity: { type: 'SystemAssigned' },
        defaultNodePool: { name: 'system', vmSize: 'Standard_D4s_v5' },
        oidcIssuerEnabled: true,
        workloadIdentityEnabled: true,
        networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay' },
        webAppRouting: { dnsZoneIds: [], defaultNginxController: 'None' },
      });
      const front = new StreamAgc(azure, 'agc', { ...containers, policy, cluster });
      const route = new StreamHttpRoute(kubernetes, 'route', {
        policy,
        name: 'prices',
        implementation: agc({ healthProbePath: '/readyz', albControllerVersion: '1.12.4' }),
        gateway: { albId: '/subscriptions/s/trafficControllers/streams', frontend: 'streams', tlsSecret: 'prices-tls' },
        backend: service(kubernetes, policy),
      });
      const hop = aksHop('AKS cluster streams');
      return { constructs: [front, route, { hops: [hop], findings: () => [] }], scopes: [azure, kubernetes] };
    },
  },
];
