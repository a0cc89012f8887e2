import { posix } from 'node:path';
import { childrenOf, type Block, type Comment, type Configuration, type Directive } from '../nginx/directive';
import { parseNginx, type NginxProblem, type Parsed } from '../nginx/parse';
import { crossplaneFiles } from './crossplane';
import { globMatches } from './glob';

/** A file by the name under which others include it. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface NginxInput {
  readonly configurations: readonly Configuration[];
  /** What nginx would refuse; the rest was read. */
  readonly problems: readonly NginxProblem[];
  /** Files that are no nginx configuration, and includes that lead to no file given. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** nginx itself knows no bound. */
const MAX_INCLUDES = 10;
const MAX_DIRECTIVES = 200_000;

/** What every nginx configuration that a request can reach has one of. */
const CONTEXTS = new Set(['http', 'server', 'location', 'upstream', 'events']);

/**
 * Reads nginx configurations, each with the files it includes in place. Pure: includes lead only to the files given, by
 * their path from the folder of the including nginx.conf, with `*` and `?`. A crossplane payload (JSON) is read too.
 */
export function loadNginx(files: readonly NamedText[]): NginxInput {
  const parsed = new Map(files.flatMap(parsedFiles));
  const problems: NginxProblem[] = [];
  const skipped = new Map<string, string>();
  const roots = rootsOf(parsed);
  const configurations = roots.flatMap((file) => {
    const { block } = parsed.get(file) ?? { block: undefined };
    if (block === undefined || !block.directives.some(({ name }) => CONTEXTS.has(name))) return [];
    const budget = { left: MAX_DIRECTIVES };
    const tell = (at: Directive, message: string) => void problems.push({ file: at.file, line: at.line, message });
    const miss = (at: Directive) => skipped.set(`${at.file}:${at.line}`, `include ${at.args[0]} leads to no file given`);
    return [{ file, main: expanded(block, { parsed, root: file, trail: [file], budget, tell, miss }) }];
  });
  const used = new Set(
    roots.filter((file) => configurations.some((one) => one.file === file)).flatMap((file) => reachable(file, file, parsed)),
  );
  for (const [file, { problems: own }] of parsed) {
    if (used.has(file)) problems.push(...own);
    else skipped.set(file, 'is no nginx configuration: it has no http, server, location or upstream');
  }
  return { configurations, problems, skipped: [...skipped].map(([file, reason]) => ({ file, reason })) };
}

type Files = ReadonlyMap<string, Parsed>;

function parsedFiles({ name, text }: NamedText): [string, Parsed][] {
  const payload = crossplaneFiles(text, name);
  return payload ?? [[posix.normalize(name), parseNginx(text, posix.normalize(name))]];
}

/** The files that no other file includes; of files that include each other, the first. */
function rootsOf(files: Files): string[] {
  const included = new Set([...files.keys()].flatMap((file) => includesIn(file, file, files)));
  const roots = [...files.keys()].filter((file) => !included.has(file));
  const seen = new Set(roots.flatMap((file) => reachable(file, file, files)));
  for (const file of files.keys()) {
    if (seen.has(file)) continue;
    roots.push(file);
    for (const one of reachable(file, file, files)) seen.add(one);
  }
  return roots;
}

function reachable(file: string, root: string, files: Files): string[] {
  const seen = new Set([file]);
  // A set is walked in the order of adding, so what is found on the way is followed too.
  for (const each of seen) for (const next of includesIn(each, root, files)) seen.add(next);
  return [...seen];
}

function includesIn(file: string, root: string, files: Files): string[] {
  return everyInclude(files.get(file)?.block.directives ?? []).flatMap(({ args: [pattern = ''] }) =>
    matching(pattern, root, files),
  );
}

const everyInclude = (directives: readonly Directive[]): Directive[] =>
  directives.flatMap((one) => (one.name === 'include' ? [one] : everyInclude(childrenOf(one))));

/** The files a pattern means, in the order nginx reads them. */
function matching(pattern: string, root: string, files: Files): string[] {
  const folder = posix.dirname(root);
  // An absolute path names the machine that runs nginx: its part behind the folder of nginx is looked for beside the root.
  const behind = /\/nginx\/(?:conf\/)?(.*)$/.exec(pattern)?.[1];
  const candidates = posix.isAbsolute(pattern)
    ? [pattern, ...(behind === undefined ? [] : [posix.join(folder, behind)])]
    : [posix.join(folder, pattern)];
  for (const candidate of candidates) {
    const found = [...files.keys()].filter((name) => globMatches(candidate, name));
    if (found.length > 0) return found.sort();
  }
  return [];
}

interface Expansion {
  readonly parsed: Files;
  readonly root: string;
  /** The files on the way here. */
  readonly trail: readonly string[];
  readonly budget: { left: number };
  readonly tell: (at: Directive, message: string) => void;
  readonly miss: (at: Directive) => void;
}

function expanded(block: Block, way: Expansion): Block {
  const comments = [...block.comments];
  const directives = block.directives.flatMap((directive): readonly Directive[] => {
    if (way.budget.left <= 0) return [];
    way.budget.left -= 1;
    if (way.budget.left === 0)
      way.tell(directive, `its includes come to more than ${MAX_DIRECTIVES} directives; the rest is not read`);
    if (directive.block !== undefined) return [{ ...directive, block: expanded(directive.block, way) }];
    return directive.name === 'include' ? included(directive, way, comments) : [directive];
  });
  return { ...block, directives, comments };
}

function included(directive: Directive, way: Expansion, comments: Comment[]): readonly Directive[] {
  const files = matching(directive.args[0] ?? '', way.root, way.parsed);
  if (files.length === 0) way.miss(directive);
  if (files.length === 0) return [directive];
  return files.flatMap((file) => {
    if (way.trail.includes(file) || way.trail.length >= MAX_INCLUDES) {
      way.tell(
        directive,
        way.trail.includes(file) ? `${file} includes itself` : `files are included more than ${MAX_INCLUDES} deep`,
      );
      return [];
    }
    const block = way.parsed.get(file)?.block ?? { directives: [], comments: [] };
    const inPlace = expanded(block, { ...way, trail: [...way.trail, file] });
    comments.push(...inPlace.comments);
    return inPlace.directives;
  });
}
