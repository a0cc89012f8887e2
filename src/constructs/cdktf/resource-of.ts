import { DefaultTokenResolver, StringConcat, Tokenization, type TerraformResource as CdkResource } from 'cdktf';
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
