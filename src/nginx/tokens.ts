/** A piece of a configuration. `word` is a name or an argument; `end` is ";". */
export interface Token {
  readonly kind: 'word' | 'end' | 'open' | 'close' | 'comment';
  /** A word without its quotes and escapes, as nginx takes it. */
  readonly text: string;
  /** From the start of the text; `end` is the first place behind. */
  readonly start: number;
  readonly end: number;
}

/** Something nginx would refuse, at a place in the text. */
interface TextProblem {
  readonly at: number;
  readonly message: string;
}

interface Read {
  readonly tokens: readonly Token[];
  readonly problems: readonly TextProblem[];
}

const MARKS = { ';': 'end', '{': 'open', '}': 'close' } as const;
const LUA_BLOCK = /_by_lua_block$/;
const AFTER_QUOTE = ' \t\r\n;{)';

/** Cuts a configuration into tokens as nginx does, `\` and `${name}` included. Text that nginx refuses is told and read on. */
export function tokenize(text: string): Read {
  const tokens: Token[] = [];
  const problems: TextProblem[] = [];
  const add = (kind: Token['kind'], start: number, end: number, content = text.slice(start, end)) => {
    tokens.push({ kind, text: content, start, end });
    return end;
  };
  /** The name of the directive that is being read. */
  let name: string | undefined;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (isSpace(char)) at += 1;
    else if (char === '#') at = add('comment', at, lineEnd(text, at));
    else if (char === '{' && LUA_BLOCK.test(name ?? '')) {
      const end = luaEnd(text, at + 1);
      if (end === text.length) problems.push({ at, message: `the Lua code of ${name} has no closing "}"` });
      add('word', at + 1, end);
      at = add('end', Math.min(end, text.length), Math.min(end + 1, text.length), ';');
      name = undefined;
    } else if (char === ';' || char === '{' || char === '}') {
      at = add(MARKS[char], at, at + 1);
      name = undefined;
    } else {
      const { end, content, problem } = wordAt(text, at);
      if (problem !== undefined) problems.push({ at, message: problem });
      name ??= content;
      at = add('word', at, end, content);
    }
  }
  return { tokens, problems };
}

interface Word {
  readonly end: number;
  readonly content: string;
  readonly problem?: string;
}

function wordAt(text: string, start: number): Word {
  const quote = text[start] ?? '';
  if (quote !== '"' && quote !== "'") {
    const end = bareEnd(text, start);
    return { end, content: unescaped(text.slice(start, end)) };
  }
  const close = quoteEnd(text, start);
  if (close === undefined) {
    // Read on behind the line: whatever follows was not meant to be in the quotes.
    const end = lineEnd(text, start);
    return { end, content: unescaped(text.slice(start + 1, end)), problem: `the quote ${quote} is not closed` };
  }
  const end = close + 1;
  const next = text[end];
  const content = unescaped(text.slice(start + 1, close));
  if (next === undefined || AFTER_QUOTE.includes(next)) return { end, content };
  return { end, content, problem: `nginx takes no "${next}" right behind a closing quote` };
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\n' || char === '\t' || char === '\r';

/** Inside a word neither quotes nor "}" nor "#" are special. */
function bareEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const char = text[at];
    if (char === ';' || char === '{' || isSpace(char)) break;
    if (char === '\\' || (char === '$' && text[at + 1] === '{')) at += 1;
  }
  return Math.min(at, text.length);
}

function quoteEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += text[at] === '\\' ? 2 : 1) {
    if (text[at] === text[start]) return at;
  }
  return undefined;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '\\': '\\', t: '\t', r: '\r', n: '\n' };

/** nginx keeps the backslash before any other character, as in a regular expression. */
const unescaped = (raw: string): string =>
  !raw.includes('\\') ? raw : raw.replace(/\\([^])/g, (whole, char: string) => ESCAPES[char] ?? whole);

/** Where the "}" of a block of Lua is: braces in its strings and comments do not count. */
function luaEnd(text: string, start: number): number {
  const special = /--\[(=*)\[|--|\[(=*)\[|["'{}]/g;
  special.lastIndex = start;
  let depth = 1;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const [mark, inComment, inText] = found;
    const level = inComment ?? inText;
    if (level !== undefined) {
      const close = text.indexOf(`]${level}]`, special.lastIndex);
      if (close === -1) return text.length;
      special.lastIndex = close + level.length + 2;
    } else if (mark === '--') special.lastIndex = lineEnd(text, found.index);
    else if (mark === '{') depth += 1;
    else if (mark === '}') depth -= 1;
    else special.lastIndex = luaStringEnd(text, found.index);
    if (depth === 0) return found.index;
  }
  return text.length;
}

/** A string of Lua ends on its line, or goes on behind a backslash at the end of it. */
function luaStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += text[at] === '\\' ? 2 : 1) {
    if (text[at] === text[start]) return at + 1;
    if (text[at] === '\n') return at;
  }
  return text.length;
}
