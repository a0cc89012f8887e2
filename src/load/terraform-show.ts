import type { TerraformResource } from '../terraform/resource';
import type { Loaded } from './loader';
import { remember } from './positions';
import { fieldOf, isFields, isList, itemsAt, plainFields, textAt, writtenAt, type Written, type WrittenFields } from './written';
import { sourceIn, type Lines } from './written-source';

/** Whether JSON is what `terraform show -json` prints. */
export const isTerraformShow = (written: Written): boolean => rootOf(written) !== undefined;

/** A plan tells what will be; a state, what is. */
function rootOf(written: Written): Written | undefined {
  return writtenAt(written, 'planned_values', 'root_module') ?? writtenAt(written, 'values', 'root_module');
}

/** Its resources: the root module's and those of all modules below. */
export function readShown(written: Written, file: string, lines: Lines): Loaded {
  const later = changesOf(written);
  const configured = configurationOf(writtenAt(written, 'configuration', 'root_module'));
  const resources = resourcesIn(rootOf(written)).flatMap((one) => {
    const [type, address, values] = [textAt(one, 'type'), textAt(one, 'address'), writtenAt(one, 'values')];
    if (type === undefined || address === undefined || !isFields(values)) return [];
    const module = moduleOf(address);
    const open = hide(values, writtenAt(one, 'sensitive_values'));
    const known = fillIn(open, later.get(address), configured.get(withoutIndexes(address)), module);
    if (!isFields(known)) return [];
    const name = `${module}${address.slice(module.length + type.length + 1)}`;
    const resource: TerraformResource = { type, name, attributes: plainFields(withoutUnset(known)), module: file };
    return [remember(resource, sourceIn(file, lines, known, one.offset))];
  });
  return { resources };
}

function resourcesIn(module: Written | undefined): Written[] {
  return [
    ...itemsAt(module, 'resources').filter((one) => textAt(one, 'mode') === 'managed'),
    ...itemsAt(module, 'child_modules').flatMap(resourcesIn),
  ];
}

/** By address, what a plan does not know yet: the shape of the values, with `true` where one is unknown. */
function changesOf(plan: Written): Map<string, Written> {
  return new Map(
    itemsAt(plan, 'resource_changes').flatMap((change) => {
      const [address, unknown] = [textAt(change, 'address'), writtenAt(change, 'change', 'after_unknown')];
      return address === undefined || unknown === undefined ? [] : [[address, unknown] as const];
    }),
  );
}

/** By address without indexes, the expressions that the configuration gives a resource. */
function configurationOf(module: Written | undefined, prefix = ''): Map<string, Written> {
  const own = itemsAt(module, 'resources').flatMap((one) => {
    const [address, expressions] = [textAt(one, 'address'), writtenAt(one, 'expressions')];
    return address === undefined || expressions === undefined ? [] : [[`${prefix}${address}`, expressions] as const];
  });
  const calls = writtenAt(module, 'module_calls');
  const below = isFields(calls)
    ? calls.fields.flatMap(({ key, value }) => [...configurationOf(writtenAt(value, 'module'), `${prefix}module.${key}.`)])
    : [];
  return new Map([...own, ...below]);
}

const SENSITIVE = '${sensitive}';
const AFTER_APPLY = '${known after apply}';

/** Of a sensitive value not even its kind is kept. */
function hide(written: Written, marks: Written | undefined): Written {
  if (isMarked(marks)) return { offset: written.offset, value: SENSITIVE };
  if (isFields(written) && isFields(marks)) {
    const fields = written.fields.map((field) => ({ ...field, value: hide(field.value, fieldOf(marks, field.key)?.value) }));
    return { ...written, fields };
  }
  if (isList(written) && isList(marks)) {
    return { ...written, items: written.items.map((item, index) => hide(item, marks.items[index])) };
  }
  return written;
}

/** Puts the reference of the configuration, or a text that says so, where a value is known after the apply only. */
function fillIn(written: Written, unknown: Written | undefined, configured: Written | undefined, module: string): Written {
  if (isMarked(unknown)) return { offset: written.offset, value: referenceIn(configured, module) };
  if (isFields(written) && isFields(unknown)) return fillFields(written, unknown, configured, module);
  if (isList(written) && isList(unknown)) {
    const items = written.items.map((item, index) => {
      const block = itemsOf(configured).find((one) => isBlockOf(one, item)) ?? onlyOne(itemsOf(configured));
      return fillIn(item, unknown.items[index], block, module);
    });
    return { ...written, items };
  }
  return written;
}

function fillFields(written: WrittenFields, unknown: WrittenFields, configured: Written | undefined, module: string): Written {
  const inside = (key: string) => writtenAt(configured, key);
  const there = written.fields.map((field) => ({
    ...field,
    value: fillIn(field.value, fieldOf(unknown, field.key)?.value, inside(field.key), module),
  }));
  const missing = unknown.fields
    .filter(({ key, value }) => fieldOf(written, key) === undefined && isMarked(value))
    .map(({ key }) => ({
      key,
      offset: written.offset,
      value: { offset: written.offset, value: referenceIn(inside(key), module) },
    }));
  return { ...written, fields: [...there, ...missing] };
}

const isMarked = (marks: Written | undefined): boolean => marks !== undefined && 'value' in marks && marks.value === true;

/** Blocks that Terraform keeps as a set are in another order in the plan than in the configuration. */
const isBlockOf = (configured: Written, block: Written): boolean => {
  const name = textAt(block, 'name');
  return name !== undefined && textAt(configured, 'name', 'constant_value') === name;
};

const itemsOf = (written: Written | undefined): readonly Written[] => (isList(written) ? written.items : []);

const onlyOne = (items: readonly Written[]): Written | undefined => (items.length === 1 ? items[0] : undefined);

/** The first reference of an expression, with the module in the name as the resources of this loader have it. */
function referenceIn(configured: Written | undefined, module: string): string {
  const [first] = itemsAt(configured, 'references');
  const text = first !== undefined && 'value' in first ? String(first.value) : '';
  const [, type, rest] = /^([a-z0-9]+_\w+)\.(.+)$/.exec(text) ?? [];
  return type === undefined ? AFTER_APPLY : `\${${type}.${module}${rest}}`;
}

/** `module.edge["a"].azurerm_x.y` is in `module.edge["a"].`. A module's key may hold anything, dots included. */
function moduleOf(address: string): string {
  return /^(?:module\.[^.[]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?\.)*/.exec(address)?.[0] ?? '';
}

const withoutIndexes = (address: string): string => address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');

/** The provider's plans and states have null, and inside blocks also "", for what is not set. */
function withoutUnset(written: WrittenFields): WrittenFields {
  const fields = written.fields
    .filter(({ value }) => !('value' in value) || (value.value !== null && value.value !== ''))
    .map((field) => ({ ...field, value: pruned(field.value) }));
  return { ...written, fields };
}

function pruned(written: Written): Written {
  if (isFields(written)) return withoutUnset(written);
  return isList(written) ? { ...written, items: written.items.map(pruned) } : written;
}
