import type * as Yaml from 'yaml';
import type { KubeObject } from '../kubernetes/object';
import { yaml } from '../policy/yaml';
import { wrongFormOf } from './forms';
import { isTemplate, TEMPLATE } from './helm';
import { LoadError } from './load-error';
import { joined, loaderFor, type Loaded, type Loader, type Problem, type Skipped } from './loader';
import { remember, type Position } from './positions';
import { documentTexts, type DocumentText } from './yaml-documents';
import { yamlComments } from './yaml-comments';
import { mapsOf, PARSING, positionsBy, yamlSource, type Place } from './yaml-source';

/** Files without an ending are what pipes are called. */
export const manifestLoader: Loader = loaderFor((name) => /(?:\.(?:ya?ml|json)|^-|(?:^|\/)[^./]+)$/i.test(name), readManifests);

/**
 * Reads the Kubernetes objects of a YAML or JSON text, several documents and Lists included.
 * Documents that are not Kubernetes objects are passed over.
 * @throws LoadError when a document is not YAML.
 */
export function loadManifests(text: string, file: string): KubeObject[] {
  const { objects = [], problems: [problem] = [] } = readManifests(text, file);
  if (problem !== undefined) throw new LoadError(file, problem.message, problem.line);
  return [...objects];
}

function readManifests(text: string, file: string): Loaded {
  const { objects, problems, skipped, comments } = joined(
    documentTexts(text).flatMap((document) => readDocuments(document, file)),
  );
  const isForeign = objects.length + problems.length === 0 && skipped.every(({ reason }) => reason.endsWith(NO_OBJECT));
  return {
    objects,
    problems,
    comments,
    skipped: isForeign ? [{ file, reason: isKustomization(file) ? KUSTOMIZATION : NO_OBJECT }] : inOneLine(skipped),
  };
}

const NO_OBJECT = 'no Kubernetes object';
const KUSTOMIZATION = 'a Kustomization that is not built; lint what it builds to: kustomize build <folder> | sse-ready lint -';

/** Kustomize asks for neither kind nor apiVersion in it. */
const isKustomization = (file: string): boolean => /(?:^|\/)kustomization\.ya?ml$/i.test(file);

/** Without it nothing is an object; files of other programs need not be parsed to be passed over. */
const API_VERSION = /\bapiVersion["']?\s*:/;

/** One, unless `...` ends some of them. */
function readDocuments({ text, offset, line }: DocumentText, file: string): Loaded[] {
  if (!API_VERSION.test(text)) {
    return [skip(file, text.includes('{{') && /^\s*\{\{/m.test(text) ? TEMPLATE : `line ${line}: ${NO_OBJECT}`)];
  }
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  const positionAt = positionsBy(lines, line);
  try {
    const documents = parseAllDocuments(text, { ...PARSING, lineCounter: lines });
    const comments = yamlComments(text).map((each) => ({ file, line: positionAt(each.offset).line, text: each.text }));
    const place = { text, file, offset, positionAt, mapAt: mapsOf(text) };
    return [{ comments }, ...[...documents].map((document) => readDocument({ ...place, document }))];
  } catch (error) {
    return [failed(file, { line }, reasonOf(error as Error))];
  }
}

/** The parser goes as deep as the stack of the program lets it. */
const reasonOf = (error: Error): string => (/call stack/.test(error.message) ? 'is nested too deeply to be read' : error.message);

function readDocument(place: Place & { readonly document: Yaml.Document.Parsed }): Loaded {
  const { document, text, file, positionAt } = place;
  if (text.includes('{{') && isTemplate(document)) return skip(file, TEMPLATE);
  const [error] = document.errors;
  if (error !== undefined) return failed(file, positionAt(Math.min(error.pos[0], text.trimEnd().length)), reasonOf(error));
  const { contents } = document;
  if (contents === null) return {};
  try {
    // Aliases that multiply without end, or lead nowhere, show only here.
    return objectsIn(document.toJS(), contents, place);
  } catch (error) {
    return failed(file, positionAt(contents.range[0]), reasonOf(error as Error));
  }
}

function objectsIn(value: unknown, written: unknown, place: Place): Loaded {
  const { isAlias, isMap, isSeq } = yaml();
  const node = isAlias(written) ? written.resolve(place.document) : written;
  const { line } = place.positionAt((node as Yaml.Node | undefined)?.range?.[0] ?? 0);
  if (!isMap(node)) return skip(place.file, `line ${line}: ${NO_OBJECT}`);
  const { apiVersion, kind, metadata, items } = value as Record<string, unknown>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return skip(place.file, `line ${line}: ${NO_OBJECT}`);
  if (kind.endsWith('List') && Array.isArray(items)) {
    const listed = node.get('items');
    const nodes = isSeq(listed) ? listed.items : [];
    return joined(items.map((item, at) => objectsIn(item, nodes[at], place)));
  }
  if (apiVersion.startsWith('kustomize.config.k8s.io/')) return skip(place.file, KUSTOMIZATION);
  const name = typeof metadata === 'object' && metadata !== null ? (metadata as { name?: unknown }).name : undefined;
  if (typeof name !== 'string') return skip(place.file, `line ${line}: ${kind} without metadata.name, no object of a cluster`);
  const [object, source] = [value as KubeObject, yamlSource(place, node)];
  const wrong = wrongFormOf(object);
  if (wrong !== undefined) return failed(place.file, source.at(wrong.key), wrong.message);
  return { objects: [remember(object, source)] };
}

const failed = (file: string, { line }: Pick<Position, 'line'>, message: string): { problems: Problem[] } => ({
  problems: [{ file, line, message }],
});

const skip = (file: string, reason: string): { skipped: Skipped[] } => ({ skipped: [{ file, reason }] });

/** One entry for each reason. */
const inOneLine = (all: readonly Skipped[]): Skipped[] => [...new Map(all.map((each) => [each.reason, each])).values()];
