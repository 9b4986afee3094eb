import ts from 'typescript';

/** One `import`, `export … from`, `import()` or `require()`. */
export type Import = {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
};

/** What the rules need to know about a source file. `line`s are 1-based. */
export type SourceFile = {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly lineCount: number;
  readonly generated: boolean;
  readonly imports: readonly Import[];
  /** Lines that read `process.env`. */
  readonly environmentReads: readonly number[];
  /** Lines that replace a module by a mock. */
  readonly moduleMocks: readonly number[];
  /** Lines of string literals that are SQL. */
  readonly sql: readonly number[];
};

/** Reads a source file with TypeScript's own parser, so that comments and strings are never taken for code. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const environmentReads: number[] = [];
  const moduleMocks: number[] = [];
  const sql: number[] = [];
  const lineOf = (node: ts.Node) =>
    tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found) imports.push({ ...found, line: lineOf(node) });
    if (readsEnvironment(node)) environmentReads.push(lineOf(node));
    if (mocksModule(node)) moduleMocks.push(lineOf(node));
    const literal = textOf(node);
    if (literal !== undefined && isSql(literal)) sql.push(lineOf(node));
    ts.forEachChild(node, visit);
  };
  visit(tree);

  return {
    path,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    generated: /(^|\/)generated\//.test(path) || text.slice(0, 400).includes('@generated'),
    imports,
    environmentReads,
    moduleMocks,
    sql,
  };
}

function importOf(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: importIsTypeOnly(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    if (!ts.isStringLiteral(node.moduleSpecifier)) return undefined;
    return { specifier: node.moduleSpecifier.text, typeOnly: exportIsTypeOnly(node) };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return ts.isStringLiteral(literal) ? { specifier: literal.text, typeOnly: true } : undefined;
  }
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    const loads =
      node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(node.expression) && node.expression.text === 'require');
    if (loads && first && ts.isStringLiteralLike(first)) {
      return { specifier: first.text, typeOnly: false };
    }
  }
  return undefined;
}

function importIsTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  return (
    !clause.name &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function exportIsTypeOnly(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  return (
    clause !== undefined &&
    ts.isNamedExports(clause) &&
    clause.elements.length > 0 &&
    clause.elements.every((element) => element.isTypeOnly)
  );
}

/** `process.env`, `process['env']`, `const { env } = process`, `import { env } from 'node:process'`. */
function readsEnvironment(node: ts.Node): boolean {
  const isProcess = (candidate: ts.Node | undefined) =>
    candidate !== undefined && ts.isIdentifier(candidate) && candidate.text === 'process';
  if (ts.isPropertyAccessExpression(node)) {
    return isProcess(node.expression) && node.name.text === 'env';
  }
  if (ts.isElementAccessExpression(node)) {
    return isProcess(node.expression) && textOf(node.argumentExpression) === 'env';
  }
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
    return isProcess(node.initializer) && node.name.elements.some((e) => boundName(e) === 'env');
  }
  if (ts.isImportSpecifier(node)) {
    const declaration = node.parent.parent.parent;
    return (
      ts.isImportDeclaration(declaration) &&
      /^(node:)?process$/.test(textOf(declaration.moduleSpecifier) ?? '') &&
      (node.propertyName ?? node.name).text === 'env'
    );
  }
  return false;
}

function boundName(element: ts.BindingElement): string | undefined {
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) ? name.text : undefined;
}

/** `jest.mock`, `vi.mock` and their relatives, `mock.module` of node:test. */
function mocksModule(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const method = node.expression.name.text;
  const owner = node.expression.expression;
  if (ts.isIdentifier(owner) && /^(jest|vi|vitest)$/.test(owner.text)) {
    return /^(mock|doMock|setMock|unstable_mockModule)$/.test(method);
  }
  const ownerName = ts.isPropertyAccessExpression(owner) ? owner.name : owner;
  return method === 'module' && ts.isIdentifier(ownerName) && ownerName.text === 'mock';
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map((span) => `x${span.literal.text}`).join('');
}

const statements = [
  String.raw`select\s[\s\S]+?\sfrom\s+["\w.]+`,
  String.raw`select\s+(pg_\w+|count|now|version|current_\w+|1)\b`,
  String.raw`insert\s+into\s+["\w.]+[\s(]`,
  String.raw`update\s+["\w.]+\s+(as\s+\w+\s+)?set\s`,
  String.raw`delete\s+from\s+["\w.]+(\s+where\s|\s+using\s|;|$)`,
  String.raw`create\s+(temporary\s+|unlogged\s+)?table\s`,
  String.raw`create\s+(unique\s+)?index\s+.*\son\s`,
  String.raw`(create|drop|alter)\s+(database|schema|role|user|table|extension|sequence)\s+(if\s+)?["\w.]+`,
  String.raw`with\s+(recursive\s+)?\w+\s+as\s+(not\s+materialized\s+|materialized\s+)?\(`,
  String.raw`truncate\s+(table\s+)?["\w.]+`,
  String.raw`(listen|notify)\s+["\w]+\s*(;|,|$)`,
].map((pattern) => new RegExp(`^\\s*(--[^\\n]*\\n\\s*)*(${pattern})`, 'i'));

/**
 * SQL in a string: it begins as a statement does, with its first word in one case. A sentence begins with a capital
 * ("Select a team from the list"), which is how the two are told apart.
 */
function isSql(text: string): boolean {
  const [firstWord = ''] = /[a-z]+/i.exec(text) ?? [];
  const oneCase = firstWord === firstWord.toUpperCase() || firstWord === firstWord.toLowerCase();
  return oneCase && statements.some((statement) => statement.test(text));
}
