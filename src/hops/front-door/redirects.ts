import { textOf, type StreamPath } from '../../policy/stream-path';
import { blocksIn, LATER, textsIn, type Block } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { knownBlocksIn } from '../application-gateway/blocks';
import { isNothing, rulesOf } from './rule-sets';

/** A rule that sends paths to another host. */
export interface Redirect {
  readonly rule: TerraformResource;
  readonly host: unknown;
  readonly isPlain: boolean;
  readonly operator: unknown;
  readonly values: readonly string[];
  /** What is done to a path before it is compared. */
  readonly transforms: readonly string[];
}

/**
 * The redirects by path of a route's rule sets. One that asks for anything else too, or that an expression makes, is left
 * out: it may let the stream through.
 */
export const redirectsOf = (route: TerraformResource, resources: readonly TerraformResource[]): Redirect[] =>
  rulesOf(route, resources).flatMap(redirectIn);

/** Of a rule that asks for nothing. */
const ALWAYS: Block = { operator: 'Any' };

function redirectIn(rule: TerraformResource): Redirect[] {
  const [action] = knownBlocksIn(rule.attributes, 'actions').flatMap((block) => knownBlocksIn(block, 'url_redirect_action'));
  if (action === undefined) return [];
  const conditions = blocksIn(rule.attributes, 'conditions');
  if (conditions === LATER) return [];
  const asked = conditions.flatMap((block) => Object.entries(block).filter(([, value]) => !isNothing(value)));
  const paths = conditions.flatMap((block) => knownBlocksIn(block, 'url_path_condition'));
  const [condition] = asked.length === 0 ? [ALWAYS] : paths;
  if (asked.some(([name]) => name !== 'url_path_condition') || paths.length > 1 || condition === undefined) return [];
  const host = action['destination_hostname'];
  // Without a host it leads to Front Door again.
  if (condition['negate_condition'] === true || isNothing(host) || host === '') return [];
  return [
    {
      rule,
      host,
      isPlain: action['redirect_protocol'] === 'Http',
      operator: condition['operator'],
      values: textsIn(condition, 'match_values'),
      transforms: textsIn(condition, 'transforms'),
    },
  ];
}

/** Whether these redirects send every request for the stream elsewhere. */
export function leadAway(redirects: readonly Redirect[], stream: StreamPath): boolean {
  const path = textOf(stream).replace(/^\/+/, '');
  const isSent = (probe: string) => redirects.some((redirect) => matches(redirect, probe));
  if ('exact' in stream) return isSent(path);
  const folder = path.endsWith('/') || path === '' ? path : `${path}/`;
  const isSentBelow = redirects.some((redirect) => redirect.operator !== 'Equal' && matches(redirect, folder));
  return isSentBelow && (folder === path || isSent(path));
}

/** The redirects that have a part in it. */
export const concerning = (redirects: readonly Redirect[], stream: StreamPath): Redirect[] => {
  const path = textOf(stream).replace(/^\/+/, '');
  return redirects.filter(
    (redirect) => matches(redirect, path) || ('prefix' in stream && matches(redirect, `${path.replace(/\/$/, '')}/`)),
  );
};

function matches({ operator, values, transforms }: Redirect, path: string): boolean {
  const seen = transforms.reduce(transformed, path);
  if (operator === 'Any') return true;
  if (operator === 'Equal') return values.includes(seen);
  return operator === 'BeginsWith' && values.some((value) => seen.startsWith(value));
}

/** The other transforms leave a path of plain letters as it is. */
function transformed(path: string, transform: string): string {
  if (transform === 'Lowercase') return path.toLowerCase();
  return transform === 'Uppercase' ? path.toUpperCase() : path;
}
