import { addressOf, readWithAddress } from '../../hops/application-gateway/read-with-address';
import { isOwnHost } from '../../hops/front-door/routes';
import { unknownHop, type Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import { isExpression } from '../../terraform/attributes';
import { pointsTo, referenced } from '../../terraform/references';
import type { TerraformResource } from '../../terraform/resource';
import { ofType } from '../resources';

/** The value of an attribute, and the resource that has it: what it refers to depends on both. */
export interface Named {
  readonly host: unknown;
  readonly from: TerraformResource;
}

/** What answers at a host name or an address: an Application Gateway where the input leads to one, else unknown. */
export function hopsAt(named: Named, resources: readonly TerraformResource[], streams?: readonly StreamPath[]): Hop[] {
  const targets = [named, ...recordsOf(named, resources)];
  const gateway = ofType(resources, 'azurerm_application_gateway').find((one) => {
    const address = addressOf(one, resources);
    return address !== undefined && targets.some(({ host, from }) => pointsTo(host, from, address) || isAt(host, address));
  });
  if (gateway === undefined) return [{ ...unknownHop(whatIsAt(named)), sources: [named.from] }];
  const hop = readWithAddress(gateway, resources, streams);
  return [hop, { ...unknownHop(`the backends of ${hop.object}`), sources: [gateway] }];
}

/** Whether Front Door answers at a host, by a DNS record of the input too. */
export const isFrontDoor = (named: Named, resources: readonly TerraformResource[]): boolean =>
  [named, ...recordsOf(named, resources)].some(({ host, from }) => isOwnHost(host, from, resources));

const whatIsAt = ({ host, from }: Named): string =>
  `what ${typeof host === 'string' && !isExpression(host) ? host : `${from.type}.${from.name}`} leads to`;

/** Of an address that a state or plan knows. */
const isAt = (host: unknown, { attributes }: TerraformResource): boolean =>
  typeof host === 'string' && [attributes['fqdn'], attributes['ip_address']].includes(host);

/** What the DNS records of a host name point at. */
function recordsOf({ host }: Named, resources: readonly TerraformResource[]): Named[] {
  return ['azurerm_dns_a_record', 'azurerm_dns_cname_record']
    .flatMap((type) => ofType(resources, type))
    .filter((record) => nameOf(record, resources) === host)
    .flatMap((from) => {
      const { target_resource_id, record, records } = from.attributes;
      return [target_resource_id, record, ...(Array.isArray(records) ? (records as unknown[]) : [])].map((one) => ({
        host: one,
        from,
      }));
    });
}

function nameOf(record: TerraformResource, resources: readonly TerraformResource[]): string {
  const { name, zone_name: zone } = record.attributes;
  const zoneName = referenced(zone, record, 'azurerm_dns_zone', resources)?.attributes['name'] ?? zone;
  return name === '@' ? String(zoneName) : `${String(name)}.${String(zoneName)}`;
}
