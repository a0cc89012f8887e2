import { readFile } from 'node:fs/promises';
import type { Language, Node, Parser, Tree } from 'web-tree-sitter';

/** The tree of a text; undefined where the parser did not come to an end in time. */
export type Parse = (text: string) => Tree | undefined;

/** Twenty times what ordinary text takes. In a long text full of errors each step takes longer than the one before. */
const patience = (text: string): number => 2000 + text.length / 100;

let parser: Promise<Parser> | undefined;

/** The grammar of Terraform, loaded with the first file in it: most inputs have none. */
export async function hclParser(): Promise<Parse> {
  const loaded = await (parser ??= load());
  return (text) => {
    const end = performance.now() + patience(text);
    // Its type says that it returns nothing; true ends the parsing.
    const tree = loaded.parse(text, null, { progressCallback: () => performance.now() > end });
    if (tree === null) loaded.reset();
    return tree ?? undefined;
  };
}

async function load(): Promise<Parser> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const tools = require('web-tree-sitter') as { Parser: typeof Parser; Language: typeof Language };
  await tools.Parser.init();
  const grammar = require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
  const language = await tools.Language.load(await readFile(grammar));
  return new tools.Parser().setLanguage(language);
}

/** Comments may stand between any two nodes. */
export const partsOf = (node: Node): Node[] => node.namedChildren.filter(({ type }) => type !== 'comment');

export const partOf = (node: Node, type: string): Node | undefined => partsOf(node).find((part) => part.type === type);
