import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';
import { ingressClassFacts } from '../ingress-controllers';

const LEARN = 'https://learn.microsoft.com/azure/application-gateway/for-containers';
const REDIRECT = `${LEARN}/how-to-url-redirect-ingress-api`;
const API = `${LEARN}/api-specification-kubernetes`;
const EXTENSION =
  'https://github.com/datreeio/CRDs-catalog/blob/ad15793707230b65da30689d9fd855b5ef4e75c4/alb.networking.azure.io/ingressextension_v1.json';
const checked = '2026-11-21';

/** An Ingress on Application Gateway for Containers, as the ALB Controller makes it. What the gateway itself does is in the facts of its route. */
export const ingressAgcFacts = facts({
  support: {
    says: 'Microsoft documents Server-Sent Events for the Gateway API only. Its page of 2024 says that they are not supported by the Ingress API; the page of today names no form for Ingress, and nothing else says that they work.',
    source: `${LEARN}/server-sent-events`,
    checked,
    known: 'documented',
  },
  ingressClass: ingressClassFacts.agc,
  attachment: {
    says: 'An Ingress names an existing AGC by the annotations alb-id and alb-frontend, or one the controller manages by alb-namespace and alb-name.',
    source: `${LEARN}/how-to-ssl-offloading-ingress-api`,
    checked,
    known: 'documented',
  },
  requestTimeout: {
    says: 'The request timeout ends every request after 60 s, however much data flows, unless timeouts.requestTimeout says otherwise in the backendSettings of its Service.',
    limit: 'total',
    unit: 'Go duration',
    default: Duration.seconds(60),
    source: EXTENSION,
    checked,
    known: 'documented',
  },
  zeroTimeout: {
    says: 'Of a route, a timeout of 0s is documented as off; whether requestTimeout 0s of an IngressExtension is too, no source says.',
    source: `${LEARN}/server-sent-events`,
    checked,
    known: 'unconfirmed',
  },
  affinity: {
    says: 'Affinity is in sessionAffinity of the backendSettings of a Service: application-cookie, which needs cookieName and cookieDuration, or managed-cookie. Without it each request goes to any pod.',
    unit: 'Go duration',
    default: 'none',
    source: `${LEARN}/session-affinity`,
    checked,
    known: 'documented',
  },
  policyTargets: {
    says: 'A RoutePolicy is for an HTTPRoute or GRPCRoute, a WebApplicationFirewallPolicy for a Gateway or HTTPRoute, a FrontendTLSPolicy for a Gateway; none of them is for an Ingress.',
    source: API,
    checked,
    known: 'documented',
  },
  listeners: {
    says: 'An Ingress without TLS is served on port 80. One with a Secret in spec.tls is served on port 443.',
    source: REDIRECT,
    checked,
    known: 'documented',
  },
  tlsOnly: {
    says: 'An Ingress with a Secret in spec.tls does not answer on port 80: Microsoft’s page has one of these listen on port 443 only, and another on port 80 too.',
    source: REDIRECT,
    checked,
    known: 'unconfirmed',
  },
  annotations: {
    says: 'The controller reads annotations of alb.networking.azure.io: alb-id, alb-frontend, alb-namespace, alb-name and alb-ingress-extension. What other controllers took as annotations is in objects of its own or not at all.',
    source: `${LEARN}/migrate-from-agic-to-agc`,
    checked,
    known: 'documented',
  },
});
