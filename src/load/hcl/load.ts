import { dirname } from 'node:path';
import type { TerraformResource } from '../../terraform/resource';
import { MAX_LENGTH, tooLong } from '../bounds';
import { joined, type Loaded, type Problem, type Skipped, type TextFile } from '../loader';
import { isOverride, overriding } from '../overrides';
import { remember } from '../positions';
import { plainFields, textAt, twice } from '../written';
import { Lines, sourceIn } from '../written-source';
import { parseFile, type ParsedFile, type TopBlock } from './blocks';
import { bodyOf, labelsOf } from './body';
import type { Scope } from './expression';
import { scopesWith } from './locals';
import { hclParser, partOf, type Parse } from './parser';

/**
 * Reads the resources of Terraform's own language from `.tf` files. The files of a folder are one module: locals of one are
 * known in the others.
 */
export async function loadHcl(files: readonly TextFile[]): Promise<Loaded> {
  if (files.length === 0) return {};
  const parse = await hclParser();
  const folders = new Map<string, TextFile[]>();
  for (const file of files) folders.set(dirname(file.name), [...(folders.get(dirname(file.name)) ?? []), file]);
  return joined([...folders].map(([folder, inside]) => loadFolder(folder, inside, parse)));
}

function loadFolder(folder: string, files: readonly TextFile[], parse: Parse): Loaded {
  const overrides = files.filter(({ name }) => isOverride(name));
  const long = files.filter(({ name, text }) => !isOverride(name) && text.length > MAX_LENGTH);
  const read = files
    .filter((one) => !overrides.includes(one) && !long.includes(one))
    .map(({ name, text }) => ({ file: name, lines: new Lines(text), ...parseFile(withoutMark(text), parse) }));
  try {
    const locals = read.flatMap(({ blocks }) => blocks.filter(isKind('locals')));
    const scope = scopesWith(locals.map(({ node }) => node));
    return joined([
      ...overrides.map(({ name }) => overriding(name)),
      ...long.map(({ name, text }) => ({ problems: [{ file: name, message: tooLong(text) }] })),
      ...read.map((one) => loadFile(one, folder, scope)),
    ]);
  } finally {
    for (const tree of read.flatMap(({ trees }) => trees)) tree.delete();
  }
}

interface ReadFile extends ParsedFile {
  readonly file: string;
  readonly lines: Lines;
}

function loadFile({ file, lines, blocks, comments, errors }: ReadFile, module: string, scope: (base: number) => Scope): Loaded {
  const resources: TerraformResource[] = [];
  const problems: Problem[] = errors.map(({ offset, reason }) => ({ file, line: lines.lineOf(offset), message: reason }));
  for (const { node, base } of blocks.filter(isKind('resource'))) {
    const [type, name] = labelsOf(node);
    const offset = base + node.startIndex;
    if (type === undefined || name === undefined) {
      problems.push({ file, line: lines.lineOf(offset), message: 'a resource needs a type and a name: it is not read' });
      continue;
    }
    const body = bodyOf(node, scope(base));
    const again = twice(body);
    if (again !== undefined) {
      const message = `${type}.${name} has the key ${JSON.stringify(again.key)} twice: the last is read`;
      problems.push({ file, line: lines.lineOf(again.offset), message });
    }
    resources.push(remember({ type, name, attributes: plainFields(body), module }, sourceIn(file, lines, body, offset)));
  }
  return {
    resources,
    problems,
    skipped: blocks.filter(isKind('module')).flatMap(({ node, base }) => elsewhere(node, file, scope(base))),
    comments: comments
      .filter(({ text }) => text.includes('sse-ready'))
      .map(({ offset, text }) => ({ file, line: lines.lineOf(offset), text })),
  };
}

/** A module in a folder of the input is read there. */
function elsewhere(node: TopBlock['node'], file: string, scope: Scope): Skipped[] {
  const source = textAt(bodyOf(node, scope), 'source');
  if (source === undefined || /^\.{1,2}\//.test(source)) return [];
  const [name] = labelsOf(node);
  return [{ file, reason: `module.${name} is in ${source}: lint a plan (terraform show -json) for its resources` }];
}

const isKind =
  (kind: string) =>
  ({ node }: TopBlock): boolean =>
    partOf(node, 'identifier')?.text === kind;

/** The parser knows no byte order mark; a space keeps all places. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, ' ');
