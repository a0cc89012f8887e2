import type { Remark } from '../../path/hop';
import type { Block } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { applicationGatewayFacts as facts } from './facts';
import { ignoredChanges } from './read-remarks';

/** The keys of a gateway as a whole that the stream needs, whoever configures its routes. */
export const SWITCHES: readonly string[] = ['enable_http2', 'global.response_buffering_enabled'];

/** What the stream needs besides, unless the ingress controller writes it. */
export const SETTINGS = 'backend_http_settings';

/** A remark for every key of ours, such as `sku.capacity`, whose changes Terraform is told to ignore. */
export function ignoredKeyRemarks({ attributes }: TerraformResource, ownedNames: readonly string[]): Remark[] {
  return ignoredNames(attributes, ownedNames).map(({ entry, names }) => ({
    rule: 'owned-key-set-by-user',
    found: `lifecycle.ignore_changes ${entry === 'all' ? 'is all' : `has ${entry}`}`,
    need: `Terraform then writes ${names.join(' and ')} only when it makes the resource, and never to one that exists`,
    fix: entry === 'all' ? 'list there only what others configure' : `remove ${entry} from lifecycle.ignore_changes`,
    fact: facts.ignoredChanges,
    key: 'lifecycle.ignore_changes',
  }));
}

/** The same of what is written for a gateway that may not be there yet: nobody asked for it to be changed. */
export function ignoredSwitchRemarks(gateway: TerraformResource): Remark[] {
  const written = SWITCHES.filter((name) => gateway.attributes[name.split('.')[0] ?? name] !== undefined);
  return ignoredKeyRemarks(gateway, written).map((remark) => ({
    ...remark,
    rule: 'setting-ignored-by-target',
    level: 'warning',
  }));
}

interface Ignored {
  /** As it is written, such as `global[0].response_buffering_enabled`. */
  readonly entry: string;
  readonly names: readonly string[];
}

function ignoredNames(gateway: Block, names: readonly string[]): Ignored[] {
  const ignored = ignoredChanges(gateway);
  if (ignored === 'all') return names.length === 0 ? [] : [{ entry: ignored, names }];
  return ignored
    .map((entry) => ({ entry, names: names.filter((name) => covers(withoutIndexes(entry), name)) }))
    .filter((one) => one.names.length > 0);
}

const withoutIndexes = (entry: string): string => entry.replace(/\[[^\]]*\]/g, '');

/** A block stands for all that is in it. */
const covers = (entry: string, name: string): boolean => `${name}.`.startsWith(`${entry}.`) || entry.startsWith(`${name}.`);
