import { DefaultTokenResolver, StringConcat, TerraformResource as CdkResource, TerraformStack, Tokenization } from 'cdktf';
import type { TerraformResource } from '../../terraform/resource';

/** A resource as cdktf will write it. */
export function resourceOf(construct: CdkResource): TerraformResource {
  const { terraformResourceType: type, friendlyUniqueId: name } = construct;
  const resolver = new DefaultTokenResolver(new StringConcat());
  const written = Tokenization.resolve(construct.toTerraform(), { scope: construct, resolver, preparing: false }) as {
    resource: Record<string, Record<string, TerraformResource['attributes']>>;
  };
  return { type, name, attributes: written.resource[type]?.[name] ?? {} };
}

/** All resources of a construct's stack, as far as the stack has them by now. */
export const resourcesAround = (construct: CdkResource): TerraformResource[] =>
  TerraformStack.of(construct)
    .node.findAll()
    .filter((one) => CdkResource.isTerraformResource(one))
    .map(resourceOf);
