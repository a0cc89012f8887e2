import type { Block } from './attributes';

/**
 * The parts of a key as Terraform writes it, such as `default_database[0].eviction_policy` or `tags["team"]`. The index of a
 * block is none of them: cdktf writes a block that occurs once as an object.
 */
export const partsOf = (key: string): string[] =>
  [...key.matchAll(/\["([^"]*)"\]|\[[^\]]*\]|[^.[\]]+/g)].flatMap(([text, quoted]) =>
    quoted !== undefined ? [quoted] : text.startsWith('[') ? [] : [text],
  );

/** What a resource has at a key; of blocks that occur more than once, the value of each. */
export const valueAt = (attributes: Block, key: string): unknown => partsOf(key).reduce<unknown>(below, attributes);

function below(value: unknown, part: string): unknown {
  if (Array.isArray(value)) {
    const values = value.map((each) => below(each, part));
    return values.length === 1 ? values[0] : values;
  }
  return typeof value === 'object' && value !== null ? (value as Block)[part] : undefined;
}
