/** A resource of a Terraform configuration, with its attributes as the provider names them. */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
