import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "@/node_modules/next/package.json";
import { hashSources } from "@/scripts/supervisor/build";

const NEXT = "node_modules/next/dist/bin/next";
const BUILD_WITHIN_MS = 600_000;

/** The product's own build plus the two routes that it is measured against (`*.bench.ts`), once per state of the sources. */
export function buildForBench(): void {
  const stamp = join(".cache", "bench", "next", "perihelion-build.json");
  const hash = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  build([]);
  writeFileSync(stamp, hash);
}

export const EMPTY_APP = join(".cache", "bench", "empty-app");

const EMPTY_FILES: Record<string, string> = {
  "app/layout.js": `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n`,
  "app/page.js": `export const dynamic = "force-dynamic";\nexport default function Page() { return <p>Nothing</p>; }\n`,
  "app/api/health/route.js": `export const dynamic = "force-dynamic";\nexport const GET = () => Response.json({ ok: true });\n`,
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(process.cwd())} } };\n`,
  "package.json": `{ "private": true, "type": "module" }\n`,
};

/** An app of the same Next with nothing in it: what no app of that Next can be smaller or quicker than. */
export function buildEmptyApp(): void {
  const stamp = join(EMPTY_APP, ".next", "perihelion-version");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === manifest.version) return;
  for (const [path, text] of Object.entries(EMPTY_FILES)) {
    mkdirSync(join(EMPTY_APP, path, ".."), { recursive: true });
    writeFileSync(join(EMPTY_APP, path), text);
  }
  build([EMPTY_APP]);
  writeFileSync(stamp, manifest.version);
}

function build(folder: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build", ...folder], {
    encoding: "utf8",
    timeout: BUILD_WITHIN_MS,
  });
  if (status !== 0) throw new Error(`the bench build failed:\n${stdout}\n${stderr}`);
}
