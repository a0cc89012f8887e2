import type { Json, KubeObject } from '../kubernetes/object';
import { formatPath, type OwnedKey, type Step } from '../kubernetes/owned-key';

/** A key that a stream needs, and what to write there. */
export interface WrittenKey {
  /** As a person would write it; behind the kind or the type of the object where that is not the hop itself. */
  readonly key: string;
  /** Of a file: its whole text. */
  readonly value: Json;
}

/** The keys of an object that a construct owns; `kind` where it is not the hop itself. */
export const writtenKeys = (keys: readonly OwnedKey[], kind?: string): WrittenKey[] =>
  keys.flatMap(({ path, value }) => leaves(path, value)).map((leaf) => asWritten(leaf, kind));

/** Fields as they are nested in an object. */
export const writtenFields = (fields: object, kind?: string): WrittenKey[] =>
  leaves([], fields).map((leaf) => asWritten(leaf, kind));

/** All that an object beside the hop says, but for its name. */
export const writtenObject = ({ apiVersion, kind, metadata: { annotations = {} }, ...rest }: KubeObject): WrittenKey[] =>
  writtenFields({ metadata: { annotations }, ...rest }, kind);

/** The attributes of a Terraform resource, from the names that cdktf has for them. */
export const writtenResource = (config: object, type?: string): WrittenKey[] =>
  writtenFields(inTerraform(config) as object, type);

const asWritten = ({ path, value }: OwnedKey, prefix: string | undefined): WrittenKey => ({
  key: [...(prefix === undefined ? [] : [prefix]), formatPath(path)].join(' '),
  value,
});

/** Down to what is no object; the items of a list have paths of their own where each has a name and more, or where it is only one. */
function leaves(path: readonly Step[], value: unknown): OwnedKey[] {
  if (Array.isArray(value) && value.length > 0 && value.every(hasNameAndMore)) {
    return value.flatMap(({ name, ...rest }) => leaves([...path, { named: name }], rest));
  }
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'object')
    return leaves([...path, { named: '' }], value[0]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value: value as Json }];
  return Object.entries(value).flatMap(([key, inner]) => leaves([...path, key], inner));
}

const hasNameAndMore = (item: unknown): item is { readonly name: string } =>
  typeof item === 'object' && item !== null && 'name' in item && Object.keys(item).length > 1;

function inTerraform(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inTerraform);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snakeCase(key), inTerraform(inner)]));
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
