import { httpRouteFacts } from '../../hops/http-route/facts';
import { facts } from '../../path/fact';
import type { Remark } from '../../path/hop';

const referenceFacts = facts({
  ingressBackend: {
    says: 'The Service that an Ingress names must be in the namespace of the Ingress.',
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend',
    checked: '2026-11-21',
    known: 'documented',
  },
  selector: {
    says: 'A Service selects pods of its own namespace only.',
    source: 'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/endpointslice/endpointslice_controller.go',
    checked: '2026-11-21',
    known: 'documented',
  },
});

interface Placed {
  readonly namespace?: string | undefined;
}

/** For an Ingress and the Service that its rules name. A namespace that is nowhere written may be any. */
export function ingressReferenceRemarks(from: string | undefined, backend: Placed & { readonly name: string }): Remark[] {
  const { namespace, name } = backend;
  if (from === undefined || namespace === undefined || from === namespace) return [];
  return [
    {
      rule: 'selector-matches-nothing',
      found: `the Ingress is in namespace ${from}, its Service ${name} in ${namespace}`,
      need: `an Ingress finds Services of its own namespace only; there is no Service ${from}/${name} that this path leads to`,
      fix: `make the Ingress in namespace ${namespace}, where the Service is`,
      fact: referenceFacts.ingressBackend,
    },
  ];
}

/** For an HTTPRoute and the Service behind it. */
export function routeReferenceRemarks(
  from: string | undefined,
  { namespace, name }: Placed & { readonly name: string },
): Remark[] {
  if (from === undefined || namespace === undefined || from === namespace) return [];
  return [
    {
      rule: 'selector-matches-nothing',
      found: `the HTTPRoute is in namespace ${from}, its Service ${name} in ${namespace}`,
      need: `a route without a namespace in its backendRefs sends to its own; there is no Service ${from}/${name} that this path leads to`,
      fix: `make the HTTPRoute in namespace ${namespace}, where the Service is, and let its Gateway take routes from there`,
      fact: httpRouteFacts.referenceGrant,
    },
  ];
}

/** For a Service and the pods behind it. */
export function podReferenceRemarks(from: string | undefined, { namespace }: Placed): Remark[] {
  if (from === undefined || namespace === undefined || from === namespace) return [];
  return [
    {
      rule: 'selector-matches-nothing',
      found: `the Service is in namespace ${from}, its pods in ${namespace}`,
      need: 'a Service selects pods of its own namespace only, so it has no pod to send to',
      fix: `make the Service in namespace ${namespace}, where the pods are`,
      fact: referenceFacts.selector,
    },
  ];
}
