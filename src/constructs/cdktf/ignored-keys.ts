import { facts } from '../../path/fact';
import type { Remark } from '../../path/hop';
import { ignored } from '../../path/remark';
import { blocksIn, LATER, textsIn } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';
import { partsOf } from './key-path';

const lifecycleFacts = facts({
  ignoreChanges: {
    says: 'Terraform uses what lifecycle.ignore_changes lists, or all, when it makes a resource, and never when it updates one.',
    source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle',
    checked: '2026-11-21',
    known: 'documented',
  },
});

/**
 * A remark where `lifecycle.ignore_changes` of a resource as it is written takes the effect from keys that a mixin writes.
 *
 * @param ownedNames Keys as the provider names them: `global`, `sku.capacity`, `tags["team"]`. The key of a block has all below it.
 */
export function ignoredKeyRemarks({ attributes }: TerraformResource, ownedNames: readonly string[]): Remark[] {
  const blocks = blocksIn(attributes, 'lifecycle');
  const ignoredNames = blocks === LATER ? [] : blocks.flatMap((block) => textsIn(block, 'ignore_changes'));
  const meeting = ignoredNames.includes('all')
    ? ['all']
    : ignoredNames.filter((name) => ownedNames.some((owned) => areOnOneLine(partsOf(name), partsOf(owned))));
  if (meeting.length === 0 || ownedNames.length === 0) return [];
  return [
    ignored(
      `lifecycle.ignore_changes has ${meeting.join(', ')}, and the mixin writes ${ownedNames.join(', ')}`,
      'Terraform leaves an ignored key of a resource that stands already as it is, so that what is written never gets there',
      `take ${meeting.join(', ')} out of lifecycle.ignore_changes, or list only the keys that the mixin does not write`,
      lifecycleFacts.ignoreChanges,
      'lifecycle.ignore_changes',
    ),
  ];
}

/** Whether one key has the other below it. */
const areOnOneLine = (some: readonly string[], others: readonly string[]): boolean =>
  some.slice(0, others.length).every((part, index) => part === others[index]);
