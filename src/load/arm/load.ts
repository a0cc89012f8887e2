import { asProvider, gatewayShape, publicIpShape } from '../../hops/application-gateway/arm';
import { associationShape, frontendShape, trafficControllerShape } from '../../hops/agc/arm';
import type { ArmShape } from '../../terraform/arm-shape';
import type { TerraformResource } from '../../terraform/resource';
import type { Loaded } from '../loader';
import { remember } from '../positions';
import { isFields, isList, itemsAt, plainFields, textAt, writtenAt, type Written, type WrittenFields } from '../written';
import { sourceIn, type Lines } from '../written-source';
import { namesIn } from './names';
import { resourceName, shaped } from './shape';
import { Template } from './template';

/** By Azure's type: the provider's type, and what the provider has of it. */
const TYPES: Readonly<Record<string, { type: string; shape: ArmShape; parent?: string }>> = {
  'microsoft.network/applicationgateways': { type: 'azurerm_application_gateway', shape: gatewayShape },
  'microsoft.network/publicipaddresses': { type: 'azurerm_public_ip', shape: publicIpShape },
  'microsoft.servicenetworking/trafficcontrollers': { type: 'azurerm_application_load_balancer', shape: trafficControllerShape },
  'microsoft.servicenetworking/trafficcontrollers/frontends': {
    type: 'azurerm_application_load_balancer_frontend',
    shape: frontendShape,
    parent: 'azurerm_application_load_balancer',
  },
  'microsoft.servicenetworking/trafficcontrollers/associations': {
    type: 'azurerm_application_load_balancer_subnet_association',
    shape: associationShape,
    parent: 'azurerm_application_load_balancer',
  },
};

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

const kindOf = (type: string | undefined) => TYPES[type?.toLowerCase() ?? ''];

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
  const own = kindOf(whole) === undefined ? [] : [resourceOf(one, whole, names, reading)];
  return [...own, ...resourcesAt(one).flatMap((inner) => resourcesOf(inner, reading, { type: whole, names }))];
}

const isTrue = (written: Written | undefined): boolean => written !== undefined && 'value' in written && written.value === true;

function resourceOf(
  one: WrittenFields,
  armType: string,
  names: readonly string[],
  { file, lines, template }: Reading,
): TerraformResource {
  const { type, shape, parent } = kindOf(armType) ?? { type: armType, shape: {} };
  const name = resourceName(names.at(-1) ?? '');
  const above = resourceName(names.at(-2) ?? textAt(one, 'id')?.split('/').at(-3) ?? '');
  const attributes = {
    ...plainFields(shaped(one, shape, template)),
    name: names.at(-1),
    ...(parent === undefined ? {} : { application_load_balancer_id: `\${${parent}.${above}.id}` }),
    ...numberOf(one),
  };
  const resource: TerraformResource = {
    type,
    name,
    attributes: type === 'azurerm_application_gateway' ? asProvider(attributes) : attributes,
    module: file,
    kind: armType.split('/').at(-1) ?? armType,
  };
  return remember(resource, sourceIn(file, lines, one));
}

/** A loop or a condition decides how many there are. */
function numberOf(one: WrittenFields): { count?: string } {
  const isCounted = writtenAt(one, 'copy') !== undefined || writtenAt(one, 'condition') !== undefined;
  return isCounted ? { count: '${copy or condition}' } : {};
}
