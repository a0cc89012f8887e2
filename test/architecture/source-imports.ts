import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import * as ts from 'typescript';

const src = join(__dirname, '..', '..', 'src');

/** One import statement of src/. Files are written as `hops/service/hop.ts`, packages as in the statement. */
export interface SourceImport {
  readonly from: string;
  readonly to: string;
  readonly isPackage: boolean;
  /** Gone after compilation. */
  readonly typeOnly: boolean;
}

export const sourceFiles: readonly string[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && statSync(join(src, file)).isFile())
  .map((file) => relative(src, join(src, file)).split(sep).join('/'))
  .sort();

export const sourceImports: readonly SourceImport[] = sourceFiles.flatMap(importsOf);

function importsOf(from: string): SourceImport[] {
  const source = ts.createSourceFile(from, readFileSync(join(src, from), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: SourceImport[] = [];
  const add = (module: string, typeOnly: boolean) => {
    const isPackage = !module.startsWith('.');
    found.push({ from, to: isPackage ? module : fileOf(posix.join(posix.dirname(from), module)), isPackage, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    const named = moduleOf(node);
    if (named !== undefined) add(named.text, isTypeOnly(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The module of an `import`, an `export ... from`, an `import(...)`, a `require(...)` or an `import('...')` type. */
function moduleOf(node: ts.Node): ts.StringLiteral | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';
  return loads ? literal(node.arguments[0]) : undefined;
}

function literal(node: ts.Node | undefined): ts.StringLiteral | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    if (clause === undefined) return false;
    return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && areTypes(clause.namedBindings));
  }
  return ts.isExportDeclaration(node) && (node.isTypeOnly || areTypes(node.exportClause));
}

function areTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (bindings === undefined || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return false;
  return bindings.elements.every((element) => element.isTypeOnly);
}

function fileOf(module: string): string {
  const file = [`${module}.ts`, `${module}/index.ts`].find((candidate) => sourceFiles.includes(candidate));
  return file ?? module;
}
