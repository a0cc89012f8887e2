import type { Hop } from '../../path/hop';
import { fixed, type Setting } from '../../path/setting';
import { about } from './about';
import { agcFacts as facts } from './facts';
import { nameRemarks, prefixRemarks, subnetElsewhere } from './remarks';

/** What is to be known of an Application Gateway for Containers to plan it. A value is undefined where only the deployment will know it. */
export interface AgcResourceOptions {
  /** Such as `Application Gateway for Containers sse`. */
  readonly object: string;
  readonly name: string | undefined;
  readonly subnet: { readonly addressPrefix: string | undefined } | 'existing';
}

/** What an Application Gateway for Containers is, whatever the policy: its limits are fixed, and its routes are in Kubernetes. */
export function planAgc({ object, name, subnet }: AgcResourceOptions): Hop {
  const ofSubnet =
    subnet === 'existing' ? [subnetElsewhere] : subnet.addressPrefix === undefined ? [] : prefixRemarks(subnet.addressPrefix);
  return {
    type: 'agc',
    object,
    layer: 'http',
    settings: fixedSettings,
    remarks: [...(name === undefined ? [] : nameRemarks(name)), ...ofSubnet],
    suppressed: {},
  };
}

/** What nobody can change of a connection; what happens to a stream on it is said by its route. */
export const fixedSettings: readonly Setting[] = [
  fixed('idle-limit', facts.connectionIdle.fixed, about.connectionIdle),
  fixed('http2', facts.http2.fixed, about.http2),
];
