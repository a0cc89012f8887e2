import type { Remark } from '../../path/hop';
import type { StreamPolicy } from '../../policy/stream-policy';
import { keyOf } from './about';
import { agicFacts as facts } from './facts';

const CERTIFICATE = keyOf('appgw-ssl-certificate');

/** TLS by a Secret alone. */
export function secretRemarks(): Remark[] {
  return [
    {
      rule: 'secure-transport',
      found: 'spec.tls names a Secret and no certificate of the gateway stands in for it',
      need: 'when that Secret is missing, even for a moment, the controller serves the stream over plain HTTP',
      fix: `set ${CERTIFICATE} to a certificate on the gateway; Terraform that manages the gateway must ignore ssl_certificate while Secrets are used`,
      fact: facts.tls,
      key: 'spec.tls',
      level: 'warning',
    },
  ];
}

export function redirectRemarks(): Remark[] {
  return [
    {
      rule: 'secure-transport',
      found: `${keyOf('ssl-redirect')} is not "true"`,
      need: 'nothing answers on port 80, so http:// links fail',
      fix: `set ${keyOf('ssl-redirect')} to "true"`,
      fact: facts.sslRedirect,
      key: keyOf('ssl-redirect'),
      level: 'note',
    },
  ];
}

/** For affinity and draining together. */
export const drainingAffinity: Remark = {
  rule: 'gateway-drain-timeout',
  found: `${keyOf('cookie-based-affinity')} and ${keyOf('connection-draining')} are "true"`,
  need: 'requests with the affinity cookie keep going to a pod that is leaving, so clients that reconnect come back to it until the controller has removed it; no source says that a failing probe ends this',
  fix: `let a leaving pod accept streams until it exits, after a preStop wait of ${facts.endpointRemoval.fixed} or more, and end each with a retry delay, so that its client returns when the pod is gone`,
  fact: facts.drainingAffinity,
  key: keyOf('cookie-based-affinity'),
  level: 'note',
};

/** What the policy asks for and the controller cannot do. */
export function policyRemarks({ affinity }: StreamPolicy): Remark[] {
  if (affinity.kind !== 'client-ip') return [];
  return [
    {
      rule: 'affinity-unsupported-by-hop',
      found: 'the policy asks for affinity by client IP',
      need: 'the gateway has affinity by cookie only, and sends to the pods past the Service’s sessionAffinity',
      fix: "set the policy's affinity to cookie, or expose the pods by an Azure Load Balancer without a proxy",
      fact: facts.affinity,
    },
  ];
}

/** What the policy says of the cookie and nobody can write. A reader of the Ingress cannot know it. */
export function cookieRemarks({ affinity }: StreamPolicy, cookie: string): Remark[] {
  if (affinity.kind !== 'cookie') return [];
  return [
    {
      rule: 'setting-ignored-by-target',
      found: `the policy's cookie is ${affinity.name}, kept for ${affinity.lifetime}`,
      need: `the controller names it ${cookie}, and no annotation sets a name or a lifetime`,
      fix: 'look for that name on the client side; choose Application Gateway for Containers where the lifetime matters',
      fact: facts.cookieName,
      level: 'note',
    },
  ];
}
