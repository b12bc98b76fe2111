import { posix } from "node:path";
import ts from "typescript";
import type { SourceFile } from "@/lib/architecture/source-tree";

/** Packages that the browser must do without, and what takes their place there. */
const NEVER: Record<string, string> = { zod: "zod/mini" };
/** Packages that the pages of every day load once they are shown, by an `import()`. */
const LATER = new Set(["zod/mini", "recharts", "cmdk", "libphonenumber-js"]);

/** The pages of every day and what stands around them. */
const DAILY = /^app\/(?:[^/]+|\(workspace\)\/(?:[^/]+|(?:lookup|people)\/.+))\.tsx$/;
const ENDINGS = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];

type Import = { target: string; isLater: boolean };
type Module = { isClient: boolean; isAction: boolean; imports: Import[] };
type Modules = ReadonlyMap<string, Module>;
/** Every module reached, and which one led there. */
type Reached = ReadonlyMap<string, string | null>;

/**
 * Complaints about modules that the browser loads and that import a package too heavy for it, ever or before a page of
 * every day is shown. The browser loads every "use client" module and what that imports by value; a module of actions is only a
 * reference there.
 */
export function checkBrowserBundle(files: readonly SourceFile[]): string[] {
  const modules: Modules = new Map(files.map((file) => [file.path, read(file)]));
  const clients = [...modules].filter(([, { isClient }]) => isClient).map(([path]) => path);
  const ever = reach(modules, clients, () => true);
  const routes = [...modules.keys()].filter((path) => DAILY.test(path));
  const shown = [...reach(modules, routes, ({ isLater }) => !isLater).keys()];
  const first = reach(
    modules,
    shown.filter((path) => modules.get(path)?.isClient),
    ({ isLater }) => !isLater,
  );
  return [
    ...complain(modules, ever, ({ target }) =>
      Object.hasOwn(NEVER, target) ? `${String(NEVER[target])} instead of ${target}` : null,
    ),
    ...complain(modules, first, ({ target, isLater }) =>
      LATER.has(target) && !isLater ? `${target} only by an import() when it is needed` : null,
    ),
  ];
}

function reach(modules: Modules, from: readonly string[], follows: (found: Import) => boolean): Reached {
  const reached = new Map<string, string | null>(from.map((path) => [path, null]));
  for (const path of reached.keys()) {
    for (const found of modules.get(path)?.imports ?? []) {
      const to = follows(found) ? resolve(found.target, path, modules) : null;
      if (to !== null && !reached.has(to) && modules.get(to)?.isAction !== true) reached.set(to, path);
    }
  }
  return reached;
}

function complain(modules: Modules, reached: Reached, advise: (found: Import) => string | null): string[] {
  return [...reached.keys()].flatMap((path) =>
    (modules.get(path)?.imports ?? []).flatMap((found) => {
      const advice = advise(found);
      return advice ? [`${path}: the browser loads it (${chain(path, reached)}), so ${advice}`] : [];
    }),
  );
}

function chain(path: string, reached: Reached): string {
  const by = reached.get(path);
  return by ? `${chain(by, reached)} → ${path}` : path;
}

function read({ path, text }: SourceFile): Module {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = readImport(node);
    if (found) imports.push(found);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const [first] = tree.statements;
  const directive =
    first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) ? first.expression.text : "";
  return { isClient: directive === "use client", isAction: directive === "use server", imports };
}

/** What this node imports by value. An import all of whose names are types still loads the module, unless it says `import type`. */
function readImport(node: ts.Node): Import | null {
  const isType =
    (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
    (ts.isExportDeclaration(node) && node.isTypeOnly);
  if (isType) return null;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return toImport(node.moduleSpecifier, false);
  const isLater = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isLater ? toImport(node.arguments[0], true) : null;
}

function toImport(node: ts.Node | undefined, isLater: boolean): Import | null {
  return node && ts.isStringLiteralLike(node) ? { target: node.text, isLater } : null;
}

function resolve(target: string, from: string, modules: Modules): string | null {
  const isRelative = target.startsWith(".");
  if (!isRelative && !target.startsWith("@/")) return null;
  const path = isRelative ? posix.join(posix.dirname(from), target) : target.slice(2);
  return ENDINGS.map((ending) => path + ending).find((candidate) => modules.has(candidate)) ?? null;
}
