import { posix } from "node:path";
import ts from "typescript";
import type { SourceFile } from "@/lib/architecture/source-tree";

const TOP_LEVEL = new Set([
  ...["app", "components", "lib", "prisma", "public", "e2e", "scripts", "docs"],
  ...["next.config.mjs", "package.json", "package-lock.json", "tsconfig.json", "instrumentation.ts", "proxy.ts"],
  ...["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"],
]);
const MADE_BY_TOOLS = /^(?:node_modules|next-env\.d\.ts|.*\.tsbuildinfo|test-results|playwright-report)$/;

const ROOMS = new Set([
  ...["env", "errors", "result", "action", "http", "auth", "db", "crypto", "jobs", "live", "log", "ids", "merge"],
  ...["testing", "architecture", "apollo", "worker"],
  ...["lookups", "people", "companies", "deliveries", "credits", "api-keys", "runs", "workspaces", "audit", "sandbox"],
  ...["members", "usage", "privacy", "suppressions"],
  ...["tags", "lists", "views", "notes", "activity"],
]);

const ACTIONS = /^lib\/[^/]+\/actions\.ts$/;
const SERVER = /^lib\/[^/]+\/server\/.+\.tsx?$/;
const TEST = /\.(?:test|spec)\.tsx?$/;
const ACTION_MAKERS = new Set(["action", "publicAction"]);
const ACTION_LINES_MAX = 10;

/** Complaints about names at the top of the project that have no place there. Dot-files are free. */
export function checkTopLevel(names: readonly string[]): string[] {
  return names
    .filter((name) => !name.startsWith(".") && !TOP_LEVEL.has(name) && !MADE_BY_TOOLS.test(name))
    .map((name) => `${name}: not a place of the top level`);
}

/** Complaints about folders of `lib` that are no known room, and about loose files there. */
export function checkRooms(files: readonly SourceFile[]): string[] {
  const rooms = files.filter(({ path }) => path.startsWith("lib/")).map(({ path }) => path.split("/").slice(1));
  const loose = rooms.filter((parts) => parts.length === 1 && !TEST.test(parts.join("")));
  const unknown = rooms.filter((parts) => parts.length > 1 && !ROOMS.has(parts[0] ?? ""));
  return [
    ...loose.map(([name]) => `lib/${String(name)}: a file of lib lives in a room`),
    ...new Set(unknown.map(([name]) => `lib/${String(name)}: not a room; add it to the dependency table first`)),
  ];
}

/**
 * Complaints about server actions. Every export of a "use server" file is a public endpoint, so the directive stands
 * only in `lib/<domain>/actions.ts`, and each of its runtime exports is made by `action`, which asks who calls.
 */
export function checkActions(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const tree = parse(file);
    const hasDirective = findNodes(tree, isUseServer).length > 0;
    if (!ACTIONS.test(file.path))
      return hasDirective ? [`${file.path}: "use server" outside lib/<domain>/actions.ts`] : [];
    const opens = tree.statements[0] !== undefined && isUseServer(tree.statements[0]);
    const start = opens ? [] : [`${file.path}: does not start with "use server"`];
    return [...start, ...tree.statements.flatMap((statement) => checkActionStatement(file.path, statement))];
  });
}

/** Complaints about files of the server that the browser's bundle would take in silence. */
export function checkServerOnly(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => SERVER.test(file.path) && !TEST.test(file.path) && !startsServerOnly(parse(file)))
    .map(({ path }) => `${path}: does not start with import "server-only"`);
}

/** Complaints about keys that are opened anywhere but on their way to the provider's client. */
export function checkOpenedKeys(files: readonly SourceFile[]): string[] {
  const calls = (node: ts.Node, name: string): boolean =>
    ts.isCallExpression(node) && node.expression.getText() === name;
  return files
    .filter(({ path }) => !TEST.test(path))
    .flatMap((file) =>
      findNodes(parse(file), (node) => calls(node, "openApiKey") && !calls(node.parent, "apolloFor")).map(
        () => `${file.path}: opens a key for something other than apolloFor(…)`,
      ),
    );
}

/** A path of one person's machine. */
const MACHINE_PATH = /(?<![\w.$}/-])\/(?:home|Users|work|root)\/[\w.-]+/g;
const SIGNATURE = /^(?:co-authored-by:|generated (?:with|by) ).*$/gim;
const PAGE = /(?<![\w*$])(?:[\w.-]+\/|\.\.?\/)*[\w-]+\.md\b/g;

/** Complaints about words that mean nothing to who reads this project elsewhere: paths of a machine, tools' signatures. */
export function checkOrigin(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(MACHINE_PATH), ...text.matchAll(SIGNATURE)].map(([found]) => `${path}: ${found}`),
  );
}

/** Complaints about pages that are named somewhere and are not in the project. */
export function checkPages(files: readonly SourceFile[], pages: ReadonlySet<string>): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(PAGE)]
      .map(([page]) => page)
      .filter(
        (page) => ![page, posix.join(posix.dirname(path), page)].some((place) => pages.has(posix.normalize(place))),
      )
      .map((page) => `${path}: names ${page}, which does not exist`),
  );
}

function parse({ path, text }: SourceFile): ts.SourceFile {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

function findNodes(node: ts.Node, matches: (node: ts.Node) => boolean): ts.Node[] {
  const found = matches(node) ? [node] : [];
  node.forEachChild((child) => void found.push(...findNodes(child, matches)));
  return found;
}

function isUseServer(node: ts.Node): boolean {
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) && node.expression.text === "use server";
}

function startsServerOnly(tree: ts.SourceFile): boolean {
  const first = tree.statements[0];
  if (first === undefined || !ts.isImportDeclaration(first) || first.importClause) return false;
  return ts.isStringLiteral(first.moduleSpecifier) && first.moduleSpecifier.text === "server-only";
}

function checkActionStatement(path: string, statement: ts.Statement): string[] {
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return [];
  if (ts.isExportDeclaration(statement))
    return statement.isTypeOnly ? [] : [`${path}: exports by name or from elsewhere`];
  if (ts.isExportAssignment(statement)) return [`${path}: exports a default`];
  const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExportKeyword);
  if (!isExported) return [];
  if (!ts.isVariableStatement(statement)) return [`${path}: exports something other than an action`];
  return statement.declarationList.declarations.flatMap((declared) => checkActionDeclaration(path, declared));
}

const isExportKeyword = (modifier: ts.Modifier): boolean => modifier.kind === ts.SyntaxKind.ExportKeyword;

function checkActionDeclaration(path: string, { name, initializer, parent }: ts.VariableDeclaration): string[] {
  const label = `${path}: ${name.getText()}`;
  const isConst = (parent.flags & ts.NodeFlags.Const) !== 0;
  const maker = initializer && ts.isCallExpression(initializer) ? initializer.expression.getText() : "";
  const lines = parent.getText().split("\n").length;
  return [
    ...(isConst && ACTION_MAKERS.has(maker) ? [] : [`${label} is not made by action(…)`]),
    ...(/^[a-z]\w*Action$/.test(name.getText()) ? [] : [`${label} is not named xAction`]),
    ...(lines > ACTION_LINES_MAX ? [`${label} has ${lines} lines, ${ACTION_LINES_MAX} are allowed`] : []),
  ];
}
