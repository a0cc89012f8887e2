import type { Node, Tree } from 'web-tree-sitter';
import { statementsOf } from './body';
import type { Parse } from './parser';

/** A block at the top of a file. */
export interface TopBlock {
  readonly node: Node;
  /** Where the text that it was parsed from begins in the file. */
  readonly base: number;
}

interface SyntaxError {
  readonly offset: number;
  readonly reason: string;
}

export interface ParsedFile {
  readonly blocks: readonly TopBlock[];
  readonly comments: readonly { readonly offset: number; readonly text: string }[];
  readonly errors: readonly SyntaxError[];
  /** To be deleted when all has been read from them: they are not in JavaScript's memory. */
  readonly trees: readonly Tree[];
}

/** Parses a file. Where it has an error, each top block is parsed on its own, so that the others are still read. */
export function parseFile(text: string, parse: Parse): ParsedFile {
  const whole = parseAt({ base: 0, text }, parse);
  if (!whole.hasError) return together([whole]);
  whole.tree?.delete();
  return together(cutAt(text, HEAD).flatMap((piece) => parsePiece(piece, parse)));
}

/** What follows a block that is whole may hide that it is; a brace at the start of a line may be inside of a text, too. */
function parsePiece(piece: Piece, parse: Parse): Chunk[] {
  const chunk = parseAt(piece, parse);
  const pieces = chunk.hasError ? cutAt(piece.text, AFTER_END) : [];
  if (pieces.length < 2) return [chunk];
  const chunks = pieces.map(({ base, text }) => parseAt({ base: piece.base + base, text }, parse));
  const isBetter = chunks.some(({ tree, hasError }) => !hasError && tree !== undefined && topOf(tree.rootNode).length > 0);
  for (const { tree } of isBetter ? [chunk] : chunks) tree?.delete();
  return isBetter ? chunks : [chunk];
}

interface Piece {
  /** Where it begins in the file. */
  readonly base: number;
  readonly text: string;
}

interface Chunk extends Piece {
  readonly tree: Tree | undefined;
  readonly hasError: boolean;
}

function parseAt({ base, text }: Piece, parse: Parse): Chunk {
  const tree = parse(text);
  return { base, text, tree, hasError: tree?.rootNode.hasError !== false };
}

function together(chunks: readonly Chunk[]): ParsedFile {
  const blocksOf = ({ base, tree, hasError }: Chunk): TopBlock[] =>
    tree === undefined || hasError ? [] : topOf(tree.rootNode).map((node) => ({ node, base }));
  return {
    blocks: chunks.flatMap(blocksOf),
    comments: chunks.flatMap(commentsIn),
    errors: chunks.filter(({ hasError }) => hasError).map(errorIn),
    trees: chunks.flatMap(({ tree }) => tree ?? []),
  };
}

/** What the parser makes of an error may hide comments; they are then known by their marks alone. */
function commentsIn({ base, text, tree, hasError }: Chunk): { offset: number; text: string }[] {
  if (tree === undefined || hasError) {
    return [...text.matchAll(/(?:#|\/\/).*/g)].map((match) => ({ offset: base + match.index, text: match[0].trimEnd() }));
  }
  const comments = tree.rootNode.descendantsOfType('comment');
  return comments.map((node) => ({ offset: base + node.startIndex, text: node.text.trimEnd() }));
}

const topOf = (root: Node): Node[] =>
  root.namedChildren
    .filter(({ type }) => type === 'body')
    .flatMap(statementsOf)
    .filter(({ type }) => type === 'block');

/** A line that begins, without indentation, with the head of a block. */
const HEAD = /^[a-z]\w*(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*[ \t]*\{/gm;

/** The end of a line that begins, without indentation, with a closing brace. */
const AFTER_END = /(?<=^\}.*\n)/gm;

function cutAt(text: string, pattern: RegExp): Piece[] {
  const cuts = [...text.matchAll(pattern)].map(({ index }) => index).filter((index) => index > 0 && index < text.length);
  return [0, ...cuts].map((base, at) => ({ base, text: text.slice(base, cuts[at]) })).filter((piece) => piece.text.trim() !== '');
}

function errorIn({ base, text, tree }: Chunk): SyntaxError {
  const [head = ''] = /^\w+(?: +"[^"\n]*")+/.exec(text) ?? [];
  const block = head === '' ? '' : `${head} is not read: `;
  const { offset, reason } = tree === undefined ? { offset: 0, reason: 'it has too many errors' } : firstIn(tree.rootNode);
  return { offset: base + offset, reason: `${block}${reason}` };
}

const MARKS: Readonly<Record<string, string>> = {
  '}': 'closing brace',
  ']': 'closing bracket',
  block_end: 'closing brace',
  object_end: 'closing brace',
  tuple_end: 'closing bracket',
  quoted_template_end: 'closing quote',
  heredoc_identifier: 'end of the heredoc',
};

/** The first place that the parser could make nothing of. */
function firstIn(root: Node): SyntaxError {
  let node = root;
  for (let inside: Node | undefined = root; inside !== undefined; inside = node.children.find(isWrong)) node = inside;
  const offset = node.startIndex;
  const mark = MARKS[node.type];
  if (node.isMissing && mark !== undefined) return { offset, reason: `syntax error: the ${mark} is missing` };
  const near = /\S+/.exec(node.text)?.[0].slice(0, 20);
  return { offset, reason: near === undefined ? 'syntax error' : `syntax error near ${JSON.stringify(near)}` };
}

const isWrong = (node: Node): boolean => node.hasError || node.isError || node.isMissing;
