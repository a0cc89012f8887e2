/** A resource of a Terraform configuration, with its attributes as the provider names them. */
export interface TerraformResource {
  readonly type: string;
  /** As its module names it, such as `gateway`, with the module in front where a plan tells it: `module.edge.gateway[0]`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Where its references hold, such as a folder: another module may use the same names. Absent: all is one module. */
  readonly module?: string;
  /** What Azure's own API calls it, such as `applicationGateways`, where it is written for that: messages then use its words. */
  readonly kind?: string;
}
