import { withKeys } from '../../kubernetes/owned-key';
import type { Hop } from '../../path/hop';
import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenFields, writtenKeys, writtenObject } from '../written-key';
import { INGRESS_CLASS } from './about';
import { apisixFacts } from './facts';
import { ofRoute, planApisix, type TlsEnd } from './hop';
import { routeKeys, RULE, ruleOf, upstreamKeys, upstreamOf } from './keys';

export const apisixKind: HopKind = {
  type: 'apisix',
  title: 'A route of Apache APISIX or API7 Enterprise: an ApisixRoute, a standalone file, or one made by the Admin API.',
  place: 'proxy',
  isRoute: true,
  facts: apisixFacts,
  plan: (policy, inFront) => planApisix(policy, {}, ofRoute('ApisixRoute sse', RULE, tlsEndBehind(inFront))),
  write: (policy, inFront) => {
    const { host, backend } = standIns;
    const tls = tlsEndBehind(inFront);
    return [
      ...writtenFields({ spec: { ingressClassName: INGRESS_CLASS, http: [ruleOf(policy, host, tls, backend)] } }),
      ...writtenKeys(routeKeys(policy, {}, RULE, tls)),
      ...writtenObject(withKeys(upstreamOf(backend.name, INGRESS_CLASS), upstreamKeys(policy, {}))),
    ];
  },
};

const tlsEndBehind = (inFront: readonly Hop[] = []): TlsEnd =>
  inFront.some(({ layer }) => layer === 'http') ? 'in-front' : 'here';
