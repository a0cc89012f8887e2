import type { Block, Comment, Directive, Span } from './directive';
import { tokenize, type Token } from './tokens';

/** A text that nginx would refuse, in whole or in part. The rest was read. */
export interface NginxProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Parsed {
  readonly block: Block;
  readonly problems: readonly NginxProblem[];
}

/** nginx itself knows no bound. Nobody writes blocks this deep, and readers go down block by block. */
const MAX_DEPTH = 50;
const MAX_LENGTH = 4 * 1024 * 1024;
const EMPTY: Block = { directives: [], comments: [] };

interface OpenBlock {
  readonly directives: Directive[];
  readonly comments: Comment[];
  readonly start: number;
  /** Made once the block is closed; absent for the file itself. */
  readonly owner?: Token[];
}

/** Reads the directives of a configuration with their places. Never throws: what nginx would refuse is a problem with its line. */
export function parseNginx(text: string, file: string): Parsed {
  if (text.length > MAX_LENGTH) {
    return { block: EMPTY, problems: [{ file, line: 1, message: `is longer than ${MAX_LENGTH} characters and is not read` }] };
  }
  const { tokens, problems: ofTokens } = tokenize(text);
  const places = placesOf(text);
  const problems = ofTokens.map(({ at, message }) => ({ file, line: places(at).line, message }));
  const tell = (at: number, message: string) => void problems.push({ file, line: places(at).line, message });
  const make = (words: readonly Token[], end: number, block?: Block): Directive => {
    const [name, ...args] = words;
    const start = name?.start ?? end;
    const own = { name: name?.text ?? '', args: args.map((arg) => arg.text), file, ...places(start), span: { start, end } };
    return block === undefined ? own : { ...own, block };
  };

  let block: OpenBlock = { directives: [], comments: [], start: 0 };
  const outer: OpenBlock[] = [];
  let words: Token[] = [];
  const endWithout = (end: number) => {
    if (words.length === 0) return;
    tell(words[0]?.start ?? end, `${words[0]?.text} has no ";" at its end`);
    block.directives.push(make(words, end));
    words = [];
  };
  const close = (end: number) => {
    const parent = outer.pop();
    if (parent === undefined) return;
    const { directives, comments, start, owner = [] } = block;
    const isTooDeep = outer.length >= MAX_DEPTH;
    const made: Block = isTooDeep ? EMPTY : { directives, comments, span: { start, end } };
    parent.directives.push(make(owner, Math.min(end + 1, text.length), made));
    block = parent;
  };

  for (const token of tokens) {
    if (token.kind === 'comment') block.comments.push({ text: token.text, file, line: places(token.start).line });
    else if (token.kind === 'word') words.push(token);
    else if (token.kind === 'end') {
      if (words.length === 0) tell(token.start, 'there is a ";" without a directive');
      else block.directives.push(make(words, token.end));
      words = [];
    } else if (token.kind === 'open') {
      if (words.length === 0) tell(token.start, 'there is a "{" without a directive');
      if (outer.length === MAX_DEPTH)
        tell(token.start, `blocks are nested deeper than ${MAX_DEPTH}; what is in them is not read`);
      outer.push(block);
      block = { directives: [], comments: [], start: token.end, owner: words };
      words = [];
    } else {
      endWithout(token.start);
      if (outer.length === 0) tell(token.start, 'there is a "}" without a block');
      else close(token.start);
    }
  }
  endWithout(text.length);
  while (outer.length > 0) {
    tell(block.owner?.[0]?.start ?? block.start, `the block of ${block.owner?.[0]?.text ?? 'nothing'} is not closed`);
    close(text.length);
  }
  return { block: { directives: block.directives, comments: block.comments, span: whole(text) }, problems: inOrder(problems) };
}

const whole = (text: string): Span => ({ start: 0, end: text.length });
const inOrder = (problems: readonly NginxProblem[]) => problems.toSorted((a, b) => a.line - b.line);

/** Line and column of a place in the text, counted from 1. */
function placesOf(text: string): (at: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
