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
  const whole = parseAt(0, text, parse);
  if (!whole.hasError) return together([whole]);
  whole.tree?.delete();
  return together(chunksOf(text).map((chunk) => parseAt(chunk.base, chunk.text, parse)));
}

interface Chunk {
  readonly base: number;
  readonly text: string;
  readonly tree: Tree | undefined;
  readonly hasError: boolean;
}

function parseAt(base: number, text: string, parse: Parse): Chunk {
  const tree = parse(text);
  return { base, text, tree, hasError: tree?.rootNode.hasError !== false };
}

function together(chunks: readonly Chunk[]): ParsedFile {
  const blocksOf = ({ base, tree, hasError }: Chunk): TopBlock[] =>
    tree === undefined || hasError ? [] : topOf(tree.rootNode).map((node) => ({ node, base }));
  const commentsOf = ({ base, tree }: Chunk) => tree?.rootNode.descendantsOfType('comment').map((node) => commentAt(node, base));
  return {
    blocks: chunks.flatMap(blocksOf),
    comments: chunks.flatMap((chunk) => commentsOf(chunk) ?? []),
    errors: chunks.filter(({ hasError }) => hasError).map(errorIn),
    trees: chunks.flatMap(({ tree }) => tree ?? []),
  };
}

const commentAt = (node: Node, base: number) => ({ offset: base + node.startIndex, text: node.text });

const topOf = (root: Node): Node[] =>
  root.namedChildren
    .filter(({ type }) => type === 'body')
    .flatMap(statementsOf)
    .filter(({ type }) => type === 'block');

/** A line that begins, without indentation, with the head of a block. */
const HEAD = /^[a-z]\w*(?:[ \t]+(?:"[^"\n]*"|[\w-]+))*[ \t]*\{/gm;

function chunksOf(text: string): { base: number; text: string }[] {
  const starts = [...text.matchAll(HEAD)].map(({ index }) => index);
  const bounds = [0, ...starts.filter((start) => start > 0), text.length];
  return bounds.slice(0, -1).map((base, index) => ({ base, text: text.slice(base, bounds[index + 1]) }));
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
