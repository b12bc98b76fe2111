import { posix } from "node:path";
import ts from "typescript";
import type { SourceFile } from "@/lib/architecture/source-tree";

/** A line of a table with two columns: what is promised, and what shows it. */
export type Row = { heading: string; situation: string; shown: string };

/** Such a column holds tests, each file with the names of its tests, or the mark of what is not promised yet. */
const SHOWN_BY = "shown by";
const LATER = "○";
const FILE = /`([\w./-]+\.(?:test|spec)\.tsx?)`((?:\s*(?:,|and)?\s*"[^"]+")*)/g;
const NAME = /"([^"]+)"/g;

/** The tables' lines that say what shows a promise, with the heading that each stands under. */
export function readProofs(page: string): Row[] {
  return readTables(page).flatMap(({ heading, header, cells }) =>
    header.at(-1) === SHOWN_BY ? [{ heading, situation: cells[0] ?? "", shown: cells.at(-1) ?? "" }] : [],
  );
}

/** The first cells of every table under one of these headings: what is promised. */
export function readPromises(page: string, headings: ReadonlySet<string>): { heading: string; situation: string }[] {
  return readTables(page).flatMap(({ heading, cells }) =>
    headings.has(heading) ? [{ heading, situation: cells[0] ?? "" }] : [],
  );
}

/**
 * Complaints about rows that name nothing, a file that does not exist, or a test that is not in it. A name may leave
 * parts out with "…", as those that a table of values fills in.
 */
export function checkProofs(rows: readonly Row[], files: readonly SourceFile[]): string[] {
  const named = new Map<string, string[]>();
  return rows.flatMap(({ situation, shown }) => {
    if (shown.startsWith(LATER)) return [];
    const proofs = [...shown.matchAll(FILE)];
    if (proofs.length === 0) return [`${situation}: names no test`];
    return proofs.flatMap(([, path = "", names = ""]) => {
      const file = findFile(path, files);
      if (file === null) return [`${situation}: ${path} is not there, or more than one is`];
      const known = named.get(file.path) ?? readTestNames(file);
      named.set(file.path, known);
      const asked = [...names.matchAll(NAME)].map(([, name]) => name ?? "");
      if (asked.length === 0) return [`${situation}: ${path} without the name of a test`];
      return asked
        .filter((name) => !/[^…\s]/.test(name) || !known.some((one) => toPattern(name).test(one)))
        .map((name) => `${situation}: ${path} has no test "${name}"`);
    });
  });
}

/** Complaints about promises that no row shows: each must be one row's situation, word for word. */
export function checkPromises(promises: readonly { situation: string }[], rows: readonly Row[]): string[] {
  const shown = new Set(rows.map(({ situation }) => situation));
  return promises
    .filter(({ situation }) => !shown.has(situation))
    .map(({ situation }) => `${situation}: not in the proofs`);
}

type Table = { heading: string; header: string[]; cells: string[] };

function readTables(page: string): Table[] {
  const found: Table[] = [];
  let heading = "";
  let header: string[] | null = null;
  for (const line of page.split("\n")) {
    if (/^#+ /.test(line)) heading = line.replace(/^#+ /, "");
    if (!line.startsWith("|")) header = null;
    else if (header === null) header = toCells(line);
    else if (!/^[|\s:-]+$/.test(line)) found.push({ heading, header, cells: toCells(line) });
  }
  return found;
}

const toCells = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/** By its name alone, where only one has it; else with as much of its path as it takes. */
function findFile(path: string, files: readonly SourceFile[]): SourceFile | null {
  const found = files.filter((file) => file.path === path || file.path.endsWith(posix.join("/", path)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What stands first in every call of test or it, their `each` included; a template's gaps as "…". */
function readTestNames({ path, text }: SourceFile): string[] {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) && isTestCall(node.expression) ? node.arguments : [];
    const name = first ? toText(first) : null;
    if (name !== null) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

/** `base` is Playwright's own test, where a file has one of its own beside it. */
function isTestCall(callee: ts.Expression): boolean {
  return /^(?:test|it|base)(?:\.(?:each|concurrent)\b[\s\S]*)?$/.test(callee.getText());
}

function toText(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…");
}

function toPattern(name: string): RegExp {
  const parts = name.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`);
}
