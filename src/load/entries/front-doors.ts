import { readFrontDoorRoute, type FrontDoorRoute } from '../../hops/front-door/read';
import { leadsBack } from '../../hops/front-door/remarks';
import { redirectsOf } from '../../hops/front-door/redirects';
import { urlsOf } from '../../hops/front-door/routes';
import { unknownHop, type Hop } from '../../path/hop';
import type { StreamPath } from '../../policy/stream-path';
import type { TerraformResource } from '../../terraform/resource';
import type { Input } from '../input';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';
import { hopsAt, isFrontDoor } from './hosts';

/** Routes of Front Door, with the gateways that their origins or redirects lead to. */
export function frontDoorEntries({ resources }: Input): Entry[] {
  return ofType(resources, 'azurerm_cdn_frontdoor_route').map((route) => {
    const read = (streams?: readonly StreamPath[]) => readFrontDoorRoute(route, resources, streams);
    const object = read()[0]?.hop.object ?? route.name;
    return {
      name: object,
      source: route,
      urls: [...urlsOf(route), ...redirectsOf(route, resources).flatMap(({ values }) => values.map((value) => `/${value}`))],
      paths: (streams) =>
        pathsTo(
          object,
          read(streams).flatMap((one) => stretches(one, resources, streams)),
        ),
    };
  });
}

function stretches(
  { hop, does, destinations }: FrontDoorRoute,
  resources: readonly TerraformResource[],
  streams: readonly StreamPath[] | undefined,
): Hop[][] {
  if (destinations.length === 0) return [[hop, unknownHop(`the origins of ${hop.object}`)]];
  return destinations.map((named) => {
    const isLoop = does === 'redirect' && isFrontDoor(named, resources);
    const front = isLoop ? { ...hop, remarks: [...hop.remarks, leadsBack(String(named.host))] } : hop;
    return [front, ...hopsAt(named, resources, streams)];
  });
}
