import type { StreamPolicy } from '../../policy/stream-policy';
import { misfits } from '../../path/fit';
import type { Hop, Remark } from '../../path/hop';
import { set, unknown } from '../../path/setting';
import { about, NO_GATEWAY } from './about';
import type { HttpRouteImplementation } from './implementation';

/** A Gateway made elsewhere. */
export interface ExistingGateway {
  readonly name: string;
  /** Default: the route's own. */
  readonly namespace?: string;
  /** The listener to attach to. Default: all that take the route's host names. */
  readonly sectionName?: string;
}

export interface HttpRouteOptions<A extends object> {
  /** Such as `HTTPRoute app/sse`. */
  readonly object: string;
  readonly implementation: HttpRouteImplementation<A>;
  /** Whether the Gateway is made too, with an HTTPS listener, or made elsewhere. */
  readonly gateway: 'new' | 'existing';
}

/** What an HTTPRoute must be for the policy. */
export function planHttpRoute<A extends object>(
  policy: StreamPolicy,
  { object, implementation, gateway }: HttpRouteOptions<A>,
): Hop {
  const stretch = implementation.plan(policy, gateway);
  const knowsTotal = stretch.settings.some(({ aspect }) => aspect === 'total-limit');
  const settings = [
    ...(implementation.timeoutsIn === 'rule' && !knowsTotal ? [set('total-limit', 'disabled', about.request)] : []),
    ...stretch.settings,
    gateway === 'new' ? set('transport', 'tls', about.listeners) : unknown('transport', NO_GATEWAY, about.listeners),
  ];
  return {
    type: 'http-route',
    object,
    layer: 'http',
    settings,
    remarks: [...misfits(settings), ...unsupportedAffinity(policy, implementation), ...stretch.remarks],
    suppressed: {},
  };
}

function unsupportedAffinity<A extends object>(
  { affinity }: StreamPolicy,
  { name, cannot, instead }: HttpRouteImplementation<A>,
): Remark[] {
  const fact = cannot[affinity.kind];
  if (fact === undefined) return [];
  const can = (['cookie', 'client-ip'] as const).filter((kind) => cannot[kind] === undefined).map((kind) => `${kind} affinity`);
  const ask = [...can, 'none with the reason why any pod can serve any client'].join(', or for ');
  return [
    {
      rule: 'affinity-unsupported-by-hop',
      found: `the policy asks for ${affinity.kind} affinity and the route is served by ${name}`,
      need: `${name} cannot do that`,
      fix: `ask for ${ask}${instead === undefined ? '' : `; or ${instead}`}`,
      fact,
    },
  ];
}
