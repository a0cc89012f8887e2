import type { TerraformResource } from '../../terraform/resource';
import type { Loaded } from '../loader';
import { remember } from '../positions';
import { isFields, isList, itemsAt, plainFields, textAt, writtenAt, type Written, type WrittenFields } from '../written';
import { sourceIn, type Lines } from '../written-source';
import { namesIn } from './names';
import { resourceName, shaped } from './shape';
import { Template } from './template';
import { kindOf, type ArmKind } from './types';

/** Whether JSON is an ARM template. */
export function isArmTemplate(written: Written): boolean {
  const schema = textAt(written, '$schema') ?? '';
  return (
    /deploymentTemplate\.json#?$/i.test(schema) ||
    (textAt(written, 'contentVersion') !== undefined && resourcesAt(written).length > 0)
  );
}

/** Whether JSON is a resource that is read here, or a list of such, as `az network application-gateway show` prints it. */
export function isArmResource(written: Written): boolean {
  return (isList(written) ? written.items : [written]).some((one) => kindOf(textAt(one, 'type')) !== undefined);
}

export function readArmResources(written: Written, file: string, lines: Lines): Loaded {
  const template = new Template(undefined);
  const all = isList(written) ? written.items : [written];
  return { resources: all.flatMap((one) => resourcesOf(one, { file, lines, template })) };
}

export function readArmTemplate(written: Written, file: string, lines: Lines): Loaded {
  return { resources: readTemplate(written, { file, lines, template: new Template(written) }) };
}

interface Reading {
  readonly file: string;
  readonly lines: Lines;
  readonly template: Template;
}

function readTemplate(written: Written, reading: Reading): TerraformResource[] {
  return resourcesAt(written).flatMap((one) => {
    const inner = writtenAt(one, 'properties', 'template');
    if (inner === undefined) return resourcesOf(one, reading);
    // Unless it says so, a template inside has the variables of the one around it.
    const isInner = textAt(one, 'properties', 'expressionEvaluationOptions', 'scope')?.toLowerCase() === 'inner';
    return readTemplate(inner, isInner ? { ...reading, template: new Template(inner) } : reading);
  });
}

/** A list, or by symbolic name as Bicep writes them. */
function resourcesAt(written: Written | undefined): readonly Written[] {
  const resources = writtenAt(written, 'resources');
  return isFields(resources) ? resources.fields.map(({ value }) => value) : itemsAt(written, 'resources');
}

/** A resource, and those inside it, whose types and names go on from its own. */
function resourcesOf(one: Written, reading: Reading, above?: { type: string; names: string[] }): TerraformResource[] {
  const [type, name, existing] = [textAt(one, 'type'), textAt(one, 'name'), writtenAt(one, 'existing')];
  if (!isFields(one) || type === undefined || name === undefined || isTrue(existing)) return [];
  const whole = above === undefined ? type : `${above.type}/${type}`;
  const names = [...(above?.names ?? []), ...namesIn(name, reading.template)];
  const kind = kindOf(whole);
  const own = kind === undefined ? [] : resourceOf(one, whole, kind, names, reading);
  const inside = [
    ...resourcesAt(one).flatMap((inner) => resourcesOf(inner, reading, { type: whole, names })),
    ...itemsAt(one, kind?.printedInside ?? '').flatMap((inner) => resourcesOf(inner, reading)),
  ];
  return [...own, ...inside];
}

const isTrue = (written: Written | undefined): boolean => written !== undefined && 'value' in written && written.value === true;

function resourceOf(
  one: WrittenFields,
  armType: string,
  { type, shape, parent, asProvider = (attributes) => attributes, isOurs = () => true }: ArmKind,
  names: readonly string[],
  { file, lines, template }: Reading,
): TerraformResource[] {
  const attributes = {
    ...plainFields(shaped(one, shape, template)),
    name: names.at(-1),
    ...(parent === undefined ? {} : { [parent.attribute]: parentOf(one, parent, names) }),
    ...numberOf(one),
  };
  if (!isOurs(attributes)) return [];
  const resource: TerraformResource = {
    type,
    name: resourceName(names.at(-1) ?? ''),
    attributes: asProvider(attributes),
    module: file,
    kind: armType.split('/').at(-1) ?? armType,
  };
  return [remember(resource, sourceIn(file, lines, one))];
}

/** The id of what a resource is part of, where it has one of its own; else a reference by name. */
function parentOf(one: WrittenFields, { type, above = 1 }: Required<ArmKind>['parent'], names: readonly string[]): string {
  const id = textAt(one, 'id')
    ?.split('/')
    .slice(0, -2 * above);
  return id?.join('/') ?? `\${${type}.${resourceName(names.at(-1 - above) ?? '')}.id}`;
}

/** A loop or a condition decides how many there are. */
function numberOf(one: WrittenFields): { count?: string } {
  const isCounted = writtenAt(one, 'copy') !== undefined || writtenAt(one, 'condition') !== undefined;
  return isCounted ? { count: '${copy or condition}' } : {};
}
