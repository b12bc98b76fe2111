import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** One file of a source tree: its path from the root, with forward slashes, and its text. */
export type SourceFile = { path: string; text: string };

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const MADE_BY_TOOLS = new Set(["node_modules", ".git", ".next", ".data", ".cache", "generated", "test-results"]);

/** Every file of the project that a person wrote and that has one of the endings. */
export function readSourceTree(endings: readonly string[], folder = ROOT): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return MADE_BY_TOOLS.has(entry.name) ? [] : readSourceTree(endings, path);
    if (!endings.some((ending) => entry.name.endsWith(ending))) return [];
    return [{ path: relative(ROOT, path), text: readFileSync(path, "utf8") }];
  });
}

/** Writes a tree into a new temporary folder that resolves packages as the project does; the caller removes it. */
export function plantTree(files: readonly SourceFile[]): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "perihelion-tree-"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const { path, text } of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs one of the project's tools in a folder and reads its JSON answer; a tool that found something exits with 1. */
export async function runTool(tool: string, args: readonly string[], folder: string): Promise<unknown> {
  const call = promisify(execFile)(process.execPath, [join(ROOT, "node_modules/.bin", tool), ...args], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { stdout, stderr } = await call.catch((failure: unknown) => failure as { stdout: string; stderr: string });
  if (!stdout.startsWith("{") && !stdout.startsWith("[")) throw new Error(`${tool} did not answer: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}
