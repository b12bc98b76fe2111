import { posix } from "node:path";
import ts from "typescript";
import type { SourceFile } from "@/lib/architecture/source-tree";

/** Packages that the browser's part of the app must do without, and what takes their place there. */
const TOO_HEAVY: Record<string, string> = { zod: "zod/mini" };

const ENDINGS = [".ts", ".tsx", "/index.ts", "/index.tsx"];

type Module = { isClient: boolean; isAction: boolean; imports: string[] };

/**
 * Complaints about modules that the browser loads and that import a package too heavy for it. The browser loads every
 * "use client" module and what that imports by value, at once or later; a module of actions is only a reference there.
 */
export function checkBrowserBundle(files: readonly SourceFile[]): string[] {
  const modules = new Map(files.map((file) => [file.path, read(file)]));
  const reachedBy = new Map<string, string | null>();
  const queue = [...modules].filter(([, { isClient }]) => isClient).map(([path]) => path);
  for (const path of queue) reachedBy.set(path, null);
  for (const path of queue) {
    for (const target of modules.get(path)?.imports ?? []) {
      const found = resolve(target, path, modules);
      if (found === null || reachedBy.has(found) || modules.get(found)?.isAction === true) continue;
      reachedBy.set(found, path);
      queue.push(found);
    }
  }
  return [...reachedBy.keys()].flatMap((path) =>
    (modules.get(path)?.imports ?? []).flatMap((target) =>
      Object.hasOwn(TOO_HEAVY, target)
        ? [
            `${path}: the browser loads it (${chain(path, reachedBy)}), so ${String(TOO_HEAVY[target])} instead of ${target}`,
          ]
        : [],
    ),
  );
}

function chain(path: string, reachedBy: ReadonlyMap<string, string | null>): string {
  const by = reachedBy.get(path);
  return by ? `${chain(by, reachedBy)} → ${path}` : path;
}

function read({ path, text }: SourceFile): Module {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const visit = (node: ts.Node): void => {
    const target = readTarget(node);
    if (target !== null) imports.push(target);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const [first] = tree.statements;
  const directive =
    first && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression) ? first.expression.text : "";
  return { isClient: directive === "use client", isAction: directive === "use server", imports };
}

/** What this node imports by value. An import all of whose names are types still loads the module, unless it says `import type`. */
function readTarget(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? null : textOf(node.moduleSpecifier);
  }
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? null : textOf(node.moduleSpecifier);
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? textOf(node.arguments[0]) : null;
}

function textOf(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}

function resolve(target: string, from: string, modules: ReadonlyMap<string, Module>): string | null {
  const path = target.startsWith("@/")
    ? target.slice(2)
    : target.startsWith(".")
      ? posix.join(posix.dirname(from), target)
      : null;
  if (path === null) return null;
  return ["", ...ENDINGS].map((ending) => path + ending).find((candidate) => modules.has(candidate)) ?? null;
}
