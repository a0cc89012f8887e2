import type { Input } from '../../src/load/input';
import type { TerraformResource } from '../../src/terraform/resource';

type Step = string | number;

/** A key somewhere in an input. */
export interface Key {
  /** Such as `Service`, or `azurerm_subnet.agc_Subnet`; an input has each once. */
  readonly object: string;
  readonly path: readonly Step[];
  readonly value: unknown;
}

/** Such as `Deployment spec.replicas`. */
export function nameOf({ object, path }: Key): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : /[./]/.test(step) ? `["${step}"]` : `.${step}`));
  return `${object} ${steps.join('').replace(/^\./, '')}`;
}

/** What makes an object that object; without it a reader passes it over. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name'];

/** Every other key of an input that holds a text, a number, a switch or a list of such. */
export function keysIn(input: Input): Key[] {
  const keys = partsOf(input).flatMap(({ object, content }) => leavesOf(content, []).map((leaf) => ({ object, ...leaf })));
  return keys.filter(({ path }) => !IDENTITY.includes(path.join('.')));
}

/** The input without that key, and with each worse value in its place. */
export function worsened({ objects, resources }: Input, { object, path, value }: Key): Input[] {
  return [undefined, ...worseThan(value)].map((worse) => ({
    objects: objects.map((one) => (one.kind === object ? withValue(one, path, worse) : one)),
    resources: resources.map((one) =>
      addressOf(one) === object ? { ...one, attributes: withValue(one.attributes, path, worse) } : one,
    ),
  }));
}

function partsOf({ objects, resources }: Input) {
  return [
    ...objects.map((content) => ({ object: content.kind, content })),
    ...resources.map((resource) => ({ object: addressOf(resource), content: resource.attributes })),
  ];
}

/** Without the hash that cdktf adds to each name. */
export const addressOf = ({ type, name }: TerraformResource): string => `${type}.${name.replace(/_[0-9A-F]{8}$/, '')}`;

function leavesOf(value: unknown, path: readonly Step[]): Pick<Key, 'path' | 'value'>[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([name, field]) => leavesOf(field, [...path, name]));
  const items = value as readonly unknown[];
  const isList = items.every((item) => typeof item !== 'object');
  return isList ? [{ path, value }] : items.flatMap((item, index) => leavesOf(item, [...path, index]));
}

/** What people write instead, by what is there. */
const WORSE_TEXTS: Readonly<Record<string, string>> = {
  true: 'false',
  off: 'on',
  RollingUpdate: 'Recreate',
  HTTPS: 'HTTP',
  Https: 'Http',
  Static: 'Dynamic',
  AppGwSslPolicy20220101: 'AppGwSslPolicy20170401',
  '10.0.8.0/24': '10.0.8.0/25',
  Encrypted: 'Plaintext',
  EnterpriseCluster: 'OSSCluster',
  Standard_S1: 'Free_F1',
  Default: 'Classic',
};

function worseThan(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [0, 1, value * 1000];
  if (Array.isArray(value)) return [[], ...worseLists(value as readonly unknown[])];
  if (typeof value !== 'string') return [];
  if (/^\d+$/.test(value)) return ['0', '1', `${value}000`, `${value}s`];
  if (/^\d+s$/.test(value)) return ['1s', value.replace('s', '')];
  const known = WORSE_TEXTS[value];
  return ['', 'other', ...(known === undefined ? [] : [known]), ...(value.startsWith('/') ? ['/events'] : []), `${value}/0a1b2c`];
}

const worseLists = (list: readonly unknown[]): unknown[][] =>
  list.flatMap((item, index) => worseThan(item).map((worse) => list.with(index, worse)));

/** A copy with another value at the path, or none. */
function withValue<T extends object>(content: T, [step = '', ...rest]: readonly Step[], value: unknown): T {
  const copy = (Array.isArray(content) ? [...(content as unknown[])] : { ...content }) as Record<Step, unknown>;
  if (rest.length > 0) copy[step] = withValue(copy[step] as object, rest, value);
  else if (value === undefined) delete copy[step];
  else copy[step] = value;
  return copy as T;
}
