import { facts } from '../../../../path/fact';

const PAGE = 'https://learn.microsoft.com/azure/aks/app-routing-gateway-api';
const checked = '2026-11-21';

/** What is different where AKS runs Istio for application routing. */
export const appRoutingFacts = facts({
  noAffinity: {
    says: 'AKS application routing has no affinity: it takes no Istio resources, AKS installs the standard channel of the Gateway API only, and Istio reads neither sessionPersistence nor the sessionAffinity of a Service.',
    ignores: 'sessionPersistence, sessionAffinity of a Service',
    source: 'https://github.com/Azure/AKS/issues/5806',
    checked,
    known: 'documented',
  },
  istioResources: {
    says: 'AKS application routing does not support Istio resources; as long as their CRDs are in the cluster, its control plane does not start.',
    source: PAGE,
    checked,
    known: 'documented',
  },
  sessionSwitch: {
    says: 'AKS, with application routing or the service mesh add-on, has no switch for the persistent-session filter of Istio.',
    source: PAGE,
    checked,
    known: 'unconfirmed',
  },
  aksDrain: {
    says: 'The gateway pods of AKS application routing heed terminationDrainDuration in proxy.istio.io/config as those of Istio do.',
    limit: 'drain',
    source: PAGE,
    checked,
    known: 'unconfirmed',
  },
  className: {
    says: 'AKS application routing serves the GatewayClass approuting-istio, with controllerName istio.aks.azure.com/gateway-controller.',
    fixed: 'approuting-istio',
    source: 'https://blog.aks.azure.com/2026/03/18/app-routing-gateway-api',
    checked,
    known: 'documented',
  },
});
