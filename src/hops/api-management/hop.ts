import type { Hop } from '../../path/hop';
import { byDefault, fixed, set, unknown, type Setting } from '../../path/setting';
import { about } from './about';
import { apiManagementFacts as facts } from './facts';

/** What nobody can change, and what no source says. */
export const fixedSettings: readonly Setting[] = [
  fixed('idle-limit', facts.idle.fixed, about.idle),
  unknown('drain-limit', 'no source says how long open streams live on at a scale-in', about.scaleIn),
];

/** What an API must be for a stream, whatever the policy is. */
export function planApiManagement(object: string): Hop {
  return {
    type: 'api-management',
    object,
    layer: 'http',
    settings: [
      ...fixedSettings,
      set('response-buffering', 'off', about.bufferResponse),
      byDefault('response-caching', 'off', about.caching),
      set('balances-over', 'service', about.backend),
      set('http2', 'on', about.http2),
      set('transport', 'tls', about.protocols),
    ],
    remarks: [],
    suppressed: {},
  };
}
