/**
 * How an object of Azure's own API becomes what Terraform calls it: by attribute of the provider, where its value is. Azure
 * puts what it does not name itself below `properties`, or, in what its command line prints, beside the name.
 */
export interface ArmShape {
  readonly [attribute: string]: ArmAttribute;
}

/** A property is a path where its object has others around it, such as `oidcIssuerProfile.enabled`. */
export type ArmAttribute =
  /** The property whose value it takes. */
  | string
  /** The property that refers by id to a part of the same object, which Terraform names. */
  | { readonly nameIn: string }
  /** The property that refers by id to another resource, of this type of the provider; of Azure's type only, where one is given. */
  | { readonly idIn: string; readonly type: string; readonly of?: string }
  /** The object or the list of objects, each of this shape. */
  | { readonly blocks: string; readonly shape: ArmShape }
  /** The list whose items have the value below a key each. */
  | { readonly each: string; readonly key: string }
  /** The list of flags, of which it takes the value of one. */
  | { readonly flagsIn: string; readonly flag: string }
  /** The object whose keys are the values. */
  | { readonly keysOf: string }
  /** The switch that is on where this one is off. */
  | { readonly not: string }
  /** As a property whose default no source tells. */
  | { readonly noDefault: string };

/** The property that an attribute comes from. */
export function propertyOf(attribute: ArmAttribute): string {
  return typeof attribute === 'string' ? attribute : (Object.values(attribute)[0] as string);
}
