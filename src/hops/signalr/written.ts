import { blocksIn, LATER, numberIn, textIn } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';

/** LATER where only the deployment knows it: who knows what a number of ours would take away. */
export function skuOf({ attributes }: TerraformResource) {
  const blocks = blocksIn(attributes, 'sku');
  if (blocks === LATER) return { name: LATER, capacity: LATER };
  const [sku = {}] = blocks;
  return { name: textIn(sku, 'name'), capacity: numberIn(sku, 'capacity') };
}

/** One list for each block; undefined where only the deployment knows them. */
export function originsOf({ attributes }: TerraformResource): string[][] | undefined {
  const blocks = blocksIn(attributes, 'cors');
  const lists = blocks === LATER ? [LATER] : blocks.map((block) => block['allowed_origins'] ?? []);
  return lists.every(Array.isArray) ? lists.map((list) => list.map(String)) : undefined;
}
