import { isNamed, readApiManagement } from '../../hops/api-management/read';
import { settingsOf, unknownHop, type Hop } from '../../path/hop';
import { textOf, type StreamPath } from '../../policy/stream-path';
import { isExpression } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import type { Input } from '../input';
import { ofType } from '../resources';
import { pathsTo, type Entry } from './entry';
import { hopsAt } from './hosts';

/** APIs of API Management, whole, or one by one the operations that serve a stream. */
export function apiManagementEntries({ resources }: Input): Entry[] {
  return ofType(resources, 'azurerm_api_management_api').map((api) => {
    const operations = ofType(resources, 'azurerm_api_management_api_operation').filter((one) => isNamed(one, 'api_name', api));
    const { object } = readApiManagement(api, resources);
    return {
      name: object,
      source: api,
      urls: operations.length === 0 ? [urlOf(api)] : operations.map((operation) => urlOf(api, operation)),
      paths: (streams) =>
        servingOf(api, operations, streams).flatMap((operation) => {
          const hop = readApiManagement(api, resources, operation);
          return pathsTo(hop.object, [[hop, ...behind(api, resources, hop, streams)]]);
        }),
    };
  });
}

function behind(
  api: TerraformResource,
  resources: readonly TerraformResource[],
  hop: Hop,
  streams: readonly StreamPath[] | undefined,
): Hop[] {
  const url = api.attributes['service_url'];
  const isKnown = settingsOf(hop, 'balances-over').every(({ origin }) => origin !== 'unknown');
  if (url === undefined || !isKnown)
    return [{ ...unknownHop(`the backend of ${hop.object}`), ...(hop.sources && { sources: hop.sources }) }];
  return hopsAt({ host: hostIn(url), from: api }, resources, streams);
}

/** The host of a URL; what holds an expression stays as it is. */
function hostIn(url: unknown): unknown {
  return typeof url === 'string' && !isExpression(url) && URL.canParse(url) ? new URL(url).hostname : url;
}

/** Operations that serve one of the streams, by the URL of the client or of the backend; the API itself, where it tells none. */
function servingOf(
  api: TerraformResource,
  operations: readonly TerraformResource[],
  streams: readonly StreamPath[] | undefined,
): (TerraformResource | undefined)[] {
  if (operations.length === 0) return [undefined];
  return operations.filter(
    (operation) =>
      streams === undefined ||
      [urlOf(api, operation), urlOf(undefined, operation)].some((url) => streams.some((stream) => serves(url, stream))),
  );
}

function serves(url: string, stream: StreamPath): boolean {
  const path = textOf(stream);
  // A template parameter stands for anything.
  const [literal = ''] = url.split(/[{*]/);
  if (literal !== url) return path.startsWith(literal) || ('prefix' in stream && literal.startsWith(path));
  return url === path || ('prefix' in stream && url.startsWith(`${path.replace(/\/$/, '')}/`));
}

function urlOf(api: TerraformResource | undefined, operation?: TerraformResource): string {
  const parts = [api?.attributes['path'], operation?.attributes['url_template']];
  const texts = parts.filter((part): part is string => typeof part === 'string' && !isExpression(part));
  return `/${texts
    .map((text) => text.replace(/^\/+|\/+$/g, ''))
    .filter((text) => text !== '')
    .join('/')}`;
}
