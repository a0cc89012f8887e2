import { Duration } from '../../policy/duration';
import { facts } from '../../path/fact';
import { ingressClassFacts } from '../ingress-controllers';

const AGIC = 'https://github.com/Azure/application-gateway-kubernetes-ingress';
const CODE = `${AGIC}/blob/1.9.8/pkg`;
const checked = '2026-11-20';

/** What the controller sends to Azure for a manifest of that kind. */
const measured = { checked, known: 'measured', provenWith: 'AGIC 1.9.8' } as const;

/** The Application Gateway Ingress Controller, 1.9.8: what it makes of an Ingress was measured, what Azure then does is documented. */
export const agicFacts = facts({
  backendPool: {
    says: 'The controller writes the addresses of the pods behind the Service, ready or not, into the gateway’s pool, so the gateway itself chooses the pod.',
    fixed: 'pods',
    source: `${CODE}/appgw/backendaddresspools.go`,
    ...measured,
  },
  requestTimeout: {
    says: 'request-timeout is a bare number of seconds, 30 unless it is set; bytes reset the timer. Azure takes 1 to 86400.',
    limit: 'idle',
    unit: 'whole seconds',
    default: Duration.seconds(30),
    min: Duration.seconds(1),
    max: Duration.seconds(86_400),
    source: 'https://learn.microsoft.com/azure/application-gateway/configuration-http-settings',
    checked,
    known: 'documented',
  },
  requestTimeoutSent: {
    says: 'Without request-timeout, and for one with a unit, the controller sends 30; a number it sends as it is, whatever its range.',
    default: Duration.seconds(30),
    source: `${CODE}/appgw/backendhttpsettings.go`,
    ...measured,
  },
  draining: {
    says: 'A change of the gateway’s configuration, and each pod that comes or goes is one, ends open requests once the drain timeout has run out: 30 s, unless connection-draining is "true" with a timeout of 1 to 3600 bare seconds.',
    limit: 'drain',
    unit: 'whole seconds',
    default: Duration.seconds(30),
    min: Duration.seconds(1),
    max: Duration.seconds(3600),
    source: 'https://learn.microsoft.com/azure/application-gateway/configuration-http-settings',
    checked,
    known: 'documented',
  },
  drainingAffinity: {
    says: 'A backend that leaves the pool is drained: it gets no new requests, except those that carry its affinity cookie.',
    source: 'https://learn.microsoft.com/azure/application-gateway/configuration-http-settings',
    checked,
    known: 'documented',
  },
  affinity: {
    says: 'cookie-based-affinity "true" switches the gateway’s affinity cookie on; nothing sets its lifetime, and no source states it.',
    default: 'Disabled',
    source: `${CODE}/annotations/ingress_annotations.go`,
    ...measured,
  },
  cookieName: {
    says: 'With cookie-based-affinity-distinct-name "true" the cookie is named appgw-affinity- and the MD5 of <namespace>-<service>; without it all Services share one name. No annotation chooses the name.',
    default: 'ApplicationGatewayAffinity',
    source: `${CODE}/appgw/backendhttpsettings.go`,
    ...measured,
  },
  probe: {
    says: 'The gateway probes health-probe-path; without it the path of the readiness, else liveness, httpGet probe of the container that declares the Service’s target port; without that the path of the Ingress, which may be the stream.',
    source: `${CODE}/appgw/health_probes.go`,
    ...measured,
  },
  probeAtRandom: {
    says: 'Where the pods behind a Service have different probes, or have none and several paths lead to it, all of them are probed by the one of a random pod or path.',
    source: `${CODE}/appgw/health_probes.go`,
    ...measured,
  },
  tls: {
    says: 'appgw-ssl-certificate names a certificate on the gateway; where it is missing the controller drops the Ingress. Where a Secret of spec.tls is missing it serves the host over plain HTTP.',
    default: 'plain HTTP',
    source: `${CODE}/appgw/ingress_rules.go`,
    ...measured,
  },
  sslRedirect: {
    says: 'ssl-redirect "true" makes the gateway listen on port 80 too, just to redirect.',
    default: 'off',
    source: `${CODE}/appgw/ingress_rules.go`,
    ...measured,
  },
  overridePort: {
    says: 'override-frontend-port puts the TLS listener and the redirect’s plain one on the same port, and the plain one wins.',
    source: `${CODE}/appgw/http_listeners.go`,
    ...measured,
  },
  endpointRemoval: {
    says: 'The controller needs up to 90 s to take a leaving pod out of the gateway; its own guide asks for a preStop wait of at least that.',
    fixed: Duration.seconds(90),
    source: `${AGIC}/blob/1.9.8/docs/how-tos/minimize-downtime-during-deployments.md`,
    checked,
    known: 'documented',
  },
  rules: {
    says: 'Affinity, timeout and draining of an Ingress that has only a default backend go into a backend setting that no rule uses.',
    ignores: 'annotations of an Ingress with a default backend only',
    source: `${CODE}/appgw/requestroutingrules.go`,
    ...measured,
  },
  names: {
    says: 'A pool of the gateway is named after <namespace>-<service> and the port: Services whose namespace and name read the same together, such as a-b/c and a/b-c, share one pool.',
    source: `${CODE}/appgw/internaltypes.go`,
    ...measured,
  },
  samePath: {
    says: 'Of two Ingresses with the same host and path the first by name counts, and nothing but the log of the controller says so.',
    source: `${CODE}/appgw/requestroutingrules.go`,
    ...measured,
  },
  missingService: {
    says: 'A Service or port that is not there still makes a rule, to the empty default pool.',
    source: `${CODE}/appgw/backendaddresspools.go`,
    ...measured,
  },
  annotations: {
    says: 'The controller takes no notice of annotations it does not know, those of NGINX included. It has none for buffering, which it leaves as it is on the gateway.',
    ignores: 'annotations that it does not know',
    source: `${CODE}/annotations/ingress_annotations.go`,
    ...measured,
  },
  handedOn: {
    says: 'Numbers out of range and ids that lead nowhere go to Azure unchecked, in one request with the whole configuration of the gateway.',
    source: `${CODE}/annotations/ingress_annotations.go`,
    ...measured,
  },
  values: {
    says: 'Switches take what Go’s ParseBool takes, numbers are bare; what cannot be read falls back to the default, mostly without a word.',
    ignores: 'values that it cannot read',
    source: `${CODE}/annotations/ingress_annotations.go`,
    ...measured,
  },
  wrapped: {
    says: 'Of a number with more than 32 bits the controller keeps the last 32: a request-timeout of 4294967296 goes to Azure as 0.',
    source: `${CODE}/annotations/ingress_annotations.go`,
    ...measured,
  },
  prefix: {
    says: 'A path of pathType Prefix goes to the gateway with a star behind it, so /events is /events* and takes /events-archive too; Exact takes just the path.',
    source: `${CODE}/appgw/requestroutingrules.go`,
    ...measured,
  },
  pathOrder: {
    says: 'Of two paths that both match, the gateway takes the one listed first, however specific the other is.',
    source: 'https://learn.microsoft.com/azure/application-gateway/configuration-request-routing-rules',
    checked: '2026-11-22',
    known: 'documented',
  },
  onGateway: {
    says: 'The controller drops an Ingress whose certificate, TLS profile or private address the gateway does not have.',
    source: `${AGIC}/blob/1.9.8/pkg/controller/prune.go`,
    ...measured,
  },
  rewriteRuleSet: {
    says: 'rewrite-rule-set goes to Azure as it is, also where the gateway has no set of that name.',
    source: `${CODE}/appgw/requestroutingrules.go`,
    ...measured,
  },
  pathPrefix: {
    says: 'With backend-path-prefix and no probe of the pods the gateway probes that prefix, to which it also leads the requests.',
    source: `${CODE}/appgw/health_probes.go`,
    ...measured,
  },
  probePort: {
    says: 'A probe port by a name that no port of the container has goes to Azure as 0.',
    source: `${CODE}/appgw/health_probes.go`,
    ...measured,
  },
  ownClass: {
    says: 'The controller serves a class of another name only where its own configuration, INGRESS_CLASS_RESOURCE_NAME, names it; an Ingress without a class it does not take.',
    source: `${CODE}/k8scontext/context.go`,
    ...measured,
  },
  ingressClass: ingressClassFacts.agic,
});
