import { facts } from '../path/fact';
import type { Remark } from '../path/hop';
import { blocksIn, LATER, textsIn } from './attributes';
import { partsOf } from './key-path';
import type { TerraformResource } from './resource';

const lifecycleFacts = facts({
  ignoreChanges: {
    says: 'Terraform uses what lifecycle.ignore_changes lists, or all, when it makes a resource, and never when it updates one.',
    source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/**
 * A remark where `lifecycle.ignore_changes` of a resource as it is written takes the effect from keys that the stream needs.
 *
 * @param names Keys as the provider names them: `global`, `sku.capacity`, `tags["team"]`. The key of a block has all below it.
 */
export function ignoredKeyRemarks({ attributes }: TerraformResource, names: readonly string[]): Remark[] {
  const blocks = blocksIn(attributes, 'lifecycle');
  const entries = blocks === LATER ? [] : blocks.flatMap((block) => textsIn(block, 'ignore_changes'));
  const isAll = entries.includes('all');
  return [...new Set(isAll ? ['all'] : entries)].flatMap((entry) => {
    const ignored = isAll ? names : names.filter((name) => areOnOneLine(partsOf(entry), partsOf(name)));
    return ignored.length === 0 ? [] : [remark(entry, ignored)];
  });
}

const remark = (entry: string, ignored: readonly string[]): Remark => ({
  rule: 'owned-key-set-by-user',
  found: `lifecycle.ignore_changes ${entry === 'all' ? 'is all' : `has ${entry}`}`,
  need: `Terraform then writes ${ignored.join(' and ')} only when it makes the resource, and never to one that exists`,
  fix: entry === 'all' ? 'list there only what others configure' : `remove ${entry} from lifecycle.ignore_changes`,
  fact: lifecycleFacts.ignoreChanges,
  key: 'lifecycle.ignore_changes',
});

/** Whether one key has the other below it. */
const areOnOneLine = (some: readonly string[], others: readonly string[]): boolean =>
  some.slice(0, others.length).every((part, index) => part === others[index]);
