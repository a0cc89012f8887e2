import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What a mixin works on. */
export interface ProviderClass {
  /** Such as `azurerm_signalr_service`. */
  readonly type: string;
  readonly className: string;
  /** What the mixin calls or sets: bindings that a team generates itself have it too, so that no class can be asked for. */
  readonly members: readonly string[];
}

export const isOfType = (construct: IConstruct, { type }: ProviderClass): construct is TerraformResource =>
  TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === type;

/** @throws Error for a resource that has the type and is made by another class: left alone, it would only seem ready. */
export function requireClass(construct: TerraformResource, { type, className, members }: ProviderClass): void {
  const missing = members.filter((member) => !(member in construct));
  if (missing.length === 0) return;
  throw new Error(
    `${construct.node.path}: it is an ${type} without ${missing.join(', ')}, which the mixin needs.\n` +
      `    Next: make it as the ${className} of @cdktf/provider-azurerm, or of bindings that cdktf generated; or apply the mixin to other parts of the stack.\n` +
      `    Source: https://developer.hashicorp.com/terraform/cdktf/concepts/providers`,
  );
}
