import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';

/** How the API server takes one version of one kind. */
export interface CrdSchema {
  /** Where it was found, relative to the folder. */
  readonly file: string;
  /** Kind and version, such as `httproute v1`. */
  readonly type: string;
  readonly accepts: ValidateFunction;
  /** Whether an object was written for CRDs of this channel and shape. */
  readonly isFor: (object: object) => boolean;
}

type Schema = Readonly<Record<string, unknown>>;

interface Crd {
  readonly kind: string;
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** Every schema of these types below a folder: CRDs as YAML, or their schemas alone as `<kind>_<version>.json`. */
export function schemasIn(folder: string, types: readonly string[]): CrdSchema[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => [...ofYaml(file), ...ofJson(file)].map((found) => ({ ...found, file: relative(folder, file) })))
    .filter(({ type }) => types.includes(type))
    .map(({ schema, channel, ...found }) => ({
      ...found,
      accepts: ajv.compile(strict(schema) as Schema),
      isFor: (object) => isForChannel(object, channel, JSON.stringify(schema)),
    }));
}

/** `sessionPersistence` is in the experimental channel only, and there with the name of its cookie in one of two places. */
function isForChannel(object: object, channel: string | undefined, schema: string): boolean {
  const written = JSON.stringify(object);
  if (!written.includes('"sessionPersistence"')) return true;
  return channel === 'experimental' && written.includes('"sessionName"') === schema.includes('"sessionName"');
}

/** Formats such as int32 are Kubernetes' own. */
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

function ofYaml(file: string) {
  if (!/\.ya?ml$/.test(file)) return [];
  const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Crd | null);
  return documents.flatMap((crd) => {
    if (crd?.kind !== 'CustomResourceDefinition') return [];
    const kind = crd.spec.names.kind.toLowerCase();
    const channel = crd.metadata.annotations?.['gateway.networking.k8s.io/channel'];
    return crd.spec.versions.map(({ name, schema }) => ({
      type: `${kind} ${name}`,
      channel,
      schema: whole(schema.openAPIV3Schema),
    }));
  });
}

/** Every object has these, whether its CRD lists them or not. */
function whole(schema: Schema): Schema {
  const implied = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };
  return { ...schema, properties: { ...implied, ...(schema['properties'] as Schema) } };
}

function ofJson(file: string) {
  const [, kind, version] = /^([a-z]+)_(v\w+)\.json$/.exec(basename(file)) ?? [];
  if (kind === undefined || version === undefined) return [];
  return [{ type: `${kind} ${version}`, channel: undefined, schema: JSON.parse(readFileSync(file, 'utf8')) as Schema }];
}

/** Refuses every field that is not listed, as strict field validation does. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const isOpen = inner['x-kubernetes-preserve-unknown-fields'] === true || 'additionalProperties' in inner;
  return inner['type'] === 'object' && 'properties' in inner && !isOpen ? { ...inner, additionalProperties: false } : inner;
}
