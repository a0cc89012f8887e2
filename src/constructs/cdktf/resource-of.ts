import { DefaultTokenResolver, StringConcat, TerraformResource as CdkResource, TerraformStack, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { TerraformResource } from '../../terraform/resource';

/** A resource as cdktf will write it. */
export function resourceOf(construct: CdkResource): TerraformResource {
  const { terraformResourceType: type, friendlyUniqueId: name } = construct;
  const written = resolved(construct.toTerraform(), construct) as {
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

/** A value as cdktf will write it into the stack of a construct. */
export function resolved(value: unknown, scope: IConstruct): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}
