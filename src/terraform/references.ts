import { isExpression } from './attributes';
import type { TerraformResource } from './resource';

/**
 * Whether a value of a resource refers to the other one: by its name in the same module, such as
 * `${azurerm_subnet.agc.id}` (a data source of that name is another thing), or by its id, which Azure compares without case.
 */
export function pointsTo(value: unknown, from: TerraformResource, to: TerraformResource): boolean {
  if (typeof value !== 'string') return false;
  if (isExpression(value)) return from.module === to.module && names(value, `${to.type}.${to.name}`);
  const { id } = to.attributes;
  return typeof id === 'string' && value.toLowerCase() === id.toLowerCase();
}

/** The resource of a type that a value refers to; undefined when it is not in the input. */
export function referenced(
  value: unknown,
  from: TerraformResource,
  type: string,
  resources: readonly TerraformResource[],
): TerraformResource | undefined {
  return resources.find((resource) => resource.type === type && pointsTo(value, from, resource));
}

/** Whether an expression has the address, whole and followed by an attribute or an index. */
function names(expression: string, address: string): boolean {
  for (let at = expression.indexOf(address); at !== -1; at = expression.indexOf(address, at + 1)) {
    if (!/[\w.]/.test(expression[at - 1] ?? '') && /[.[]/.test(expression[at + address.length] ?? '')) return true;
  }
  return false;
}
