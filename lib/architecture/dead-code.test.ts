import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";

const KNIP = resolve("node_modules/knip/bin/knip.js");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What the project's own check of dead code says of a small tree. */
function checkTree(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "perihelion-dead-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { stdout } = spawnSync(process.execPath, [KNIP, "--config", ".config/knip.jsonc", "--no-config-hints"], {
    cwd: folder,
    encoding: "utf8",
  });
  return stdout;
}

const TREE = {
  "package.json": '{ "name": "planted", "type": "module", "dependencies": {} }',
  ".config/knip.jsonc": readFileSync(".config/knip.jsonc", "utf8"),
  "scripts/start.ts": 'import { used } from "../lib/people/used";\nused();\n',
  "lib/people/used.ts": "export const used = () => 1;\n",
};

test("a tree in which everything is used passes", () => {
  expect(checkTree(TREE)).toBe("");
});

test.each([
  ["file", "lib/people/nobody.ts", { "lib/people/nobody.ts": "export const a = 1;\n" }],
  ["export", "unused", { "lib/people/used.ts": `${TREE["lib/people/used.ts"]}export const unused = () => 2;\n` }],
  ["package", "left-over", { "package.json": '{ "name": "planted", "dependencies": { "left-over": "1.0.0" } }' }],
])("a planted unused %s is found", (_kind, name, planted) => {
  expect(checkTree({ ...TREE, ...planted })).toContain(name);
});
