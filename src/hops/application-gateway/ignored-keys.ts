import type { Remark } from '../../path/hop';
import { ignoredKeyRemarks } from '../../terraform/ignored-keys';
import type { TerraformResource } from '../../terraform/resource';

/** The keys of a gateway as a whole that the stream needs, whoever configures its routes. */
export const SWITCHES: readonly string[] = ['enable_http2', 'global.response_buffering_enabled'];

/** What the stream needs besides, unless the ingress controller writes it. */
export const SETTINGS = 'backend_http_settings';

/** Of what is written for a gateway that may not be there yet: nobody asked for it to be changed. */
export function ignoredSwitchRemarks(gateway: TerraformResource): Remark[] {
  const written = SWITCHES.filter((name) => gateway.attributes[name.split('.')[0] ?? name] !== undefined);
  return ignoredKeyRemarks(gateway, written).map((remark) => ({
    ...remark,
    rule: 'setting-ignored-by-target',
    level: 'warning',
  }));
}
