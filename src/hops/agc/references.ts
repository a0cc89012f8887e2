import { isExpression } from '../../terraform/attributes';
import type { TerraformResource } from '../../terraform/resource';

/** Whether a value refers to the resource, such as `${azurerm_subnet.agc.id}`; a data source of that name is another thing. */
export function pointsTo(value: unknown, { type, name }: TerraformResource): boolean {
  return isExpression(value) && new RegExp(`(?<![\\w.])${type}\\.${name}[.[]`).test(String(value));
}

/** The resource of a type that a value refers to; undefined when it is not in the input. */
export function referenced(value: unknown, type: string, resources: readonly TerraformResource[]): TerraformResource | undefined {
  return resources.find((resource) => resource.type === type && pointsTo(value, resource));
}
