import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { root } from '../../scripts/run';
import { sourceFiles } from '../architecture/source-imports';

/** A fact as it stands in src/: `about`, defined in `hops/service/facts.ts` as one of `serviceFacts`. */
export interface FactInSource {
  readonly file: string;
  readonly variable: string;
  readonly name: string;
  /** False where it is defined in another file, and among these too. */
  readonly isOwn: boolean;
}

const sources = sourceFiles.map((file) => {
  const text = readFileSync(join(root, 'src', file), 'utf8');
  return { file, nodes: nodesBelow(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)) };
});

/** Every fact that a `const ... = facts({...})` of src/ holds. */
export const factsInSource: readonly FactInSource[] = sources.flatMap(({ file, nodes }) =>
  definitionsIn(nodes).flatMap(({ variable, object }) =>
    object.properties.flatMap((property) => {
      const { name } = property;
      const isOwn = ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer);
      return name !== undefined && ts.isIdentifier(name) ? [{ file, variable, name: name.text, isOwn }] : [];
    }),
  ),
);

/** `variable.name`, under whatever name a file imports the variable, outside the definition itself. */
export function isUsed({ variable, name }: FactInSource): boolean {
  return sources.some(({ nodes }) => {
    const alias = aliasOf(variable, nodes);
    return nodes.some(
      (node) =>
        ts.isPropertyAccessExpression(node) &&
        node.name.text === name &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === alias,
    );
  });
}

function definitionsIn(nodes: readonly ts.Node[]): { variable: string; object: ts.ObjectLiteralExpression }[] {
  return nodes.flatMap((node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined) return [];
    const { initializer } = node;
    if (!ts.isCallExpression(initializer) || initializer.expression.getText() !== 'facts') return [];
    const [object] = initializer.arguments;
    return object !== undefined && ts.isObjectLiteralExpression(object) ? [{ variable: node.name.text, object }] : [];
  });
}

function aliasOf(variable: string, nodes: readonly ts.Node[]): string {
  const imported = nodes.find((node) => ts.isImportSpecifier(node) && node.propertyName?.getText() === variable);
  return imported !== undefined && ts.isImportSpecifier(imported) ? imported.name.text : variable;
}

function nodesBelow(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [node];
  ts.forEachChild(node, (child) => void nodes.push(...nodesBelow(child)));
  return nodes;
}
