import { SUPPRESSION } from '../path/suppression';
import { yaml } from '../policy/yaml';

interface CommentAt {
  readonly offset: number;
  readonly text: string;
}

/** What the library says before the text of a scalar, which may begin with anything. */
const SCALAR_FOLLOWS = '\u001f';
/** These stand for what has no text. */
const MARKS = new Set(['\u0002', '\u0018', SCALAR_FOLLOWS]);

/** The comments of a YAML text that may accept findings. A text that names none is not looked through again. */
export function yamlComments(text: string): CommentAt[] {
  if (!text.includes(SUPPRESSION)) return [];
  const comments: CommentAt[] = [];
  let [offset, before] = [0, ''];
  for (const token of new (yaml().Lexer)().lex(text)) {
    if (token.startsWith('#') && before !== SCALAR_FOLLOWS && token.includes(SUPPRESSION)) comments.push({ offset, text: token });
    if (!MARKS.has(token)) offset += token.length;
    before = token;
  }
  return comments;
}
