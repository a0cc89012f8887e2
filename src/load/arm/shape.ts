import { propertyOf, type ArmAttribute, type ArmShape } from '../../terraform/arm-shape';
import { isExpression } from '../../terraform/attributes';
import { isFields, isList, textAt, writtenAt, type Written, type WrittenField, type WrittenFields } from '../written';
import { lastNameOf, resourceIdIn } from './names';
import type { Template } from './template';

/** Not in the input, and no source says what Azure does then. */
const NOT_SET = '${not set}';

/** An object of Azure's API as the attributes that Terraform's provider has for it, each where it is written. */
export function shaped(object: Written, shape: ArmShape, template: Template): WrittenFields {
  const fields = Object.entries(shape).flatMap(([key, attribute]): WrittenField[] => {
    const property = propertyAt(object, propertyOf(attribute), template);
    if (property !== undefined) {
      const value = valueOf(property.value, attribute, template);
      return value === undefined ? [] : [{ key, offset: property.offset, value }];
    }
    const { offset } = object;
    if (typeof attribute === 'object' && 'noDefault' in attribute) return [{ key, offset, value: { offset, value: NOT_SET } }];
    return isCopied(object, propertyOf(attribute)) ? [{ key, offset, value: { offset, value: '${copy}' } }] : [];
  });
  return { offset: object.offset, fields };
}

/** The property of a path; where an expression makes what is around it, that expression. */
function propertyAt(object: Written, path: string, template: Template): WrittenField | undefined {
  const [name = '', ...rest] = path.split('.');
  const property = propertyIn(object, name);
  if (property === undefined || rest.length === 0) return property;
  const value = 'value' in property.value ? template.resolved(property.value) : property.value;
  if ('value' in value) return isExpression(value.value) ? { ...property, value } : undefined;
  return propertyAt(value, rest.join('.'), template);
}

/** Beside the name or below `properties`; null is the same as not there. */
function propertyIn(object: Written, name: string): WrittenField | undefined {
  if (!isFields(object)) return undefined;
  const own = object.fields.find(({ key }) => key.toLowerCase() === name.toLowerCase());
  if (own !== undefined && !('value' in own.value && (own.value.value === null || own.value.value === ''))) return own;
  const properties = object.fields.find(({ key }) => key === 'properties');
  return properties === undefined ? undefined : propertyIn(properties.value, name);
}

/** A loop of the template makes the property. */
function isCopied(object: Written, name: string): boolean {
  const copies = propertyIn(object, 'copy')?.value;
  return isList(copies) && copies.items.some((copy) => textAt(copy, 'name')?.toLowerCase() === name.toLowerCase());
}

function valueOf(written: Written, attribute: ArmAttribute, template: Template): Written | undefined {
  if (typeof attribute === 'string' || 'noDefault' in attribute) return template.resolved(written);
  if ('nameIn' in attribute) return referred(written, (id) => lastNameOf(id, template));
  if ('idIn' in attribute) return referred(written, (id) => idOf(id, attribute, template));
  const resolved = template.resolved(written);
  if ('not' in attribute) return 'value' in resolved ? { ...resolved, value: opposite(resolved.value) } : resolved;
  if ('flagsIn' in attribute) return flagIn(resolved, attribute.flag);
  if ('keysOf' in attribute) {
    if (!isFields(resolved)) return resolved;
    return { offset: written.offset, items: resolved.fields.map(({ key, offset }) => ({ offset, value: key })) };
  }
  if ('each' in attribute) {
    if (!isList(resolved)) return resolved;
    const items = resolved.items.flatMap((item) => propertyIn(item, attribute.key)?.value ?? []);
    return { offset: written.offset, items };
  }
  return blocks(written, attribute.shape, template);
}

const opposite = (value: string | number | boolean | null) => (typeof value === 'boolean' ? !value : value);

/** Undefined where it is not among them; where one of them is an expression, it may be that one. */
function flagIn(flags: Written, flag: string): Written | undefined {
  if (!isList(flags)) return flags;
  const found = flags.items.find((item) => textAt(item, 'flag') === flag);
  return found === undefined ? flags.items.find((item) => 'value' in item) : writtenAt(found, 'value');
}

/** Where one of a list is an expression, how many there are and what they are is not known. */
function blocks(written: Written, shape: ArmShape, template: Template): Written {
  const source = 'value' in written ? template.resolved(written) : written;
  if (isFields(source)) return { offset: source.offset, items: [shaped(source, shape, template)] };
  if (!isList(source)) return source;
  const items = source.items.map((item) => ('value' in item ? template.resolved(item) : item));
  const later = items.find((item) => 'value' in item);
  return later ?? { offset: source.offset, items: items.map((item) => shaped(item, shape, template)) };
}

function referred(written: Written, name: (id: string) => string): Written | undefined {
  if ('value' in written)
    return { offset: written.offset, value: typeof written.value === 'string' ? name(written.value) : null };
  const id = textAt(written, 'id');
  return id === undefined ? undefined : { offset: written.offset, value: name(id) };
}

/** The id itself, or a reference to the resource of the template that an expression names. */
function idOf(id: string, { type, of = '' }: { type: string; of?: string }, template: Template): string {
  const resolved = template.resolved({ offset: 0, value: id });
  const text = 'value' in resolved ? String(resolved.value) : id;
  const original = text.startsWith('${') ? `[${text.slice(2, -1)}]` : text;
  return resourceIdIn(original) && original.toLowerCase().includes(of.toLowerCase())
    ? `\${${type}.${resourceName(lastNameOf(original, template))}.id}`
    : text;
}

/** What a resource goes by: the text of an expression without its marks. */
export const resourceName = (name: string): string => name.replace(/^\$\{(.*)\}$/s, '$1');
