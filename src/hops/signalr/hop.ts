import type { Hop, Remark } from '../../path/hop';
import { byDefault, unknown, type Setting } from '../../path/setting';
import type { StreamPolicy } from '../../policy/stream-policy';
import { about } from './about';
import { signalrFacts as facts } from './facts';
import * as remarks from './remarks';

/** What the service does to every stream. The application may set another lifetime, by code. */
export const signalrSettings: readonly Setting[] = [
  byDefault('total-limit', facts.tokenLifetime.default, about.tokenLifetime),
  unknown('idle-limit', 'no source says how long a silent client is kept', about.idle),
];

/** What a SignalR Service takes over of a policy, and what it does not. */
export function planSignalr(policy: StreamPolicy, object: string): Hop {
  return {
    type: 'signalr',
    object,
    layer: 'http',
    settings: signalrSettings,
    remarks: [...remarks.takenOver, ...policyRemarks(policy)],
    suppressed: {},
  };
}

/** What a service is, with what the policy makes worth saying of it, and what else is known. */
export function forPolicy(policy: StreamPolicy, found: Hop, more: readonly Remark[]): Hop {
  const planned = planSignalr(policy, found.object);
  const others = found.remarks.filter((remark) => !planned.remarks.includes(remark));
  return { ...found, remarks: [...planned.remarks, ...others, ...more] };
}

/** What only the policy makes worth saying. */
const policyRemarks = (policy: StreamPolicy): Remark[] => [
  remarks.serverDrain(policy),
  ...(policy.resume === 'none' ? [] : [remarks.notReplayed]),
];
