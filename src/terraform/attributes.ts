/** A value that stands in the input as an expression: it is known only at deployment. */
export const LATER = Symbol('known only at deployment');

export type Block = Readonly<Record<string, unknown>>;

/** The value, LATER for a Terraform expression, or undefined when it is not set. */
function attribute<T>(block: Block, name: string, read: (value: unknown) => T | undefined): T | typeof LATER | undefined {
  const value = block[name];
  return isExpression(value) ? LATER : read(value);
}

export const numberIn = (block: Block, name: string) => attribute(block, name, toNumber);
export const booleanIn = (block: Block, name: string) => attribute(block, name, toBoolean);
export const textIn = (block: Block, name: string) =>
  attribute(block, name, (value) => (typeof value === 'string' ? value : undefined));

/** The texts of a list that are known. */
export function textsIn(block: Block, name: string): string[] {
  return asList(block[name]).filter((item): item is string => typeof item === 'string' && !isExpression(item));
}

/** Blocks of one kind: a list, or the object that cdktf writes for a block that occurs once. LATER when an expression makes them. */
export function blocksIn(block: Block, name: string): readonly Block[] | typeof LATER {
  if (isExpression(block[name]) || hasDynamic(block, name)) return LATER;
  return asList(block[name]).filter(isBlock);
}

export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

/** Terraform converts texts to numbers and booleans where the provider wants those. */
function toNumber(value: unknown): number | undefined {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value);
  return typeof value === 'number' ? value : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' ? value : undefined;
}

function hasDynamic(block: Block, name: string): boolean {
  return asList(block['dynamic']).some((dynamic) => isBlock(dynamic) && name in dynamic);
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value);
