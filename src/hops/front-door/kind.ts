import type { HopKind } from '../hop-kind';
import { standIns } from '../stand-ins';
import { writtenResource } from '../written-key';
import { routeObject } from './about';
import { redirectRules } from './config';
import { frontDoorFacts } from './facts';
import { planAroundFrontDoor, planFrontDoor, responseTimeoutFor } from './hop';

const OBJECT = routeObject('sse', 'default');

export const frontDoorKinds: readonly HopKind[] = [
  {
    type: 'front-door',
    title: 'Azure Front Door that carries the stream, which Microsoft does not support.',
    place: 'edge',
    takesClients: true,
    facts: frontDoorFacts,
    plan: (policy) => planFrontDoor(policy, OBJECT),
    // Nothing makes it: what it would have to be.
    write: (policy) => [
      ...writtenResource({ responseTimeoutSeconds: responseTimeoutFor(policy).toSeconds() }, 'azurerm_cdn_frontdoor_profile'),
      ...writtenResource({ sessionAffinityEnabled: policy.affinity.kind === 'cookie' }, 'azurerm_cdn_frontdoor_origin_group'),
      ...writtenResource({ supportedProtocols: ['Http', 'Https'], httpsRedirectEnabled: true }),
    ],
  },
  {
    type: 'front-door/around',
    title: 'Azure Front Door that sends clients of the stream to a host of its own, and carries all else.',
    place: 'edge',
    facts: frontDoorFacts,
    plan: (policy) => planAroundFrontDoor(policy, OBJECT),
    write: ({ paths }) =>
      redirectRules(paths, standIns.host).flatMap(({ name, ...rule }) =>
        writtenResource(rule, `azurerm_cdn_frontdoor_rule[${name}]`),
      ),
  },
];
